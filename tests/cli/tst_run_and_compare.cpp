// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"
#include "tests/support/json_schema.h"

using namespace stormglass::test;
using namespace Qt::StringLiterals;

/// Runs, reports and verdicts.
class RunAndCompareTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exitCodeTellsHowItWent_data();
    void exitCodeTellsHowItWent();
    void progressIsToldInLinesToWhoAsksForThem();
    void badInputLeavesNoFiles_data();
    void badInputLeavesNoFiles();
    void jsonOnStandardOutputKeepsItsSchema();
    void reportDoesNotDependOnJobs();
    void reportIsTheSameAgainAndOtherWithAnotherSeed();
    void comparisonHasDesignsMetricsAndVerdicts();
    void designsAreChosenAndOrderedByTheUser();
    void setChangesTheScenario();
    void filesAreWrittenInEveryFormat();
    void firstBrokenExpectationIsTheLastLine();
    void quietRunsSayNothing();
    void pipesGetNeitherProgressNorColours();
    void terminalsGetProgressAndColoursUnlessNoColorIsSet_data();
    void terminalsGetProgressAndColoursUnlessNoColorIsSet();
    void devicesCanBeReports();

private:
    [[nodiscard]] Outcome runIn(const char* arguments) const;

    QTemporaryDir m_folder;
};

namespace {

QStringList wordsOfLine(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); }

/// The command under script(1), which gives it a terminal.
Outcome runOnTerminal(const QString& folder, const QByteArray& environment)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    const QByteArray command = environment + " '" + programPath().toUtf8() + "' run shop.json";
    process.start(QStringLiteral("script"), {QStringLiteral("-qec"), QString::fromUtf8(command), QStringLiteral("/dev/null")});
    process.closeWriteChannel();
    Outcome outcome;
    if (process.waitForFinished(60'000))
        outcome.exitCode = process.exitCode();
    outcome.output = process.readAllStandardOutput();
    return outcome;
}

}  // namespace

Outcome RunAndCompareTest::runIn(const char* arguments) const { return run(wordsOfLine(arguments), m_folder.path()); }

void RunAndCompareTest::initTestCase()
{
    writeFile(m_folder.path(), QStringLiteral("shop.json"), smallShop());
    writeFile(m_folder.path(), QStringLiteral("broken.json"), smallShopExpecting("p50(order.ack) < 1ns"));
    writeFile(m_folder.path(), QStringLiteral("invalid.json"), smallShopExpecting("p50(order.speed) < 1ns"));
    writeFile(m_folder.path(), QStringLiteral("text.json"), "no scenario");
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("folder")));
}

void RunAndCompareTest::progressIsToldInLinesToWhoAsksForThem()
{
    const Outcome told = runIn("compare shop.json --replications 3 --progress lines");

    QCOMPARE(told.exitCode, 0);
    static const QRegularExpression kLine(QStringLiteral("^progress [01]\\.\\d{4} [0-6]/6 (\\d+|-)$"));
    const QList<QByteArray> lines = told.errors.trimmed().split('\n');
    for (const QByteArray& line : lines)
        QVERIFY2(kLine.match(QString::fromUtf8(line)).hasMatch(), line);
    QVERIFY(runIn("compare shop.json --progress none").errors.isEmpty());
    QVERIFY(runIn("compare shop.json --quiet --progress lines").errors.startsWith("progress "));
    QCOMPARE(runIn("compare shop.json --progress loud").exitCode, 2);
}

void RunAndCompareTest::exitCodeTellsHowItWent_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<int>("code");
    const auto row = [](const char* arguments, int code) { QTest::newRow(arguments) << QByteArray(arguments) << code; };
    row("run shop.json", 0);
    row("run shop.json --design events", 0);
    row("compare shop.json", 0);
    row("run broken.json", 1);
    row("run broken.json --exit-zero", 0);
    row("run invalid.json", 2);
    row("run shop.json --design evnets", 2);
    row("compare shop.json --designs sync", 2);
    row("compare shop.json --designs sync,sync", 2);
    row("run shop.json --set nonsense", 2);
    row("run shop.json --set run/duration=5", 2);
    row("run shop.json --duration 5", 2);
}

