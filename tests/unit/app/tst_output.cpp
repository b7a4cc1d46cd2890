// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/field_table.h"
#include "app/output/junit.h"
#include "app/output/progress_line.h"
#include "app/output/svg_chart.h"
#include "app/output/text_style.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace stormglass;

/// The small writers behind the output of the command line.
class OutputTest : public QObject {
    Q_OBJECT

private slots:
    void widthCountsCharactersNotBytes();
    void longTextIsBrokenBetweenWords();
    void markupIsEscaped();
    void axesHaveRoundSteps_data();
    void axesHaveRoundSteps();
    void gapsBreakALine();
    void emptyChartIsNoChart();
    void remainingTimeIsToldOnceItCanBeGuessed();
    void everyEntryOfTheCatalogueHasFieldsOrNone();
    void fieldsOfNestedThingsHaveTheirPath();
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

void OutputTest::markupIsEscaped()
{
    QCOMPARE(QByteArray::fromStdString(escapeXml("a<b>&\"c\"\x01")), QByteArray("a&lt;b&gt;&amp;&quot;c&quot;?"));
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

QTEST_APPLESS_MAIN(OutputTest)
#include "tst_output.moc"
