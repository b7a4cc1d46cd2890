// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "scenarios/experiments_json.h"
#include "scenarios/fault_list.h"
#include "ui/compare/heat_map.h"
#include "ui/compare/matrix_view.h"
#include "ui/document/scenario_document.h"
#include "ui/look/theme.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;
using namespace stormglass::results;

namespace {

FaultMatrix someMatrix()
{
    FaultMatrix matrix;
    matrix.scenario = "Flow";
    matrix.scenarioHash = "00";
    matrix.duration = 60;
    matrix.faultAt = 20;
    matrix.faultLasting = 15;
    matrix.replications = 1;
    matrix.designs = {{.design = "sync", .success = 1, .accepted = 1, .fingerprints = {}, .singlePoints = {"payment-service"}, .expectations = {}, .failures = {}},
                      {.design = "choreography", .success = 1, .accepted = 1, .fingerprints = {}, .singlePoints = {}, .expectations = {}, .failures = {}}};
    const struct {
        const char* victim;
        const char* kind;
        const char* fault;
        double sync;
        double choreography;
    } rows[] = {{"payment-service", "component", "crash", 0.97, 0.004}, {"zone-a", "zone", "crash", 0.6, 0.35},
                {"orders-db", "component", "crash", 0.4, 0.41},         {"payment-service", "component", "slow", 0.12, 0.0},
                {"kafka", "component", "crash", 0.0, 0.08},             {"app-a", "host", "partition", 0.02, 0.01}};
    for (const auto& row : rows) {
        MatrixRow line{.victim = row.victim, .victimKind = row.kind, .fault = row.fault, .phrase = std::string(row.victim) + " was hit",
                       .chaos = R"([{"name": "x", "fault": "crash", "at": "20s", "for": "15s", "target": ")" + std::string(row.victim) + R"("}])",
                       .cells = {}};
        for (const auto& [design, harmed] : {std::pair{"sync", row.sync}, std::pair{"choreography", row.choreography}}) {
            MatrixCell cell;
            cell.design = design;
            cell.effect = harmed > 0.9 ? "stops" : harmed > 0 ? "harms" : "none";
            cell.total.harmed = harmed;
            cell.total.lost = harmed / 2;
            cell.harmedHalfWidth = kNothing;
            cell.recovery = 3;
            cell.drain = kNothing;
            line.cells.push_back(cell);
        }
        matrix.rows.push_back(line);
    }
    return matrix;
}

}  // namespace

class MatrixViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theToolFillsTheMap()
    {
        FakeWorker worker{"for last; do :; done; echo \"$@\" > arguments; cp report \"$last\"\n"};
        worker.write(QStringLiteral("report"), toJson(someMatrix()).dump());
        ScenarioDocument document;
        QCOMPARE(document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")), QString());
        MatrixView view(worker.program(), document);
        view.resize(900, 500);
        view.show();
        QSignalSpy arrived(&view, &MatrixView::matrixArrived);
        view.findChild<QPushButton*>(QStringLiteral("start"))->click();
        QTRY_COMPARE(arrived.count(), 1);
        QFile arguments(worker.path(QStringLiteral("arguments")));
        QVERIFY(arguments.open(QIODevice::ReadOnly));
        QVERIFY(arguments.readAll().contains("--matrix"));
        QCOMPARE(view.matrix().rows.size(), 6U);
        const QString points = view.findChild<QLabel*>(QStringLiteral("singlePoints"))->text();
        QVERIFY(points.contains(QStringLiteral("payment-service")));
        QVERIFY(points.contains(QStringLiteral("no single point of failure")));
        QVERIFY(view.heatMap().wordsOf(0, 0).contains(QStringLiteral("97.0 %")));
        QVERIFY(view.heatMap().wordsOf(0, 0).contains(QStringLiteral("single point")));
    }

    void worseIsHotter()
    {
        HeatMap map;
        map.setMatrix(someMatrix());
        map.resize(700, 300);
        const QImage image = map.grab().toImage();
        const auto colourOf = [&](int row, int column) { return image.pixelColor(map.rectOf(row, column).topLeft() + QPoint(8, 8)); };
        const auto heat = [](const QColor& colour) { return colour.red() - (colour.green() + colour.blue()) / 2; };
        QVERIFY(heat(colourOf(0, 0)) > heat(colourOf(3, 0)));
        QVERIFY(heat(colourOf(3, 0)) > heat(colourOf(4, 0)));
    }

    void aCellOpensItsRun()
    {
        ScenarioDocument document;
        QCOMPARE(document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")), QString());
        MatrixView view(QStringLiteral("none"), document);
        view.resize(900, 500);
        view.show();
        view.setMatrix(someMatrix());
        QString design;
        std::string fault;
        connect(&view, &MatrixView::openRun, this, [&](const QString& name, const std::string& text) {
            design = name;
            fault = text;
        });
        QTest::mouseClick(&view.heatMap(), Qt::LeftButton, {}, view.heatMap().rectOf(1, 1).center());
        QCOMPARE(design, QStringLiteral("choreography"));
        Issues issues;
        const std::vector<spec::Fault> read = readFaults(fault, issues);
        QVERIFY(!issues.hasErrors());
        QCOMPARE(*spec::targetOf(read.front()), std::string("zone-a"));
        QCOMPARE(toSeconds(read.front().timing.at), 20.0);
        QCOMPARE(toSeconds(read.front().timing.lasting), 15.0);
        QTest::keyClick(&view.heatMap(), Qt::Key_Up);
        QTest::keyClick(&view.heatMap(), Qt::Key_Left);
        QCOMPARE(view.heatMap().currentRow(), 0);
        QTest::keyClick(&view.heatMap(), Qt::Key_Return);
        QCOMPARE(design, QStringLiteral("sync"));
        QVERIFY(fault.find("payment-service") != std::string::npos);
        QVERIFY(view.findChild<QLabel*>(QStringLiteral("details"))->text().contains(QStringLiteral("97.0 %")));
    }
};

QTEST_MAIN(MatrixViewTest)
#include "tst_matrix_view.moc"
