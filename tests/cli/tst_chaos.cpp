// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include "scenarios/experiments_json.h"
#include "tests/support/json_schema.h"

#include <nlohmann/json.hpp>

#include <csignal>

using namespace stormglass::test;

/// The fault matrix, the hunt, and what they leave behind.
class ChaosTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exitCodeTellsHowItWent_data();
    void exitCodeTellsHowItWent();
    void badInputIsTold_data();
    void badInputIsTold();
    void matrixNamesVictimsDesignsAndSinglePoints();
    void matrixKeepsItsSchema();
    void matrixDoesNotDependOnJobs();
    void matrixIsWrittenInEveryFormat();
    void faultsOfTheScenarioAreNotRun();
    void huntFindsWhatRepeatsExactly();
    void huntKeepsItsSchema();
    void huntDoesNotDependOnJobs();
    void interruptedHuntGoesOnWhereItStopped();
    void huntThatWasKilledGoesOn();
    void sagaSweepTellsOutcomesWithAndWithoutSafeguards();

private:
    Outcome runIn(const QByteArray& arguments) const;
    [[nodiscard]] QJsonObject report(const char* file) const;

    QTemporaryDir m_folder;
};

namespace {

QStringList words(const QByteArray& text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); }

/// A short run of the small shop.
QByteArray shop(const QByteArray& that)
{
    QByteArray scenario = smallShopExpecting(that);
    scenario.replace(R"("duration": "20s", "warm_up": "10s", "drain": "20s", "seed": 1, "replications": 2)",
                     R"("duration": "6s", "warm_up": "1s", "drain": "10s", "seed": 1, "replications": 1)");
    return scenario;
}

}  // namespace

Outcome ChaosTest::runIn(const QByteArray& arguments) const { return run(words(arguments), m_folder.path()); }

QJsonObject ChaosTest::report(const char* file) const
{
    return QJsonDocument::fromJson(readFile(m_folder.filePath(QString::fromUtf8(file)))).object();
}

void ChaosTest::initTestCase()
{
    writeFile(m_folder.path(), QStringLiteral("shop.json"), shop("success(order) > 90%"));
    writeFile(m_folder.path(), QStringLiteral("sturdy.json"), shop("success(order) >= 0%"));
    writeFile(m_folder.path(), QStringLiteral("hopeless.json"), shop("throughput(order) > 1M/s"));
    QByteArray silent = shop("success(order) > 90%");
    silent.replace(R"("expect": [{"that": "success(order) > 90%"}],)", "");
    writeFile(m_folder.path(), QStringLiteral("silent.json"), silent);
    // Its final check would have no time in a run of four seconds.
    QByteArray steady = shop("success(order) > 90%");
    steady.replace(R"("expect": [)", R"("experiment": {"hypothesis": [{"that": "accepted(order) >= 0%"}], "recovery": "2s"}, "expect": [)");
    writeFile(m_folder.path(), QStringLiteral("steady.json"), steady);
}

void ChaosTest::exitCodeTellsHowItWent_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<int>("code");
    const auto row = [](const char* arguments, int code) { QTest::newRow(arguments) << QByteArray(arguments) << code; };
    row("chaos shop.json", 0);
    row("chaos shop.json --matrix --victims payment --faults crash", 0);
    row("chaos shop.json --matrix --victims payment --faults crash --expect", 1);
    row("chaos shop.json --matrix --victims payment --faults crash --expect --exit-zero", 0);
    row("chaos sturdy.json --matrix --victims payment --faults crash --expect", 0);
    row("chaos hopeless.json --matrix --victims orders --faults crash --expect", 1);
    row("chaos steady.json --victims payment --faults crash --duration 4s", 0);
    row("chaos sturdy.json --hunt --victims payment --faults crash --out a", 0);
    row("chaos hopeless.json --hunt --victims payment --faults crash --out b", 1);
    row("chaos shop.json --hunt --victims payment --faults crash --designs sync --most 1 --out c", 1);
    row("chaos shop.json --hunt --victims payment --faults crash --designs sync --most 1 --out d --exit-zero", 0);
}

void ChaosTest::exitCodeTellsHowItWent()
{
    QFETCH(QByteArray, arguments);
    QFETCH(int, code);

    const Outcome outcome = runIn(arguments);

    QVERIFY2(outcome.errors.isEmpty(), outcome.errors.constData());
    QCOMPARE(outcome.exitCode, code);
    QVERIFY(!outcome.output.isEmpty());
}

