// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include "scenarios/experiments_json.h"
#include "tests/support/json_schema.h"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace stormglass::test;

/// The highest load, the knee and the trigger, through the whole program.
class CapacityTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void highestLoadIsThatOfTheory();
    void retriesMakeATriggerLast();
    void variantsAreColumnsOfOneTable();
    void reportKeepsItsSchemaAtAnyNumberOfJobs();
    void loadThatIsNotSustainedFails();
    void badInputIsTold_data();
    void badInputIsTold();

private:
    Outcome runIn(const QByteArray& arguments) const;
    [[nodiscard]] QJsonObject capacityOf(const QByteArray& arguments) const;

    QTemporaryDir m_folder;
};

namespace {

/// M/M/1 with 100 services a second.
const QByteArray kOneServer = R"json({"format": "stormglass/1", "name": "one server",
 "topology": {"components": [
   {"name": "users", "kind": "client"},
   {"name": "server", "kind": "service", "concurrency": 1, "queue_capacity": 1000000,
    "operations": [{"name": "visit", "program": [{"do": "work", "time": "exponential(10ms)"}]}]}]},
 "workload": [{"name": "visits", "client": "users", "component": "server", "operation": "visit", "timeout": "1h",
               "arrivals": "poisson", "rate": "40/s"}],
 "expect": [{"that": "p99(server.sojourn) < 200ms"}],
 "run": {"duration": "400s", "warm_up": "10s", "drain": "1h", "seed": 1, "replications": 2}})json";

/// 100 look-ups a second; whoever gets no answer within half a second asks three more times.
const QByteArray kRetryStorm = R"json({
  "format": "stormglass/1",
  "name": "storm",
  "topology": {
    "components": [
      {"name": "users", "kind": "client"},
      {"name": "front", "kind": "service", "concurrency": 2000, "queue_capacity": 100,
       "operations": [{"name": "visit", "program": [
         {"do": "call", "component": "back", "operation": "look-up",
          "policy": {"timeout": "500ms", "max_attempts": 4, "first_delay": "100ms", "growth_factor": 1}}]}]},
      {"name": "back", "kind": "service", "concurrency": 1, "queue_capacity": 1000,
       "operations": [{"name": "look-up", "program": [{"do": "work", "time": "exponential(10ms)"}]}]}
    ]
  },
  "workload": [{"name": "visits", "client": "users", "component": "front", "operation": "visit", "timeout": "10s",
                "arrivals": "poisson", "rate": "50/s"}],
  "chaos": [{"name": "stall", "fault": "pause", "target": "back", "at": "20s", "for": "5s"}],
  "run": {"duration": "100s", "warm_up": "5s", "drain": "30s", "seed": 1}
})json";

}  // namespace

Outcome CapacityTest::runIn(const QByteArray& arguments) const
{
    return run(QString::fromUtf8(arguments).split(QLatin1Char(' ')), m_folder.path());
}

QJsonObject CapacityTest::capacityOf(const QByteArray& arguments) const
{
    const QJsonObject report = QJsonDocument::fromJson(runIn(arguments + " --json").output).object();
    return report.value(QStringLiteral("designs")).toArray().first().toObject();
}

void CapacityTest::initTestCase()
{
    writeFile(m_folder.path(), QStringLiteral("server.json"), kOneServer);
    writeFile(m_folder.path(), QStringLiteral("storm.json"), kRetryStorm);
}

void CapacityTest::highestLoadIsThatOfTheory()
{
    const QJsonObject capacity = capacityOf("capacity server.json");

    // Sojourn times of M/M/1 are exponential: p99 = ln(100) / (100 - rate) < 0.2 s for less than 76.97 a second.
    const double highest = capacity.value(QStringLiteral("highest")).toObject().value(QStringLiteral("load")).toDouble() * 40;
    QVERIFY2(std::abs(highest - (100 - std::log(100.0) / 0.2)) < 3, qPrintable(QString::number(highest)));
    QCOMPARE(capacity.value(QStringLiteral("beyond")).toObject().value(QStringLiteral("busiest")).toString(), QStringLiteral("server"));
    // Kleinrock's power is largest at half of the saturation.
    QVERIFY(std::abs(capacity.value(QStringLiteral("knee")).toDouble() * 40 - 50) < 8);
}

