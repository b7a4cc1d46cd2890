// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/cascade_view.h"
#include "app/output/field_table.h"
#include "app/output/junit.h"
#include "app/output/parts_table.h"
#include "app/output/progress_line.h"
#include "app/output/svg_chart.h"
#include "app/output/terminal_table.h"
#include "app/output/text_style.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace stormglass;

namespace {

/// Three designs, in each of which one flow was answered in about 100 ms.
results::Report threeDesigns()
{
    results::Report report;
    report.replications = 3;
    for (const char* name : {"sync", "choreography", "orchestration"}) {
        results::DesignReport& design = report.designs.emplace_back();
        design.design = name;
        design.metrics.push_back({results::SubjectKind::Flow, "order", "ack.p50", {0.1, 0.0012, {}, 0}});
        if (report.designs.size() > 1)
            report.differences.push_back(
                {"sync", name, results::SubjectKind::Flow, "order", "ack.p50", -0.021, 0.0034, true});
    }
    return report;
}

std::size_t widestLine(const std::string& text)
{
    std::size_t widest = 0;
    for (const QByteArray& line : QByteArray::fromStdString(text).split('\n'))
        widest = std::max(widest, widthOf(line.toStdString()));
    return widest;
}

}  // namespace

/// The small writers behind the output of the command line.
class OutputTest : public QObject {
    Q_OBJECT

private slots:
    void widthCountsCharactersNotBytes();
    void longTextIsBrokenBetweenWords();
    void linesNeverPassTheLastColumn();
    void tablesFitTheTerminal_data();
    void tablesFitTheTerminal();
    void titlesTakeTwoLinesWhereOneDoesNotFit();
    void lossesAndDuplicatesHaveTheirCauses();
    void markupIsEscaped();
    void axesHaveRoundSteps_data();
    void axesHaveRoundSteps();
    void gapsBreakALine();
    void aPointBetweenGapsIsSeen();
    void emptyChartIsNoChart();
    void remainingTimeIsToldOnceItCanBeGuessed();
    void everyEntryOfTheCatalogueHasFieldsOrNone();
    void fieldsOfNestedThingsHaveTheirPath();
    void flowsOutOfReachOfAFaultAreToldApart_data();
    void flowsOutOfReachOfAFaultAreToldApart();
    void valuesOfAPresetDoNotHaveTheSourcesOfAnother_data();
    void valuesOfAPresetDoNotHaveTheSourcesOfAnother();
};

void OutputTest::widthCountsCharactersNotBytes()
{
    QCOMPARE(widthOf("12 µs ± 3"), std::size_t{9});
    QCOMPARE(QByteArray::fromStdString(padLeft("µ", 3)), QByteArray("  µ"));
    QCOMPARE(QByteArray::fromStdString(padRight("longer", 3)), QByteArray("longer"));
}

void OutputTest::longTextIsBrokenBetweenWords()
{
    QCOMPARE(QByteArray::fromStdString(wrapText("one two three four", 9, 2)), QByteArray("one two\n  three\n  four"));
}

void OutputTest::linesNeverPassTheLastColumn()
{
    const std::string text = "a bb ccc dddd eeeee dddd ccc bb a bb ccc dddd eeeee";

    for (std::size_t columns = 10; columns < 30; ++columns)
        QVERIFY(widestLine("    " + wrapText(text, columns, 4)) <= columns);
}

void OutputTest::tablesFitTheTerminal_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<bool>("hasIntervals");
    QTest::addColumn<int>("tables");
    QTest::newRow("wide: everything side by side") << 100 << true << 1;
    QTest::newRow("narrow: without intervals") << 75 << false << 1;
    QTest::newRow("narrower: the baseline beside each") << 58 << false << 2;
}

void OutputTest::tablesFitTheTerminal()
{
    QFETCH(int, columns);
    QFETCH(bool, hasIntervals);
    QFETCH(int, tables);
    const results::Report report = threeDesigns();

    const std::string text = tableToText(report, comparisonOf(report),
                                         TextStyle(false, static_cast<std::size_t>(columns)));

    QVERIFY2(widestLine(text) <= static_cast<std::size_t>(columns), text.c_str());
    QCOMPARE(QByteArray::fromStdString(text).contains("± 1.2 ms"), hasIntervals);
    QCOMPARE(QByteArray::fromStdString(text).count("acknowledgement p50"), tables);
    QCOMPARE(QByteArray::fromStdString(text).count("orchestration"), 1);
    QCOMPARE(QByteArray::fromStdString(text).count("−21"), 2);
}