void RunAndCompareTest::exitCodeTellsHowItWent()
{
    QFETCH(QByteArray, arguments);
    QFETCH(int, code);

    const Outcome outcome = runIn(arguments.constData());

    QCOMPARE(outcome.exitCode, code);
    QCOMPARE(outcome.errors.isEmpty(), code != 2);
    QCOMPARE(outcome.output.isEmpty(), code == 2);
}

void RunAndCompareTest::badInputLeavesNoFiles_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* arguments, const char* expected) {
        QTest::newRow(name) << QByteArray(arguments) << QByteArray(expected);
    };
    row("an invalid scenario", "run invalid.json --report bad.json", "speed");
    row("no JSON", "run text.json --report bad.json", "text.json:1:1");
    row("a folder that is not there", "run shop.json --report bad.json --html nowhere/r.html", "there is no directory nowhere");
    row("a folder as a file", "run shop.json --report bad.json --junit folder", "is a directory");
    row("the scenario as a report", "run shop.json --html bad.html --report shop.json", "would overwrite an input");
    row("one file for two outputs", "run shop.json --report bad.json --html ./bad.json", "two outputs");
}

void RunAndCompareTest::badInputLeavesNoFiles()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, expected);
    const QStringList before = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden);

    const Outcome outcome = runIn(arguments.constData());

    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains(expected), outcome.errors.constData());
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden), before);
    QCOMPARE(readFile(m_folder.filePath(QStringLiteral("shop.json"))), smallShop());
}

void RunAndCompareTest::jsonOnStandardOutputKeepsItsSchema()
{
    const Outcome outcome = runIn("compare shop.json --json");

    QCOMPARE(outcome.exitCode, 0);
    const Outcome schema = runIn("describe report --schema");
    QCOMPARE(firstSchemaProblem(schema.output.toStdString(), outcome.output.toStdString()), std::string());
}

void RunAndCompareTest::reportDoesNotDependOnJobs()
{
    const Outcome one = runIn("compare shop.json --replications 3 --json --jobs 1");
    const Outcome two = runIn("compare shop.json --replications 3 --json --jobs 2");
    const Outcome many = runIn("compare shop.json --replications 3 --json --jobs 9");

    QCOMPARE(one.exitCode, 0);
    QVERIFY(one.output == two.output);
    QVERIFY(one.output == many.output);
}

void RunAndCompareTest::reportIsTheSameAgainAndOtherWithAnotherSeed()
{
    const Outcome first = runIn("run shop.json --json --seed 7");
    const Outcome again = runIn("run shop.json --json --seed 7");
    const Outcome other = runIn("run shop.json --json --seed 8");

    QCOMPARE(first.exitCode, 0);
    QVERIFY(first.output == again.output);
    QVERIFY(first.output != other.output);
}

void RunAndCompareTest::comparisonHasDesignsMetricsAndVerdicts()
{
    const Outcome outcome = runIn("compare shop.json --replications 3");

    for (const char* expected : {"sync", "events", "acknowledgement p99", "completion p50", "inconsistent", "messages per flow",
                                 "utilisation", "±", "▲", "as many messages as sync", "✓ events: success(order) > 90%"})
        QVERIFY2(outcome.output.contains(expected), expected);
}

void RunAndCompareTest::designsAreChosenAndOrderedByTheUser()
{
    const Outcome outcome = runIn("compare shop.json --designs events,sync --json");

    const QJsonDocument report = QJsonDocument::fromJson(outcome.output);
    QCOMPARE(report["designs"_L1][0]["design"_L1].toString(), u"events"_s);
    QCOMPARE(report["differences"_L1][0]["baseline"_L1].toString(), u"events"_s);
}