void ChaosTest::badInputIsTold_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* arguments, const char* expected) {
        QTest::newRow(arguments) << QByteArray(arguments) << QByteArray(expected);
    };
    row("chaos", "expected a scenario");
    row("chaos shop.json --victims paymnt", "did you mean \"payment\"");
    row("chaos shop.json --faults crahs", "did you mean \"crash\"");
    row("chaos shop.json --designs snyc", "did you mean \"sync\"");
    row("chaos shop.json --at soon", "--at: expected a duration");
    row("chaos shop.json --at 6s", "less than the duration of the run");
    row("chaos shop.json --victims shop.json", "no component, host, zone, link or channel");
    row("chaos shop.json --budget 5", "are for --hunt");
    row("chaos shop.json --most 2", "are for --hunt");
    row("chaos shop.json --junit r.xml", "--expect");
    row("chaos shop.json --matrix --hunt", "--matrix");
    row("chaos silent.json --hunt", "expects nothing");
    row("chaos shop.json --hunt --budget much", "--budget: expected a number of runs, at least 1, or a duration");
    row("chaos shop.json --hunt --budget 0", "--budget: expected a number of runs, at least 1");
    row("chaos shop.json --hunt --html r.html", "for the matrix");
    row("chaos --hunt --resume nowhere", "nowhere/hunt.json");
    row("chaos shop.json --hunt --resume nowhere", "goes on with what the hunt was told");
    row("chaos shop.json --hunt --out .", "is not empty");
    row("chaos shop.json --sagas --faults crash", "--sagas knows what to break");
    row("chaos shop.json --sagas --hunt", "--sagas");
}

void ChaosTest::badInputIsTold()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, expected);
    const QStringList before = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden);

    const Outcome outcome = runIn(arguments);

    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains(expected), outcome.errors.constData());
    QVERIFY(outcome.output.isEmpty());
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden), before);
}

void ChaosTest::matrixNamesVictimsDesignsAndSinglePoints()
{
    const Outcome outcome = runIn("chaos shop.json --matrix --faults crash --designs sync");

    const QByteArray& text = outcome.output;
    QVERIFY2(text.contains("sync: "), text.constData());
    QVERIFY2(text.contains("payment"), text.constData());
    QVERIFY2(text.contains("no flow is worse off: kafka"), text.constData());
    QVERIFY2(text.contains("single points of failure"), text.constData());
    QVERIFY2(text.contains("again: stormglass chaos shop.json --designs sync --matrix --faults crash"), text.constData());
}

void ChaosTest::matrixKeepsItsSchema()
{
    const Outcome outcome = runIn("chaos shop.json --json --expect");

    QCOMPARE(firstSchemaProblem(stormglass::faultMatrixSchema().dump(), outcome.output.toStdString()), std::string());
    const QJsonObject matrix = QJsonDocument::fromJson(outcome.output).object();
    const QJsonArray rows = matrix.value(QStringLiteral("rows")).toArray();
    QVERIFY(rows.size() >= 4);
    for (const auto& row : rows)
        QCOMPARE(row.toObject().value(QStringLiteral("cells")).toArray().size(), 2);
}

void ChaosTest::matrixDoesNotDependOnJobs()
{
    const Outcome one = runIn("chaos shop.json --json --jobs 1");
    const Outcome two = runIn("chaos shop.json --json --jobs 2");

    QCOMPARE(one.exitCode, 0);
    QCOMPARE(one.output, two.output);
}

void ChaosTest::matrixIsWrittenInEveryFormat()
{
    runIn("chaos shop.json --victims payment,orders --faults crash --expect --exit-zero --report m.json --html m.html --junit m.xml");

    QCOMPARE(report("m.json").value(QStringLiteral("rows")).toArray().size(), 2);
    const QByteArray html = readFile(m_folder.filePath(QStringLiteral("m.html")));
    QVERIFY(html.startsWith("<!DOCTYPE html>"));
    QVERIFY(html.contains("class=\"heat\"") && html.contains("payment"));
    const QByteArray junit = readFile(m_folder.filePath(QStringLiteral("m.xml")));
    QVERIFY2(junit.contains("small shop.sync.payment crash") && junit.contains("<failure"), junit.constData());
}

void ChaosTest::faultsOfTheScenarioAreNotRun()
{
    QByteArray stormy = shop("success(order) > 90%");
    stormy.replace(R"("expect")", R"("chaos": [{"name": "own", "fault": "crash", "target": "orders", "at": "1s"}], "expect")");
    writeFile(m_folder.path(), QStringLiteral("stormy.json"), stormy);

    const auto designsOf = [&](const char* arguments) {
        return QJsonDocument::fromJson(runIn(arguments).output).object().value(QStringLiteral("designs")).toArray();
    };

    QCOMPARE(designsOf("chaos stormy.json --json --victims payment --faults crash"),
             designsOf("chaos shop.json --json --victims payment --faults crash"));
}

