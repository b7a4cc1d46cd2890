// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who keeps the messages of one customer in order, and who does not.
#include "tests/support/scenario_run.h"

#include <QTest>

namespace stormglass {

using namespace test;

namespace {

/// 200 orders/s of 40 customers for 30 s; four consumers that take 12 ms for one in the mean, and now and then 100 ms.
constexpr const char* kShopOfCustomers = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "concurrency": 32},
      {"name": "payment", "kind": "service", "instances": 4},
      {"name": "kafka", "kind": "kafka"},
      {"name": "rabbit", "kind": "rabbitmq"},
      {"name": "sqs", "kind": "sqs"}
    ],
    "channels": CHANNELS
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "lognormal(p50 5ms, p99 100ms)"}]}
  ],
  "designs": [
    {"name": "kafka", "style": "choreography", "broker": "kafka"},
    {"name": "rabbit", "style": "choreography", "broker": "rabbit"},
    {"name": "sqs", "style": "choreography", "broker": "sqs"}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "200/s", "keys": 40}],
  "run": {"duration": "30s", "warm_up": "10s", "drain": "1m"}
})json";

results::RunResult runShopOfCustomers(const std::string& design, const std::string& channels = "[]",
                           const std::vector<std::string>& changes = {})
{
    std::string text = kShopOfCustomers;
    text.replace(text.find("CHANNELS"), 8, channels);
    return runText(text, {.design = design}, changes);
}

}  // namespace

class MessageOrderTest : public QObject {
    Q_OBJECT

private slots:
    void orderIsKeptByWhoGivesAKeyToOneConsumer_data();
    void orderIsKeptByWhoGivesAKeyToOneConsumer();
    void competingConsumersOvertakeEachOther_data();
    void competingConsumersOvertakeEachOther();
    void ordersOfTheirOwnKeysHaveNoOrder();
    void popularKeysSuffocateTheirPartition();
};

void MessageOrderTest::orderIsKeptByWhoGivesAKeyToOneConsumer_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("channels");

    QTest::newRow("a partition")
        << "kafka"
        << R"([{"name": "orders-events", "broker": "kafka", "kind": "kafka-topic", "partitions": 8}])";
    QTest::newRow("a single active consumer")
        << "rabbit"
        << R"([{"name": "orders-events", "broker": "rabbit", "kind": "rabbitmq-queue", "x-single-active-consumer": true}])";
    QTest::newRow("a group of a FIFO queue")
        << "sqs"
        << R"([{"name": "orders-events", "broker": "sqs", "kind": "sqs-queue", "FifoQueue": true}])";
}

void MessageOrderTest::orderIsKeptByWhoGivesAKeyToOneConsumer()
{
    QFETCH(QString, design);
    QFETCH(QString, channels);

    const results::RunResult run = runShopOfCustomers(design.toStdString(), channels.toStdString());

    QCOMPARE(failuresOf(run), std::string());
    QVERIFY(figureOf(run, "orders-events.delivered") > 5500);
    QCOMPARE(figureOf(run, "orders-events.out_of_order"), 0.0);
}

void MessageOrderTest::competingConsumersOvertakeEachOther_data()
{
    QTest::addColumn<QString>("design");

    QTest::newRow("a queue") << "rabbit";
    QTest::newRow("a standard queue of SQS") << "sqs";
}

void MessageOrderTest::competingConsumersOvertakeEachOther()
{
    QFETCH(QString, design);

    const results::RunResult run = runShopOfCustomers(design.toStdString());

    QCOMPARE(failuresOf(run), std::string());
    QVERIFY(figureOf(run, "orders-events.out_of_order") > 10);
    QVERIFY(figureOf(run, "orders-events.out_of_order") < figureOf(run, "orders-events.delivered") / 2);
}

void MessageOrderTest::ordersOfTheirOwnKeysHaveNoOrder()
{
    const results::RunResult run = runShopOfCustomers("rabbit", "[]", {"workload/0/keys=0"});

    QCOMPARE(figureOf(run, "orders-events.out_of_order"), 0.0);
}

/// With exponent 2 the first key has 6 / pi^2 of all, more than one consumer can do.
void MessageOrderTest::popularKeysSuffocateTheirPartition()
{
    const std::string channels
        = R"([{"name": "orders-events", "broker": "kafka", "kind": "kafka-topic", "partitions": 8}])";

    const results::RunResult alike = runShopOfCustomers("kafka", channels, {"workload/0/keys=4000"});
    const results::RunResult skewed = runShopOfCustomers("kafka", channels, {"workload/0/keys=4000", "workload/0/zipf_exponent=2"});

    QVERIFY(figureOf(skewed, "orders-events.delay.p99") > 3 * figureOf(alike, "orders-events.delay.p99"));
    QCOMPARE(figureOf(skewed, "orders-events.out_of_order"), 0.0);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::MessageOrderTest)
#include "tst_message_order.moc"