void RunAndCompareTest::setChangesTheScenario()
{
    const Outcome outcome = runIn("run shop.json --set run/replications=4 --set workload/shoppers/rate=10/s --json");

    const QJsonDocument report = QJsonDocument::fromJson(outcome.output);
    QCOMPARE(report["replications"_L1].toInt(), 4);
    for (const QJsonValue metric : report["designs"_L1][0]["metrics"_L1].toArray()) {
        if (metric["name"_L1] == "offered.rate"_L1)
            QVERIFY(metric["mean"_L1].toDouble() < 13);
    }
}

void RunAndCompareTest::filesAreWrittenInEveryFormat()
{
    const Outcome outcome = runIn("compare shop.json --report r.json --html r.html --junit r.xml");
    const QByteArray html = readFile(m_folder.filePath(QStringLiteral("r.html")));
    QXmlStreamReader junit(readFile(m_folder.filePath(QStringLiteral("r.xml"))));
    int testCases = 0;
    while (!junit.atEnd()) {
        if (junit.readNext() == QXmlStreamReader::StartElement && junit.name() == QLatin1String("testcase"))
            ++testCases;
    }

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(QJsonDocument::fromJson(readFile(m_folder.filePath(QStringLiteral("r.json")))).isObject());
    QVERIFY(html.startsWith("<!DOCTYPE html>") && html.contains("<svg") && html.endsWith("</html>\n"));
    QVERIFY(!html.contains("http"));
    QCOMPARE(junit.error(), QXmlStreamReader::NoError);
    QCOMPARE(testCases, 2);
}

void RunAndCompareTest::firstBrokenExpectationIsTheLastLine()
{
    const Outcome printed = runIn("compare broken.json");
    const Outcome quiet = runIn("compare broken.json --quiet");

    QVERIFY(printed.output.trimmed().split('\n').last().startsWith("✗ sync: p50(order.ack) < 1ns"));
    QCOMPARE(quiet.output, QByteArray());
    QVERIFY(quiet.errors.trimmed().split('\n').last().startsWith("✗ sync: p50(order.ack) < 1ns"));
}

void RunAndCompareTest::quietRunsSayNothing()
{
    const Outcome outcome = runIn("run shop.json --quiet");

    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.output + outcome.errors, QByteArray());
}

void RunAndCompareTest::pipesGetNeitherProgressNorColours()
{
    const Outcome outcome = runIn("compare shop.json");

    QCOMPARE(outcome.errors, QByteArray());
    QVERIFY(!outcome.output.contains('\033'));
}

void RunAndCompareTest::terminalsGetProgressAndColoursUnlessNoColorIsSet_data()
{
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<bool>("hasColours");
    QTest::newRow("a terminal") << QByteArray("env -u NO_COLOR TERM=xterm") << true;
    QTest::newRow("NO_COLOR") << QByteArray("env NO_COLOR=1 TERM=xterm") << false;
    QTest::newRow("NO_COLOR, empty") << QByteArray("env NO_COLOR= TERM=xterm") << true;
    QTest::newRow("a dumb terminal") << QByteArray("env -u NO_COLOR TERM=dumb") << false;
}

void RunAndCompareTest::terminalsGetProgressAndColoursUnlessNoColorIsSet()
{
    QFETCH(QByteArray, environment);
    QFETCH(bool, hasColours);

    const Outcome outcome = runOnTerminal(m_folder.path(), environment);

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.contains("of 2 runs"));
    QCOMPARE(outcome.output.contains("\033[1m"), hasColours);
}

void RunAndCompareTest::devicesCanBeReports()
{
    const Outcome outcome = runIn("run shop.json --quiet --report /dev/stdout");

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(QJsonDocument::fromJson(outcome.output).isObject());
}

QTEST_GUILESS_MAIN(RunAndCompareTest)
#include "tst_run_and_compare.moc"
