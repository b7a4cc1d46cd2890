// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "scenarios/results_json.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/design_pane.h"
#include "ui/compare/difference_table.h"
#include "ui/compare/statistics_panel.h"
#include "ui/document/scenario_document.h"
#include "ui/look/theme.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

namespace {

void openFlow(ScenarioDocument& document)
{
    if (!document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")).isEmpty())
        qFatal("no scenario");
}

results::Report someReport()
{
    using namespace results;
    Report report;
    report.scenario = "Flow";
    report.scenarioHash = "00";
    report.replications = 10;
    for (const char* name : {"sync", "choreography"}) {
        DesignReport design;
        design.design = name;
        design.verdict = std::string(name) + " keeps its promises.";
        const double factor = design.design == "sync" ? 3 : 1;
        design.metrics = {{SubjectKind::Flow, "order", "ack.p99", {.mean = 0.1 * factor, .halfWidth = 0.01, .replications = {}, .samples = 10}},
                          {SubjectKind::Flow, "order", "success", {.mean = 0.9 + 0.03 * factor, .halfWidth = 0.01, .replications = {}, .samples = 10}},
                          {SubjectKind::Flow, "order", "completion.p99", {.mean = 0.5, .halfWidth = 0.2, .replications = {}, .samples = 10}}};
        report.designs.push_back(design);
    }
    report.differences = {{"sync", "choreography", SubjectKind::Flow, "order", "ack.p99", -0.2, 0.02, true},
                          {"sync", "choreography", SubjectKind::Flow, "order", "success", -0.06, 0.01, true},
                          {"sync", "choreography", SubjectKind::Flow, "order", "completion.p99", 0.01, 0.2, false}};
    return report;
}

}  // namespace

class CompareViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void designsRunSideBySideAndShowTheSameMoment()
    {
        FakeWorker worker{kEndlessRun};
        worker.writeRun(40, 0.25);
        ScenarioDocument document;
        openFlow(document);
        CompareView view(worker.program(), document);
        view.resize(1200, 800);
        view.show();
        QStringList viewed;
        view.setViewFactory([&](const QString& design, RunSession*) {
            viewed << design;
            return new QLabel(QStringLiteral("diagram"));
        });
        QCOMPARE(view.chosenDesigns().size(), 3);
        view.setPace(0);
        view.findChild<QToolButton*>(QStringLiteral("play"))->click();
        QCOMPARE(viewed, view.chosenDesigns());
        QCOMPARE(view.panes().size(), 3U);
        for (RunSession* session : view.sessions())
            QTRY_COMPARE(session->recording().count(), 40U);
        view.clock().showAt(4.1);
        for (RunSession* session : view.sessions()) {
            QVERIFY(!session->isFollowing());
            QCOMPARE(session->shownAt(), view.sessions().front()->shownAt());
        }
        for (DesignPane* pane : view.panes()) {
            pane->refreshNow();
            QCOMPARE(pane->strip().figures().size(), 5U);
            QVERIFY(pane->strip().figures().front().text != QStringLiteral("0"));
        }
        view.findChild<QToolButton*>(QStringLiteral("live"))->click();
        for (RunSession* session : view.sessions())
            QVERIFY(session->isFollowing());
        document.start(spec::Scenario{});
        QVERIFY(view.panes().empty());
        QVERIFY(!view.findChild<QToolButton*>(QStringLiteral("play"))->isEnabled());
    }

    void aFaultGoesToAll()
    {
        FakeWorker worker{"read order; cat roster frames; while read more; do echo \"$more\" >> orders-$$; done\n"};
        worker.writeRun(8, 0.25);
        ScenarioDocument document;
        openFlow(document);
        CompareView view(worker.program(), document);
        view.chooseDesigns({QStringLiteral("sync"), QStringLiteral("choreography")});
        view.start();
        for (RunSession* session : view.sessions())
            QTRY_COMPARE(session->recording().count(), 8U);
        view.inject(R"({"name":"x","fault":"crash","target":"kafka","at":"0s"})");
        const auto told = [&] {
            int count = 0;
            const QDir folder = QFileInfo(worker.program()).dir();
            for (const QString& name : folder.entryList({QStringLiteral("orders-*")})) {
                QFile file(folder.filePath(name));
                count += file.open(QIODevice::ReadOnly) && file.readAll().contains("\"inject\"") ? 1 : 0;
            }
            return count;
        };
        QTRY_COMPARE(told(), 2);
    }

