// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the transactional outbox is for: a commit and its event are one, whoever dies in between.
#include "tests/support/scenario_run.h"

#include <QTest>

namespace stormglass {

using namespace test;

namespace {

/// Orders at 200/s, each one placed and paid. Kafka's producers keep an event for linger.ms = 5 ms in their memory, and
/// the relay looks every 10 ms: at any instant there is about one event that only a producer knows of.
constexpr const char* kOutboxOrDual = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "instances": 2},
      {"name": "payment", "kind": "service", "consumers": 8},
      {"name": "director", "kind": "orchestrator", "consumers": 4},
      {"name": "orders-db", "kind": "database"},
      {"name": "kafka", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s"},
      {"name": "rabbit", "kind": "rabbitmq"}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms", "store": "orders-db", "compensation": "cancel"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "2ms"}]}
  ],
  "designs": [
    {"name": "choreography", "style": "choreography", "broker": "kafka", "outbox": {"poll_interval": "10ms"}},
    {"name": "orchestration", "style": "orchestration", "broker": "kafka", "orchestrator": "director",
     "outbox": {"poll_interval": "10ms"}}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "200/s"}],
  "run": {"duration": "5s", "drain": "20s"}
})json";

std::uint64_t sumOf(const results::RunResult& result, const std::string& metric)
{
    double sum = 0;
    for (const results::Metric& figure : result.metrics) {
        if (figure.kind == results::SubjectKind::Channel && figure.name == metric)
            sum += figure.value;
    }
    return static_cast<std::uint64_t>(sum);
}

std::uint64_t returnedToOutboxes(const results::RunResult& result)
{
    std::uint64_t sum = 0;
    for (const results::Ledger& ledger : result.ledgers) {
        for (const auto& [account, count] : ledger.out)
            sum += account == "returned to outbox" ? count : 0;
    }
    return sum;
}

}  // namespace

class LostEventsTest : public QObject {
    Q_OBJECT

private slots:
    void withAnOutboxNothingIsLost_data() { addCases(); }
    void withAnOutboxNothingIsLost();
    void withoutOneOrdersAreForgotten_data() { addCases(); }
    void withoutOneOrdersAreForgotten();

private:
    static void addCases();
    /// The run of the present row.
    static results::RunResult runCase(bool hasOutbox);
};

void LostEventsTest::addCases()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("fault");

    const std::string crashes
        = toOverride({.target = "orders", .first = 1003ms, .every = 203ms, .count = 18, .lasting = 40ms});
    const std::string outage = toOverride({.target = "rabbit", .first = 2s, .lasting = 1s});
    for (const char* design : {"choreography", "orchestration"}) {
        const QString name = QString::fromLatin1(design);
        QTest::addRow("%s, the publishing service dies again and again", design)
            << name << QStringLiteral("kafka") << QString::fromStdString(crashes);
        QTest::addRow("%s, the broker is away for a second", design)
            << name << QStringLiteral("rabbit") << QString::fromStdString(outage);
    }
}

results::RunResult LostEventsTest::runCase(bool hasOutbox)
{
    QFETCH(QString, design);
    QFETCH(QString, broker);
    QFETCH(QString, fault);
    const std::string path = "designs/" + design.toStdString();
    return runText(kOutboxOrDual, {.design = design.toStdString()},
                   {path + "/broker=" + broker.toStdString(),
                    path + "/outbox/enabled=" + (hasOutbox ? "true" : "false"), fault.toStdString()});
}

void LostEventsTest::withAnOutboxNothingIsLost()
{
    const results::RunResult result = runCase(true);

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY2(returnedToOutboxes(result) > 0, "no event was ever in danger");
    QCOMPARE(sumOf(result, "lost"), 0U);
    QCOMPARE(figureOf(result, "order.inconsistent"), 0.0);
    QCOMPARE(figureOf(result, "order.in_flight"), 0.0);
    // Whoever was told yes has an order that is placed and paid.
    const double accepted = figureOf(result, "order.accepted") * figureOf(result, "order.offered");
    QVERIFY(accepted > 500);
    QVERIFY(figureOf(result, "order.completed") >= accepted - 0.5);
}

void LostEventsTest::withoutOneOrdersAreForgotten()
{
    const results::RunResult result = runCase(false);

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY(sumOf(result, "lost") > 0);
    QVERIFY(figureOf(result, "order.inconsistent") > 0);
    QVERIFY(!result.stuck.empty());
    QCOMPARE(result.stuck.front().done, std::vector<std::string>{"place"});
    QCOMPARE(result.stuck.front().open, std::vector<std::string>{"pay"});
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::LostEventsTest)
#include "tst_lost_events.moc"