void OutputTest::titlesTakeTwoLinesWhereOneDoesNotFit()
{
    const PartsTable table{{"components", "utilisation", "waiting p99"}, {"orders", "12 %", "3 ms"}};

    const QByteArray wide = QByteArray::fromStdString(partsToText(table, TextStyle(false)));
    const QByteArray narrow = QByteArray::fromStdString(partsToText(table, TextStyle(false, 36)));

    QCOMPARE(wide,
             QByteArray("\ncomponents    utilisation  waiting p99\n"
                        "  orders             12 %         3 ms\n"));
    QCOMPARE(narrow,
             QByteArray("\n                           waiting\n"
                        "components    utilisation      p99\n"
                        "  orders             12 %     3 ms\n"));
}

void OutputTest::lossesAndDuplicatesHaveTheirCauses()
{
    results::DesignReport design;
    design.ledgers = {{.kind = results::SubjectKind::Flow, .subject = "order", .in = 3, .out = {{"lost: elsewhere", 3}}},
                      {.subject = "events",
                       .in = 10,
                       .out = {{"delivered", 4}, {"expired", 0}, {"lost: power-loss", 5}, {"in flight", 1}},
                       .extra = {{"retry", 2}},
                       .redelivered = {{"consumer-lost", 1500}}}};

    const PartsTable expected{{"losses and duplicates", "in all"},
                              {"events lost: power-loss", "5"},
                              {"events extra: retry", "2"},
                              {"events redelivered: consumer-lost", "1,500"}};
    QCOMPARE(causesTable(design, 12), expected);
    QCOMPARE(causesTable(design, 1).size(), std::size_t{2});
    QCOMPARE(causesTable({}, 12).size(), std::size_t{1});
}

void OutputTest::markupIsEscaped()
{
    QCOMPARE(QByteArray::fromStdString(escapeXml("a<b>&\"c\"\x01")), QByteArray("a&lt;b&gt;&amp;&quot;c&quot;?"));
    QCOMPARE(QByteArray::fromStdString(escapeXml("line\n\tnext")), QByteArray("line&#10;&#9;next"));
}

void OutputTest::axesHaveRoundSteps_data()
{
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("step");
    QTest::newRow("a hundred seconds") << 120.0 << 25.0;
    QTest::newRow("milliseconds") << 0.018 << 0.005;
    QTest::newRow("thousands") << 9000.0 << 2000.0;
    QTest::newRow("one") << 1.0 << 0.2;
}

void OutputTest::axesHaveRoundSteps()
{
    QFETCH(double, largest);
    QFETCH(double, step);

    const std::vector<double> ticks = axisTicks(largest);

    QVERIFY(ticks.size() >= 4 && ticks.size() <= 7);
    QCOMPARE(ticks.front(), 0.0);
    QCOMPARE(ticks[1], step);
}

void OutputTest::gapsBreakALine()
{
    Chart chart;
    chart.lines.push_back({"sync", 0, 1, {1, std::nan(""), 3, 4}});

    const QByteArray svg = QByteArray::fromStdString(toSvg(chart));

    const qsizetype path = svg.indexOf(" d=\"");
    QCOMPARE(svg.mid(path, svg.indexOf('"', path + 4) - path).count('M'), 2);
}

void OutputTest::aPointBetweenGapsIsSeen()
{
    Chart chart;
    chart.lines.push_back({"sync", 0, 1, {std::nan(""), 2, std::nan(""), 3, 4}});

    const QByteArray svg = QByteArray::fromStdString(toSvg(chart));

    QCOMPARE(svg.count("h0"), 1);
}

void OutputTest::emptyChartIsNoChart()
{
    Chart chart;
    chart.lines.push_back({"sync", 0, 1, {0, 0}});

    QCOMPARE(toSvg(chart), std::string());
    QCOMPARE(toSvg(Chart{}), std::string());
}