    void notMoreThanFourDesigns()
    {
        ScenarioDocument document;
        openFlow(document);
        document.edit(QStringLiteral("more"), [](spec::Scenario& scenario) {
            for (const char* name : {"a", "b", "c"}) {
                spec::Design design = scenario.designs.front();
                design.name = name;
                scenario.designs.push_back(design);
            }
        });
        CompareView view(QStringLiteral("none"), document);
        QCOMPARE(view.chosenDesigns().size(), 4);
        int closed = 0;
        for (const QString& name : {QStringLiteral("design.b"), QStringLiteral("design.c")})
            closed += view.findChild<QToolButton*>(name)->isEnabled() ? 0 : 1;
        QCOMPARE(closed, 2);
        view.chooseDesigns({QStringLiteral("a")});
        QVERIFY(!view.findChild<QToolButton*>(QStringLiteral("play"))->isEnabled());
    }

    void theTruthOfTwoRealRuns()
    {
        ScenarioDocument document;
        openFlow(document);
        document.edit(QStringLiteral("short"), [](spec::Scenario& scenario) {
            scenario.run.duration = std::chrono::seconds{6};
            scenario.run.warmUp = std::chrono::seconds{1};
            scenario.run.drain = std::chrono::seconds{2};
            scenario.chaos[0].timing.at = std::chrono::seconds{3};
            scenario.chaos[0].timing.lasting = std::chrono::seconds{2};
            scenario.expect.clear();
        });
        CompareView view(QStringLiteral(STORMGLASS_PROGRAM), document);
        view.resize(1200, 800);
        view.show();
        view.chooseDesigns({QStringLiteral("sync"), QStringLiteral("choreography")});
        view.setPace(4);
        QSignalSpy messages(&view, &CompareView::message);
        view.start();
        QTRY_VERIFY_WITH_TIMEOUT(view.clock().isUnderWay() && view.clock().slowest() > 0.5, 20000);
        view.clock().pause();
        const auto isLevel = [&] {
            return view.clock().isUnderWay() && view.clock().fastest() - view.clock().slowest() < 1e-6;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isLevel(), 10000);
        QVERIFY(view.clock().isPaused());
        view.clock().resume();
        view.setPace(0);
        for (RunSession* session : view.sessions())
            QTRY_COMPARE_WITH_TIMEOUT(session->state(), RunSession::State::Ended, 60000);
        QVERIFY(view.sessions()[0]->result() != nullptr);
        QCOMPARE(messages.count(), 0);
    }

    void statisticsTellWhatIsSignificant()
    {
        FakeWorker worker{"for last; do :; done; echo 'progress 0.5 5/10 3' >&2; cp report \"$last\"\n"};
        worker.write(QStringLiteral("report"), toJson(someReport()).dump());
        ScenarioDocument document;
        openFlow(document);
        StatisticsPanel panel(worker.program(), document);
        panel.resize(900, 400);
        panel.show();
        panel.setDesigns({QStringLiteral("sync")});
        QVERIFY(!panel.findChild<QPushButton*>(QStringLiteral("start"))->isEnabled());
        panel.setDesigns({QStringLiteral("sync"), QStringLiteral("choreography")});
        QSignalSpy arrived(&panel, &StatisticsPanel::reportArrived);
        panel.findChild<QPushButton*>(QStringLiteral("start"))->click();
        QTRY_COMPARE(arrived.count(), 1);
        DifferenceTable& table = panel.table();
        QCOMPARE(table.columnCount(), 3);
        QCOMPARE(table.rowCount(), 3);
        const auto meaning = [&](int row) { return static_cast<DifferenceTable::Meaning>(table.item(row, 2)->data(DifferenceTable::kMeaningRole).toInt()); };
        QCOMPARE(meaning(0), DifferenceTable::Meaning::Better);
        QCOMPARE(meaning(1), DifferenceTable::Meaning::Worse);
        QCOMPARE(meaning(2), DifferenceTable::Meaning::Same);
        QVERIFY(table.item(0, 1)->text().contains(QStringLiteral("300 ms ± 10 ms")));
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("verdicts"))->text().contains(QStringLiteral("choreography keeps its promises")));
        QTest::keyClicks(panel.findChild<QLineEdit*>(QStringLiteral("filter")), QStringLiteral("success"));
        QVERIFY(table.isRowHidden(0) && !table.isRowHidden(1));
        panel.findChild<QLineEdit*>(QStringLiteral("filter"))->clear();
    }

    void aToolThatFailsSaysWhy()
    {
        FakeWorker worker{"echo 'no memory left' >&2; exit 3\n"};
        ScenarioDocument document;
        openFlow(document);
        StatisticsPanel panel(worker.program(), document);
        panel.setDesigns({QStringLiteral("sync"), QStringLiteral("choreography")});
        panel.start();
        QTRY_VERIFY(panel.findChild<QLabel*>(QStringLiteral("words"))->text().contains(QStringLiteral("no memory left")));
        QVERIFY(panel.findChild<QPushButton*>(QStringLiteral("start"))->isEnabled());
    }
};

QTEST_MAIN(CompareViewTest)
#include "tst_compare_view.moc"