void CapacityTest::retriesMakeATriggerLast()
{
    const auto stuckFrom = [&](const QByteArray& arguments) {
        return capacityOf(arguments).value(QStringLiteral("trigger")).toObject().value(QStringLiteral("stuck_from")).toDouble() * 50;
    };

    // Once all time out, each visit is looked up four times: more than the 100 a second from 25 visits a second on.
    const double withRetries = stuckFrom("capacity storm.json");
    QVERIFY2(std::abs(withRetries - 25) < 2.5, qPrintable(QString::number(withRetries)));
    QByteArray patient = kRetryStorm;
    patient.replace(R"("max_attempts": 4)", R"("max_attempts": 2)");
    writeFile(m_folder.path(), QStringLiteral("patient.json"), patient);
    const double withOneRetry = stuckFrom("capacity patient.json");
    QVERIFY2(std::abs(withOneRetry - 50) < 5, qPrintable(QString::number(withOneRetry)));
}

void CapacityTest::variantsAreColumnsOfOneTable()
{
    QStringList arguments{QStringLiteral("capacity"), QStringLiteral("storm.json")};
    const QString policy = QStringLiteral("topology/components/front/operations/0/program/0/policy");
    arguments << QStringLiteral("--variant") << QStringLiteral("four attempts:");
    arguments << QStringLiteral("--variant")
              << QStringLiteral("two, and room: %1/max_attempts=2 topology/components/front/queue_capacity=200").arg(policy);
    arguments << QStringLiteral("--variant")
              << QStringLiteral("a budget: %1/retry_budget={\"rule\": \"active-share\", \"share\": \"20%\"}").arg(policy);

    const Outcome table = run(arguments, m_folder.path());
    const Outcome json = run(arguments << QStringLiteral("--json"), m_folder.path());

    const QByteArray head = table.output.split('\n').value(2).simplified();
    QCOMPARE(head, QByteArray("four attempts two, and room a budget"));
    QVERIFY2(table.output.contains("--variant 'four attempts:' --variant 'two, and room: topology"), table.output.constData());
    const QJsonArray columns = QJsonDocument::fromJson(json.output).object().value(QStringLiteral("designs")).toArray();
    QCOMPARE(columns.size(), 3);
    QCOMPARE(columns[1].toObject().value(QStringLiteral("variant")).toString(), QStringLiteral("two, and room"));
    QCOMPARE(columns[1].toObject().value(QStringLiteral("changes")).toArray().size(), 2);
    const auto stuckFrom = [&](int column) {
        return columns[column].toObject().value(QStringLiteral("trigger")).toObject().value(QStringLiteral("stuck_from"));
    };
    // Each look-up is asked for four times, or twice, when all time out; with a budget the storm dies down.
    QVERIFY(std::abs(stuckFrom(0).toDouble() * 50 - 25) < 2.5);
    QVERIFY(std::abs(stuckFrom(1).toDouble() * 50 - 50) < 5);
    QVERIFY(stuckFrom(2).isNull() || stuckFrom(2).toDouble() > stuckFrom(1).toDouble());
    QCOMPARE(firstSchemaProblem(stormglass::capacityReportSchema().dump(), json.output.toStdString()), std::string());
}

void CapacityTest::reportKeepsItsSchemaAtAnyNumberOfJobs()
{
    const Outcome one = runIn("capacity storm.json --json --jobs 1");
    const Outcome two = runIn("capacity storm.json --json --jobs 2");

    QCOMPARE(one.exitCode, 0);
    QCOMPARE(one.output, two.output);
    QCOMPARE(firstSchemaProblem(stormglass::capacityReportSchema().dump(), one.output.toStdString()), std::string());
}

void CapacityTest::loadThatIsNotSustainedFails()
{
    const Outcome outcome = runIn("capacity storm.json --set workload/visits/rate=150/s --no-trigger");

    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.output.contains("0.6"), outcome.output.constData());
    QVERIFY(outcome.output.contains("again: stormglass capacity storm.json --set workload/visits/rate=150/s --no-trigger"));
    QCOMPARE(runIn("capacity storm.json --set workload/visits/rate=150/s --no-trigger --exit-zero -q").exitCode, 0);
}

void CapacityTest::badInputIsTold_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("problem");
    const auto row = [](const char* arguments, const char* problem) { QTest::newRow(arguments) << QByteArray(arguments) << QByteArray(problem); };
    row("capacity nothing.json", "nothing.json");
    row("capacity storm.json --designs snyc", "no design \"snyc\"");
    row("capacity storm.json --most 0.5", "--most");
    row("capacity storm.json --precision none", "--precision");
    row("capacity storm.json --report storm.json", "storm.json");
    row("capacity storm.json --variant a=b", "--variant");
    row("capacity storm.json --variant a: --variant a:", "two variants");
    row("capacity storm.json --variant less:workload/visits/rat=1/s", "rat");
}

void CapacityTest::badInputIsTold()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, problem);

    const Outcome outcome = runIn(arguments);

    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains(problem), outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
}

QTEST_APPLESS_MAIN(CapacityTest)
#include "tst_capacity_command.moc"