void ChaosTest::huntFindsWhatRepeatsExactly()
{
    const Outcome hunt = runIn("chaos shop.json --hunt --designs sync --victims payment --faults crash --most 1 --out exact");
    QCOMPARE(hunt.exitCode, 1);
    const QJsonObject find = report("exact/report.json").value(QStringLiteral("finds")).toArray().at(0).toObject();
    QCOMPARE(find.value(QStringLiteral("shrunk")).toBool(), true);
    QVERIFY(find.value(QStringLiteral("inevitable_at")).toDouble() > 2);

    const QString command = find.value(QStringLiteral("command")).toString();
    const Outcome again = run(command.split(QLatin1Char(' ')).mid(1) + words("--json"), m_folder.path());

    QCOMPARE(again.exitCode, 1);
    const QJsonObject design
        = QJsonDocument::fromJson(again.output).object().value(QStringLiteral("designs")).toArray().at(0).toObject();
    QCOMPARE(design.value(QStringLiteral("fingerprints")).toArray().at(0), find.value(QStringLiteral("fingerprint")));
    QCOMPARE(design.value(QStringLiteral("expectations")).toArray().at(0), find.value(QStringLiteral("broken")).toArray().at(0));
}

void ChaosTest::huntKeepsItsSchema()
{
    const Outcome outcome = runIn("chaos shop.json --hunt --victims payment,orders --faults crash --budget 30 --json --out schema");

    QCOMPARE(firstSchemaProblem(stormglass::huntReportSchema().dump(), outcome.output.toStdString()), std::string());
    QCOMPARE(readFile(m_folder.filePath(QStringLiteral("schema/report.json"))), outcome.output);
    QVERIFY(QJsonDocument::fromJson(outcome.output).object().value(QStringLiteral("runs")).toInt() <= 30);
}

void ChaosTest::huntDoesNotDependOnJobs()
{
    runIn("chaos shop.json --hunt --faults crash --budget 60 --jobs 1 --out jobs");
    const QByteArray one = readFile(m_folder.filePath(QStringLiteral("jobs/report.json")));
    QVERIFY(QDir(m_folder.filePath(QStringLiteral("jobs"))).removeRecursively());
    runIn("chaos shop.json --hunt --faults crash --budget 60 --jobs 2 --out jobs");

    QVERIFY(one.contains("\"finds\""));
    QCOMPARE(readFile(m_folder.filePath(QStringLiteral("jobs/report.json"))), one);
}

void ChaosTest::interruptedHuntGoesOnWhereItStopped()
{
    const QByteArray choices = " --hunt --faults crash --budget 60 --jobs 2 --out whole";
    runIn("chaos shop.json" + choices);
    const QByteArray whole = readFile(m_folder.filePath(QStringLiteral("whole/report.json")));
    const QString folder = m_folder.filePath(QStringLiteral("whole"));
    QVERIFY(QDir(folder).removeRecursively());
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(programPath(), words("chaos shop.json" + choices));
    QTRY_VERIFY_WITH_TIMEOUT(readFile(folder + QStringLiteral("/runs.jsonl")).count('\n') >= 3, 20'000);

    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(20'000));
    const int code = process.exitCode();
    const QByteArray errors = process.readAllStandardError();
    const auto runsBefore = readFile(folder + QStringLiteral("/runs.jsonl")).count('\n');
    const Outcome resumed = runIn("chaos --hunt --resume whole --budget 60");

    QCOMPARE(code, 3);
    QVERIFY2(errors.contains("--resume whole"), errors.constData());
    QVERIFY(runsBefore < 60);
    QCOMPARE(resumed.exitCode, 1);
    QCOMPARE(readFile(folder + QStringLiteral("/report.json")), whole);
}

void ChaosTest::huntThatWasKilledGoesOn()
{
    runIn("chaos shop.json --hunt --victims payment --faults crash --most 1 --budget 20 --out killed");
    const QString log = m_folder.filePath(QStringLiteral("killed/runs.jsonl"));
    const QByteArray report = readFile(m_folder.filePath(QStringLiteral("killed/report.json")));
    const QByteArray lines = readFile(log);
    writeFile(m_folder.path(), QStringLiteral("killed/runs.jsonl"), lines.left(lines.size() / 2));  // in the middle of a line

    runIn("chaos --hunt --resume killed --budget 20");

    QCOMPARE(readFile(m_folder.filePath(QStringLiteral("killed/report.json"))), report);
    QCOMPARE(readFile(log).count('\n'), lines.count('\n'));
}

void ChaosTest::sagaSweepTellsOutcomesWithAndWithoutSafeguards()
{
    const Outcome text = runIn("chaos shop.json --sagas --exit-zero");
    const Outcome json = runIn("chaos shop.json --sagas --exit-zero --json --jobs 1");

    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.output.contains("no outbox"), text.output.constData());
    QVERIFY2(text.output.contains("Without outbox, "), text.output.constData());
    QCOMPARE(firstSchemaProblem(stormglass::sagaSweepSchema().dump(), json.output.toStdString()), std::string());
    QCOMPARE(runIn("chaos shop.json --sagas --exit-zero --json --jobs 2").output, json.output);
}

QTEST_GUILESS_MAIN(ChaosTest)
#include "tst_chaos.moc"
