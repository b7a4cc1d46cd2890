// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Consumers of Kafka that die again and again: what comes of it downstream, with and without transactions.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <algorithm>

namespace stormglass {

using namespace test;

namespace {

/// Payment reads the placed orders and publishes what it has paid, and nothing goes through an outbox.
constexpr const char* kPaidOrders = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service"},
      {"name": "payment", "kind": "service", "instances": 2},
      {"name": "shipping", "kind": "service"},
      {"name": "kafka", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s",
       "consumer": {"group.instance.id": true, "auto.commit.interval.ms": "1s", "isolation.level": "read_committed"},
       "producer": {"linger.ms": "0s"}}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "2ms"},
      {"name": "ship", "component": "shipping", "after": ["pay"], "time": "1ms"}]}
  ],
  "designs": [{"name": "choreography", "style": "choreography", "broker": "kafka", "outbox": {"enabled": false},
               "idempotent_consumers": false}],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "100/s"}],
  "run": {"duration": "4s", "drain": "30s"}
})json";

results::RunResult runDeathsOfPayment(const std::string& guarantee, std::vector<std::string> changes = {})
{
    changes.push_back("topology/components/kafka/streams/processing.guarantee=" + guarantee);
    changes.push_back(toOverride({.target = "payment", .first = 1500ms, .every = 1300ms, .count = 2, .lasting = 50ms}));
    return runText(kPaidOrders, {.design = "choreography"}, changes);
}

}  // namespace

class ExactlyOnceTest : public QObject {
    Q_OBJECT

private slots:
    void repeatsGoOnDownstream();
    void transactionsKeepThemToTheStoreOfTheService();
    void whatIsAbortedIsCountedInWindows();
    void theNextOneWaitsForTheCommit_data();
    void theNextOneWaitsForTheCommit();
};

void ExactlyOnceTest::repeatsGoOnDownstream()
{
    const results::RunResult result = runDeathsOfPayment("at_least_once");

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const double orders = figureOf(result, "orders.served");
    QVERIFY(figureOf(result, "payment.served") > orders);
    QCOMPARE(figureOf(result, "shipping.served"), figureOf(result, "payment.served"));
}

void ExactlyOnceTest::transactionsKeepThemToTheStoreOfTheService()
{
    const results::RunResult result = runDeathsOfPayment("exactly_once_v2");

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const double orders = figureOf(result, "orders.served");
    const double repeated = figureOf(result, "payment.served") - orders;
    QVERIFY(repeated > 0);
    QCOMPARE(figureOf(result, "order.duplicates"), repeated);  // its own effects are not part of it
    QCOMPARE(figureOf(result, "shipping.served"), orders);
    QCOMPARE(static_cast<double>(accountOf(result, "payment-events", "aborted")), repeated);
    QCOMPARE(figureOf(result, "payment-events.aborted"), repeated);
    QCOMPARE(figureOf(result, "orders-events.aborted"), 0.0);
    QCOMPARE(figureOf(result, "payment-events.lost"), 0.0);
}

/// Only the windows of the two deaths have some.
void ExactlyOnceTest::whatIsAbortedIsCountedInWindows()
{
    const results::RunResult result = runDeathsOfPayment(
        "exactly_once_v2",
        {R"(experiment/hypothesis=[{"that": "aborted(payment-events) == 0"}])", "experiment/strategy=continuously"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const auto check = std::ranges::find(result.experiment.checks, results::CheckMoment::Continuously,
                                         &results::HypothesisCheck::moment);
    QVERIFY(check != result.experiment.checks.end());
    QCOMPARE(check->deviating, std::uint64_t{2});
    QVERIFY(check->windows > check->deviating);
}

/// A record waits for the commit: half of commit.interval.ms on average, and what the protocol takes.
void ExactlyOnceTest::theNextOneWaitsForTheCommit_data()
{
    QTest::addColumn<QString>("interval");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");

    QTest::newRow("after each poll") << QStringLiteral("0ms") << 0.005 << 0.020;
    QTest::newRow("100 ms") << QStringLiteral("100ms") << 0.050 << 0.070;
    QTest::newRow("1 s") << QStringLiteral("1s") << 0.450 << 0.600;
}

void ExactlyOnceTest::theNextOneWaitsForTheCommit()
{
    QFETCH(QString, interval);
    QFETCH(double, least);
    QFETCH(double, most);

    const results::RunResult result
        = runText(kPaidOrders, {.design = "choreography"},
                  {"topology/components/kafka/streams/processing.guarantee=exactly_once_v2",
                   "topology/components/kafka/streams/commit.interval.ms=" + interval.toStdString(), "run/duration=20s"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const double delay = figureOf(result, "payment-events.delay.mean");
    QVERIFY2(delay > least && delay < most, qPrintable(QString::number(delay)));
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::ExactlyOnceTest)
#include "tst_exactly_once.moc"
