// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/results_json.h"

#include "scenarios/json_text.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <bit>
#include <cmath>
#include <limits>

using namespace stormglass;
using results::SubjectKind;

namespace {

results::RunResult fullRun()
{
    results::RunResult run;
    run.design = "events";
    run.replication = 3;
    run.fingerprint = 0xFEDC'BA98'7654'3210;
    run.events = 18'000'000'000'000'000'000U;
    run.simulatedSeconds = 0.1 + 0.2;
    run.isPartial = true;
    run.metrics = {{SubjectKind::Flow, "order", "ack.p99@fault", 0.0123456789012345678, 42},
                   {SubjectKind::Channel, "paid \"x\" \n", "depth.max", 1e300, 1}};
    run.series = {{SubjectKind::Component, "payment", "utilisation", 0.5, {0, 0.3333333333333333, 1, 5e-324}}};
    run.ledgers = {{SubjectKind::Channel, "paid", 12, {{"delivered", 10}, {"dropped: queue full", 2}}, {{"duplicate", 1}}, {{"consumer-lost", 3}}}};
    run.stuck = {{"order", 17, 1.5, {"place", "pay"}, {"ship"}}};
    run.experiment = {.phases = {{results::RunPhase::Baseline, 1.5, 4}},
                      .checks = {{"accepted(order) >= 99%", results::CheckMoment::Continuously, 0.5, 12, 2, 7.25, 2}},
                      .abortedAt = 9.5,
                      .abortedBy = "accepted(order) >= 99%",
                      .calledOffBy = "p99(order.ack) < 1s",
                      .idleFaults = {"second"}};
    run.notes = {"a note"};
    run.failures = {"the books of order do not balance"};
    return run;
}

/// What a line between two processes does to a result.
Result<results::RunResult> throughText(const results::RunResult& run)
{
    Json json;
    const std::vector<JsonProblem> problems = readJson(toJson(run).dump(), json);
    return problems.empty() ? readRunResult(json) : Failure{problems.front().message};
}

}  // namespace

class ResultsJsonTest : public QObject {
    Q_OBJECT

private slots:
    void aRunSurvivesTheWayThroughText();
    void everyDoubleSurvivesBitByBit();
    void whatWasNotMeasuredIsNull();
    void aReportSurvivesTheWayThroughText();
    void equalResultsAreEqualTexts();
    void brokenResultsAreRefused_data();
    void brokenResultsAreRefused();
    void metricsTellTheirUnit();
};

void ResultsJsonTest::aRunSurvivesTheWayThroughText()
{
    const results::RunResult run = fullRun();

    const Result<results::RunResult> back = throughText(run);

    QVERIFY2(back.isOk(), back ? "" : back.message().c_str());
    QCOMPARE(back.value(), run);
}

void ResultsJsonTest::everyDoubleSurvivesBitByBit()
{
    results::RunResult run;
    std::uint64_t bits = 0x9e3779b97f4a7c15;
    results::Series& series = run.series.emplace_back();
    while (series.values.size() < 20'000) {
        bits = bits * 6364136223846793005U + 1442695040888963407U;
        const auto value = std::bit_cast<double>(bits ^ (bits >> 29));
        if (std::isfinite(value))
            series.values.push_back(value);
    }
    series.values.insert(series.values.end(), {0.0, -0.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308});

    const Result<results::RunResult> back = throughText(run);

    QVERIFY(back.isOk());
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        QCOMPARE(std::bit_cast<std::uint64_t>(back.value().series[0].values[i]),
                 std::bit_cast<std::uint64_t>(series.values[i]));
    }
}

void ResultsJsonTest::whatWasNotMeasuredIsNull()
{
    results::RunResult run;
    run.metrics = {{SubjectKind::Flow, "order", "ack.p99", std::numeric_limits<double>::quiet_NaN(), 0}};

    const Json json = toJson(run);

    QVERIFY(json["metrics"][0]["value"].is_null());
    QVERIFY(std::isnan(readRunResult(json).value().metrics[0].value));
}

void ResultsJsonTest::aReportSurvivesTheWayThroughText()
{
    results::Report report;
    report.scenario = "shop";
    report.seed = 7;
    results::DesignReport design;
    design.design = "events";
    design.fingerprints = {1, 2};
    design.metrics = {{SubjectKind::Flow, "order", "ack.p99", {0.25, 0.01, {0.24, 0.26}, 5000}}};
    design.expectations = {{"success(order) > 99%", "after", true, 0.995, "99.5%"}};
    design.experiment = {.status = results::RunStatus::Aborted,
                         .hasDeviated = true,
                         .reasons = {"too long"},
                         .phases = {{results::RunPhase::FinalCheck, 20, 30}},
                         .hypothesis = {{"accepted(order) >= 99%", results::CheckMoment::After, true, 1, "100 %", 1, 0, 0, 0}}};
    report.status = results::RunStatus::Aborted;
    report.hasDeviated = true;
    report.designs = {design};
    report.differences = {{"sync", "events", SubjectKind::Flow, "order", "ack.p99", -0.5, 0.1, true}};

    const Result<results::Report> back = readReport(toJson(report));

    QVERIFY2(back.isOk(), back ? "" : back.message().c_str());
    QCOMPARE(back.value(), report);
}

void ResultsJsonTest::equalResultsAreEqualTexts()
{
    const std::string once = toJson(fullRun()).dump();
    const std::string again = toJson(throughText(fullRun()).value()).dump();

    QCOMPARE(once, again);
    QVERIFY(once.starts_with(R"({"design":"events","replication":3,"fingerprint":"fedcba9876543210",)"));
}

void ResultsJsonTest::brokenResultsAreRefused_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("a wrong type") << QByteArray("/events") << QByteArray("\"many\"")
                                  << QByteArray("/events: expected a whole number of at least 0, found \"many\"");
    QTest::newRow("a negative count") << QByteArray("/events") << QByteArray("-1")
                                      << QByteArray("/events: expected a whole number of at least 0, found -1");
    QTest::newRow("a wrong hash") << QByteArray("/fingerprint") << QByteArray("\"12\"")
                                  << QByteArray("/fingerprint: expected 16 hexadecimal digits, found \"12\"");
    QTest::newRow("deep inside") << QByteArray("/metrics/1/kind") << QByteArray("\"host\"")
                                 << QByteArray("/metrics/1/kind: expected flow, component, channel or fault, found \"host\"");
    QTest::newRow("an unknown key") << QByteArray("/stuck/0/colour") << QByteArray("1")
                                    << QByteArray("/stuck/0: expected only known keys, found an object");
    QTest::newRow("not a list") << QByteArray("/notes") << QByteArray("{}")
                                << QByteArray("/notes: expected an array, found an object");
}

void ResultsJsonTest::brokenResultsAreRefused()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, message);
    Json json = toJson(fullRun());
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());

    const Result<results::RunResult> back = readRunResult(json);

    QVERIFY(!back.isOk());
    QCOMPARE(QByteArray::fromStdString(back.message()), message);
}

void ResultsJsonTest::metricsTellTheirUnit()
{
    results::Report report;
    report.designs.emplace_back().metrics = {{SubjectKind::Flow, "order", "ack.p99@fault", {}},
                                             {SubjectKind::Flow, "order", "success", {}}};

    const Json metrics = toJson(report)["designs"][0]["metrics"];

    QCOMPARE(metrics[0]["unit"].get<std::string>(), std::string("s"));
    QCOMPARE(metrics[1]["unit"].get<std::string>(), std::string("ratio"));
}

QTEST_APPLESS_MAIN(ResultsJsonTest)
#include "tst_results_json.moc"
