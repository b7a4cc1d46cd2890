// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the durable log of an orchestrator is for: sagas under way survive its crash.
#include "tests/support/scenario_run.h"

#include <QTest>

namespace stormglass {

using namespace test;

namespace {

constexpr const char* kLoggedSaga = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "consumers": 4},
      {"name": "payment", "kind": "service", "consumers": 8},
      {"name": "shipping", "kind": "service", "consumers": 8},
      {"name": "director", "kind": "orchestrator", "instances": 2, "consumers": 4},
      {"name": "rabbit", "kind": "rabbitmq"}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms", "compensation": "cancel"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "20ms", "rejection": "20%"},
      {"name": "ship", "component": "shipping", "after": ["pay"], "time": "20ms"}]}
  ],
  "designs": [
    {"name": "saga", "style": "orchestration", "broker": "rabbit", "orchestrator": "director",
     "outbox": {"poll_interval": "5ms"}}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "200/s"}],
  "run": {"duration": "4s", "drain": "20s"}
})json";

results::RunResult runCrashes(bool hasDurableLog, const std::string& mode)
{
    std::vector<std::string> overrides{
        std::string("topology/components/director/durable_log=") + (hasDurableLog ? "true" : "false"),
        toOverride({.target = "director", .first = 1s, .every = 900ms, .count = 3, .lasting = 100ms})};
    for (int i = 0; i < 3; ++i)
        overrides.push_back("chaos/" + std::to_string(i) + "/mode=" + mode);
    return runText(kLoggedSaga, {.design = "saga"}, overrides);
}

}  // namespace

class SagaLogTest : public QObject {
    Q_OBJECT

private slots:
    void withADurableLogEverySagaEnds();
    void withoutOneTheSagasUnderWayAreForgotten();
    void anInstanceThatStaysRemembersItsOwn();
};

void SagaLogTest::withADurableLogEverySagaEnds()
{
    const results::RunResult result = runCrashes(true, "all");

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "order.inconsistent"), 0.0);
    QCOMPARE(figureOf(result, "order.in_flight"), 0.0);
    QCOMPARE(figureOf(result, "order.completed") + figureOf(result, "order.compensated"),
             figureOf(result, "order.offered"));
    QVERIFY(figureOf(result, "order.compensated") > 100);
}

void SagaLogTest::withoutOneTheSagasUnderWayAreForgotten()
{
    const results::RunResult result = runCrashes(false, "all");

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    // At 200/s, with some 50 ms for each, some ten are under way at any instant.
    const double forgotten = figureOf(result, "order.inconsistent");
    QVERIFY2(forgotten >= 9 && forgotten <= 90, std::to_string(forgotten).c_str());
    QCOMPARE(figureOf(result, "order.in_flight"), 0.0);  // nobody works on them any more
    for (const results::StuckFlow& stuck : result.stuck)
        QVERIFY(stuck.done.front() == "place" && stuck.open.back() == "ship");
}

void SagaLogTest::anInstanceThatStaysRemembersItsOwn()
{
    const results::RunResult one = runCrashes(false, "one");
    const results::RunResult all = runCrashes(false, "all");

    QVERIFY2(one.failures.empty(), failuresOf(one).c_str());
    QVERIFY(figureOf(one, "order.inconsistent") > 0);
    QVERIFY(figureOf(one, "order.inconsistent") < figureOf(all, "order.inconsistent"));
    QCOMPARE(figureOf(one, "order.in_flight"), 0.0);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::SagaLogTest)
#include "tst_saga_log.moc"