void OutputTest::remainingTimeIsToldOnceItCanBeGuessed()
{
    using std::chrono::duration;

    QCOMPARE(progressText({1, 4, 0.25}, duration<double>(0.1)), std::string("1 of 4 runs, 25 %"));
    QCOMPARE(progressText({1, 4, 0.25}, duration<double>(10)), std::string("1 of 4 runs, 25 %, about 30 s to go"));
    QCOMPARE(progressRecord({1, 4, 0.25}, duration<double>(0.1)), std::string("progress 0.2500 1/4 -"));
    QCOMPARE(progressRecord({1, 4, 0.25}, duration<double>(10)), std::string("progress 0.2500 1/4 30"));
    QCOMPARE(progressRecord({.finished = 7}, duration<double>(10)), std::string("progress - 7/- -"));
}

void OutputTest::everyEntryOfTheCatalogueHasFieldsOrNone()
{
    std::set<std::string_view> names;
    const auto categories = spec::catalogueCategories();
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        QVERIFY(names.insert(entry.name).second);
        QVERIFY(std::find(categories.begin(), categories.end(), entry.category) != categories.end());
        for (const FieldRow& field : fieldsOf(entry))
            QVERIFY2(!field.help.empty(), field.path.c_str());
    }
}

void OutputTest::fieldsOfNestedThingsHaveTheirPath()
{
    std::set<std::string> paths;
    for (const FieldRow& field : fieldsOf(*spec::findInCatalogue("flow")))
        paths.insert(field.path);

    QVERIFY(paths.contains("steps"));
    QVERIFY(paths.contains("steps[].compensation"));
}

void OutputTest::flowsOutOfReachOfAFaultAreToldApart_data()
{
    QTest::addColumn<int>("reached");
    QTest::addColumn<QByteArray>("told");

    QTest::newRow("none is within reach") << 0 << QByteArray("100 flows began meanwhile, none of them within reach of the fault.");
    QTest::newRow("some are") << 50 << QByteArray("100 flows began meanwhile, 50 of them within reach of the fault: 0 %");
    QTest::newRow("all are") << 100 << QByteArray("100 flows began meanwhile: 0 %");
}

void OutputTest::flowsOutOfReachOfAFaultAreToldApart()
{
    QFETCH(int, reached);
    QFETCH(QByteArray, told);
    results::Report report;
    results::Cascade& cascade = report.designs.emplace_back().cascades.emplace_back();
    cascade.begun = 100;
    cascade.offered = static_cast<std::uint64_t>(reached);

    const std::string text = cascadesToText(report, TextStyle(false));

    QVERIFY2(text.find(told.toStdString()) != std::string::npos, text.c_str());
}

void OutputTest::valuesOfAPresetDoNotHaveTheSourcesOfAnother_data()
{
    QTest::addColumn<QByteArray>("preset");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("source");

    QTest::newRow("a value of its own") << QByteArray("envoy") << QByteArray("timeout") << QByteArray();
    QTest::newRow("a source that names it") << QByteArray("envoy") << QByteArray("retry_budget.rule") << QByteArray("Envoy retry_budget");
    QTest::newRow("a value that it leaves as it is")
        << QByteArray("envoy") << QByteArray("circuit_breaker.failure_rate") << QByteArray("resilience4j");
    QTest::newRow("the source itself") << QByteArray("resilience4j") << QByteArray("timeout") << QByteArray("TimeLimiter");
}

void OutputTest::valuesOfAPresetDoNotHaveTheSourcesOfAnother()
{
    QFETCH(QByteArray, preset);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, source);

    const std::vector<FieldRow> fields = fieldsOf(*spec::findInCatalogue(preset.toStdString()));
    const auto field = std::ranges::find(fields, path.toStdString(), &FieldRow::path);

    QVERIFY(field != fields.end());
    QVERIFY2(source.isEmpty() ? field->source.empty() : field->source.find(source.toStdString()) != std::string::npos,
             field->source.c_str());
}

QTEST_APPLESS_MAIN(OutputTest)
#include "tst_output.moc"
