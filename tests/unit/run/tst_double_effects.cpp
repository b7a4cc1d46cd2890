// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What idempotent consumers are for: a broker delivers at least once, and a step that is done twice is a customer who
// pays twice.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <algorithm>

namespace stormglass {

using namespace test;

namespace {

/// Kafka's consumers commit their offsets now and then, so a consumer that dies gets everything since the last commit
/// again. Static members take their partitions back at once. Every fifth order is out of stock and must be undone.
constexpr const char* kRepeatedOrders = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "consumers": 4},
      {"name": "payment", "kind": "service", "consumers": 4},
      {"name": "stock", "kind": "service", "consumers": 4},
      {"name": "director", "kind": "orchestrator", "consumers": 4},
      {"name": "kafka", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s",
       "consumer": {"group.instance.id": true, "auto.commit.interval.ms": "1s"}}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms", "compensation": "cancel", "compensation_time": "1ms"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "2ms", "compensation": "refund",
       "compensation_time": "2ms"},
      {"name": "reserve", "component": "stock", "after": ["place"], "time": "1ms", "rejection": "20%"}]}
  ],
  "designs": [
    {"name": "choreography", "style": "choreography", "broker": "kafka", "outbox": {"poll_interval": "10ms"}},
    {"name": "orchestration", "style": "orchestration", "broker": "kafka", "orchestrator": "director",
     "outbox": {"poll_interval": "10ms"}}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "200/s"}],
  "run": {"duration": "4s", "drain": "20s"}
})json";

results::RunResult runCrashesOf(const std::string& victim, const std::string& design, bool isIdempotent)
{
    return runText(kRepeatedOrders, {.design = design},
                   {"designs/" + design + "/idempotent_consumers=" + (isIdempotent ? "true" : "false"),
                    toOverride({.target = victim, .first = 1500ms, .every = 1300ms, .count = 2, .lasting = 50ms})});
}

double redelivered(const results::RunResult& result)
{
    double sum = 0;
    for (const results::Metric& figure : result.metrics)
        sum += figure.kind == results::SubjectKind::Channel && figure.name == "redelivered" ? figure.value : 0;
    return sum;
}

/// Whether a stuck order had this done to it, as the report words it.
bool hasStuck(const results::RunResult& result, const std::string& done)
{
    return std::ranges::any_of(result.stuck, [&](const results::StuckFlow& stuck) {
        return std::ranges::find(stuck.done, done) != stuck.done.end();
    });
}

}  // namespace

class DoubleEffectsTest : public QObject {
    Q_OBJECT

private slots:
    void idempotentConsumersDoNothingTwice_data();
    void idempotentConsumersDoNothingTwice();
    void otherConsumersApplyAStepTwice_data() { addDesigns(); }
    void otherConsumersApplyAStepTwice();
    void otherConsumersCompensateTwice_data() { addDesigns(); }
    void otherConsumersCompensateTwice();

private:
    static void addDesigns();
};

void DoubleEffectsTest::addDesigns()
{
    QTest::addColumn<QString>("design");

    QTest::newRow("choreography") << QStringLiteral("choreography");
    QTest::newRow("orchestration") << QStringLiteral("orchestration");
}

void DoubleEffectsTest::idempotentConsumersDoNothingTwice_data()
{
    QTest::addColumn<QString>("victim");
    QTest::addColumn<QString>("design");

    for (const QString& design : {QStringLiteral("choreography"), QStringLiteral("orchestration")}) {
        QTest::addRow("%s, those who pay and refund die", qPrintable(design)) << QStringLiteral("payment") << design;
        QTest::addRow("%s, those who cancel die", qPrintable(design)) << QStringLiteral("orders") << design;
        QTest::addRow("%s, those who reserve die", qPrintable(design)) << QStringLiteral("stock") << design;
    }
}

void DoubleEffectsTest::idempotentConsumersDoNothingTwice()
{
    QFETCH(QString, victim);
    QFETCH(QString, design);

    const results::RunResult result = runCrashesOf(victim.toStdString(), design.toStdString(), true);

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY2(redelivered(result) > 0, "no message came twice");
    QCOMPARE(figureOf(result, "order.inconsistent"), 0.0);
    QCOMPARE(figureOf(result, "order.in_flight"), 0.0);
    QVERIFY(figureOf(result, "order.completed") > 400);
    QVERIFY(figureOf(result, "order.compensated") > 100);
}

/// The dead consumer had paid, and had not told the broker.
void DoubleEffectsTest::otherConsumersApplyAStepTwice()
{
    QFETCH(QString, design);

    const results::RunResult result = runCrashesOf("payment", design.toStdString(), false);

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY(figureOf(result, "order.inconsistent") > 0);
    QVERIFY(hasStuck(result, "pay (2 times)"));
}

/// Of what the order service hears in messages, everything is a cancellation.
void DoubleEffectsTest::otherConsumersCompensateTwice()
{
    QFETCH(QString, design);

    const results::RunResult result = runCrashesOf("orders", design.toStdString(), false);

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY(figureOf(result, "order.inconsistent") > 0);
    QVERIFY(hasStuck(result, "cancel (2 times)"));
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::DoubleEffectsTest)
#include "tst_double_effects.moc"
