// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The faults of brokers and stores in whole runs: what a user sees of them.
#include "tests/unit/faults/shop_run.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

std::string storeFault(const std::string& name, const std::string& rest) { return "{\"name\": \"" + name + "\", " + rest + "}"; }

ShopRun runOf(const std::string& broker, const std::string& design, const std::string& chaos)
{
    return ShopRun(orderFlow(broker, chaos), design);
}

}  // namespace

class BrokerAndStoreKindsTest : public QObject {
    Q_OBJECT

private slots:
    void aFullDiskEndsAKafkaNode();
    void aLogTellsItsLagByPartition();
    void onlyAHostForgets_data();
    void onlyAHostForgets();
    void aFullDiskBlocksPublishersOfRabbitmq();
    void aFullDiskRefusesWritesOfADatabase();
    void slowDisksAddUpAndEndOneByOne();
    void aSlowDiskGrowsWithItsRamp();
    void deniedWritesAreBookedAndRepeatedByTheOutbox();
    void deniedReadsDelay();
    void lostLeadersDelayAndLoseNothing_data();
    void lostLeadersDelayAndLoseNothing();
    void lazyReplicasDelayUntilTheyAreLeftOut();
    void rebalancesDelay();
    void aChannelIsSparedWhereItsBrokerCannotSufferTheFault();
    void aFailoverInterruptsForItsTime();
    void aFailoverIsNotOverBeforeTheReplicaServes();
    void norIsOneThatWasInjectedByHand();
    void withoutConnectionsQueriesTimeOut();
    void failedQueriesFailTheirRequests();
};

void BrokerAndStoreKindsTest::aFullDiskEndsAKafkaNode()
{
    const std::string topology = R"({"name": "broker", "kind": "kafka", "instances": 1})";
    Shop shop{.broker = topology,
              .channels = R"({"name": "orders", "broker": "broker", "kind": "kafka-topic", "replication.factor": 1, "min.insync.replicas": 1})",
              .chaos = storeFault("full", R"("fault": "disk-full", "target": "broker", "at": "5s", "for": "3s")"),
              .duration = "12s",
              .drain = "30s"};

    const ShopRun run(shop.text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "delivered"), 119U);
    QVERIFY(run.figure("orders", "delay.p99") > 2.5);
}

void BrokerAndStoreKindsTest::aLogTellsItsLagByPartition()
{
    Shop shop{.broker = R"({"name": "broker", "kind": "kafka"})",
              .channels = R"({"name": "orders", "broker": "broker", "kind": "kafka-topic", "partitions": 2})",
              .program = R"({"do": "work", "time": "300s"})"};

    const ShopRun run(shop.text());

    // 19 messages in 2 s, of which nobody finishes one.
    QCOMPARE(run.failures(), "");
    double waiting = 0;
    std::string readers;
    for (const results::Series& series : run.result().series) {
        if (results::readerOf(series).empty())
            continue;
        readers += series.subject + " " + std::string(results::readerOf(series)) + ";";
        QCOMPARE(series.window, 1.0);
        QVERIFY(std::ranges::is_sorted(series.values));
        waiting += series.values.back();
    }
    QCOMPARE(readers, "orders worker/0;orders worker/1;");
    QCOMPARE(waiting, run.figure("orders", "published"));
    QVERIFY(waiting == 19);
}

void BrokerAndStoreKindsTest::onlyAHostForgets_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<bool>("forgets");

    QTest::newRow("a process that is killed has left it to the page cache") << QByteArray(R"("fault": "crash", "target": "broker")") << false;
    QTest::newRow("a process that stands still goes on") << QByteArray(R"("fault": "pause", "target": "broker")") << false;
    QTest::newRow("who is cut off goes on") << QByteArray(R"("fault": "partition", "between": ["vault"])") << false;
    QTest::newRow("a host loses its power") << QByteArray(R"("fault": "crash", "target": "vault")") << true;
}

/// Nobody has read what a Kafka node has in memory when it goes.
void BrokerAndStoreKindsTest::onlyAHostForgets()
{
    QFETCH(QByteArray, fault);
    QFETCH(bool, forgets);
    Shop shop{.broker = R"({"name": "broker", "kind": "kafka", "instances": 1, "hosts": ["vault"]})",
              .channels = R"({"name": "orders", "broker": "broker", "kind": "kafka-topic", "replication.factor": 1, "min.insync.replicas": 1}],
                             "hosts": [{"name": "vault"})",
              .chaos = storeFault("gone", fault.toStdString() + R"(, "at": "5s", "for": "3s")"),
              .program = R"({"do": "work", "time": "300s"})",
              .duration = "12s",
              .drain = "30s"};

    const ShopRun run(shop.text());

    QCOMPARE(run.failures(), "");
    const std::uint64_t lost = run.account("orders", "lost: power-loss");
    QVERIFY2(forgets ? lost > 30 : lost == 0, std::to_string(lost).c_str());
}

void BrokerAndStoreKindsTest::aFullDiskBlocksPublishersOfRabbitmq()
{
    Shop shop{.chaos = storeFault("full", R"("fault": "disk-full", "target": "broker", "at": "500ms", "for": "1s")")};

    const ShopRun run(shop.text());

    // Published at 501, 601 ... 1401 ms, and read at 1500 ms.
    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "delivered"), 19U);
    QVERIFY2(run.handled("worker").find("4:403-413 5:1501-1511 6:1511-1521") != std::string::npos, run.handled("worker").c_str());
}

void BrokerAndStoreKindsTest::aFullDiskRefusesWritesOfADatabase()
{
    const ShopRun run = runOf("kafka", "sync", storeFault("full", R"("fault": "disk-full", "target": "store", "at": "2s", "for": "3s")"));

    QCOMPARE(run.failures(), "");
    QVERIFY2(std::abs(run.figure("order", "accepted@fault")) < 0.04, std::to_string(run.figure("order", "accepted@fault")).c_str());
    QCOMPARE(run.figure("order", "accepted@after"), 1.0);
}

void BrokerAndStoreKindsTest::slowDisksAddUpAndEndOneByOne()
{
    const std::string slow = R"("fault": "slow-disk", "target": "store", "factor": 1, )";
    const std::string chaos = storeFault("one", slow + R"("extra": "20ms", "at": "2s", "for": "4s")") + ","
        + storeFault("two", slow + R"("extra": "30ms", "at": "4s", "for": "4s")");

    const ShopRun run = runOf("kafka", "sync", chaos);

    // Two writes of 1 ms, 15 ms of work, six ways to the database and back, two calls; then 2 x 20, 2 x 50, 2 x 30 ms more.
    const double base = run.figure("order", "ack.p50@before");
    QCOMPARE(run.failures(), "");
    for (const results::Series& series : run.result().series) {
        if (series.subject != "order" || series.name != "ack.mean")
            continue;
        const double expected[] = {0, 0, 0.04, 0.04, 0.1, 0.1, 0.06, 0.06, 0, 0};
        for (std::size_t second = 1; second < 10; ++second)
            QVERIFY2(std::abs(series.values.at(second) - base - expected[second]) < 0.015,
                     (std::to_string(second) + ": " + std::to_string(series.values[second])).c_str());
    }
}

void BrokerAndStoreKindsTest::aSlowDiskGrowsWithItsRamp()
{
    const ShopRun run
        = runOf("kafka", "sync", storeFault("slow", R"("fault": "slow-disk", "target": "store", "factor": 51, "at": "0s", "for": "10s", "ramp": "10s")"));

    QCOMPARE(run.failures(), "");
    for (const results::Series& series : run.result().series) {
        if (series.subject != "order" || series.name != "ack.mean")
            continue;
        // In the second s the factor is 1 + 5 (s + 1): two writes of so many milliseconds.
        for (std::size_t second = 2; second < 9; ++second) {
            const double step = series.values.at(second) - series.values.at(second - 1);
            QVERIFY2(step > 0.008 && step < 0.012, std::to_string(step).c_str());
        }
    }
}

void BrokerAndStoreKindsTest::deniedWritesAreBookedAndRepeatedByTheOutbox()
{
    for (const char* broker : {"kafka", "rabbitmq", "sqs"}) {
        const ShopRun run = runOf(broker, "events", storeFault("deny", R"("fault": "deny", "channel": "orders-events", "at": "2s", "for": "3s")"));

        QCOMPARE(run.failures(), "");
        QCOMPARE(run.account("order", "completed"), 99U);
        QVERIFY(run.account("orders-events", "returned to outbox") > 30);
        QCOMPARE(run.account("orders-events", "lost: denied"), 0U);
        QCOMPARE(run.account("orders-events", "delivered"), 99U);
    }
}

void BrokerAndStoreKindsTest::deniedReadsDelay()
{
    for (const char* broker : {"kafka", "rabbitmq", "sqs"}) {
        const ShopRun run
            = runOf(broker, "events", storeFault("deny", R"("fault": "deny", "broker": "broker", "access": "read", "at": "5s", "for": "3s")"));

        QCOMPARE(run.failures(), "");
        QCOMPARE(run.account("order", "completed"), 99U);
        QVERIFY(run.figure("order", "completion.p90@fault") > 2);
        QVERIFY(run.figure("order", "completion.p99@fault") < 3.5);
    }
}

void BrokerAndStoreKindsTest::lostLeadersDelayAndLoseNothing_data()
{
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("rest");

    QTest::newRow("all partitions") << "kafka" << R"("channel": "orders-events")";
    QTest::newRow("half of them") << "kafka" << R"("channel": "orders-events", "share": "50%")";
    QTest::newRow("one partition") << "kafka" << R"("channel": "orders-events", "partition": 2)";
    QTest::newRow("every topic") << "kafka" << R"("broker": "broker")";
    QTest::newRow("a quorum queue") << "rabbitmq" << R"("channel": "orders-events")";
}

void BrokerAndStoreKindsTest::lostLeadersDelayAndLoseNothing()
{
    QFETCH(QString, broker);
    QFETCH(QString, rest);
    const std::string chaos = storeFault("loss", R"("fault": "leader-loss", "at": "6s", "for": "3s", )" + rest.toStdString());

    const ShopRun run = runOf(broker.toStdString(), "events", chaos);

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("order", "completed"), 99U);
    QCOMPARE(run.account("orders-events", "delivered"), 99U);
    QVERIFY2(run.figure("order", "completion.p99@fault") > 1.5, std::to_string(run.figure("order", "completion.p99@fault")).c_str());
}

void BrokerAndStoreKindsTest::lazyReplicasDelayUntilTheyAreLeftOut()
{
    const std::string kafka = R"({"name": "broker", "kind": "kafka", "instances": 3, "replica.lag.time.max.ms": "2s"})";
    Shop shop{.broker = kafka,
              .channels = R"({"name": "orders", "broker": "broker", "kind": "kafka-topic"})",
              .chaos = storeFault("lag", R"("fault": "replica-lag", "target": "broker", "mode": "one", "at": "6s", "for": "6s")"),
              .duration = "15s"};

    const ShopRun run(shop.text());

    // Looked at every second: between 2 and 3 s after the first record that it lacks, and never again.
    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "delivered"), 149U);
    QVERIFY2(run.figure("orders", "delay.p99") > 2.0 && run.figure("orders", "delay.p99") < 3.1,
             std::to_string(run.figure("orders", "delay.p99")).c_str());
}

void BrokerAndStoreKindsTest::rebalancesDelay()
{
    const std::string storm = R"("fault": "rebalance", "interval": "1s", "at": "6s", "for": "10s")";
    Shop shop{.broker = R"({"name": "broker", "kind": "kafka"})",
              .channels = R"({"name": "orders", "broker": "broker", "kind": "kafka-topic"})",
              .chaos = storeFault("one", storm + R"(, "channel": "orders", "group": "worker")") + ","
                  + storeFault("two", storm + R"(, "channel": "orders", "group": "shop")"),
              .duration = "20s"};

    const ShopRun run(shop.text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "delivered"), 199U);
    QCOMPARE(run.result().notes, std::vector<std::string>({"in this design shop does not read from orders: the fault at it hits nothing"}));
}

void BrokerAndStoreKindsTest::aChannelIsSparedWhereItsBrokerCannotSufferTheFault()
{
    // The same channel over a broker of another kind: only one of the two designs has what the faults are made for.
    std::string text = orderFlow("kafka", storeFault("storm", R"("fault": "rebalance", "channel": "orders-events", "at": "2s", "for": "5s")") + ","
                                     + storeFault("lost", R"("fault": "leader-loss", "channel": "orders-events", "at": "2s", "for": "5s")") + ","
                                     + storeFault("lag", R"("fault": "replica-lag", "target": "broker", "channel": "orders-events", "at": "2s", "for": "5s")"));
    text.replace(text.find(R"({"name": "broker")"), 0, R"({"name": "queues", "kind": "sqs"}, )");
    text.replace(text.find(R"({"name": "events")"), 0, R"({"name": "queued", "style": "choreography", "broker": "queues"}, )");

    const ShopRun queued(text, "queued");
    const ShopRun events(text, "events");

    QCOMPARE(queued.failures(), "");
    QCOMPARE(queued.account("order", "completed"), 99U);
    QCOMPARE(queued.result().notes.size(), std::size_t{3});
    QVERIFY2(queued.result().notes.front().find("orders-events cannot suffer") != std::string::npos, queued.result().notes.front().c_str());
    QCOMPARE(events.failures(), "");
    QVERIFY(events.result().notes.empty());
}

void BrokerAndStoreKindsTest::aFailoverInterruptsForItsTime()
{
    const ShopRun run = runOf("kafka", "sync",
                               storeFault("over", R"("fault": "failover", "target": "store", "takeover": "2s", "at": "3s", "for": "4s")"));

    QCOMPARE(run.failures(), "");
    QVERIFY(std::abs(run.figure("order", "accepted@fault") - 0.5) < 0.06);
    QCOMPARE(run.figure("order", "accepted@after"), 1.0);
}

/// What is drawn for the length of the fault is what the database takes.
void BrokerAndStoreKindsTest::aFailoverIsNotOverBeforeTheReplicaServes()
{
    const ShopRun run = runOf("kafka", "sync",
                              storeFault("over", R"x("fault": "failover", "target": "store", "takeover": "uniform(2s, 4s)", "at": "3s", "for": "1s")x"));

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.figure("order", "accepted@fault"), 0.0);
    QCOMPARE(run.figure("order", "accepted@after"), 1.0);
}

void BrokerAndStoreKindsTest::norIsOneThatWasInjectedByHand()
{
    const ShopRun run = runOf("kafka", "sync",
                              storeFault("over", R"("fault": "failover", "target": "store", "takeover": "3s", "at": "3s", "for": "1s", "live": true)"));

    QCOMPARE(run.failures(), "");
    QVERIFY2(run.result().cascades.at(0).end >= 6, std::to_string(run.result().cascades.at(0).end).c_str());
}

void BrokerAndStoreKindsTest::withoutConnectionsQueriesTimeOut()
{
    const std::string leak = R"("fault": "pool-exhaustion", "target": "store", "client": "payment", "at": "3s", "for": "4s")";

    const ShopRun all = runOf("kafka", "sync", storeFault("leak", leak));
    const ShopRun half = runOf("kafka", "sync", storeFault("leak", leak + R"(, "share": "50%")"));

    QCOMPARE(all.failures(), "");
    QCOMPARE(all.figure("order", "accepted@before"), 1.0);
    QVERIFY(all.figure("order", "accepted@fault") < 0.5);
    QCOMPARE(half.figure("order", "accepted@fault"), 1.0);
}

void BrokerAndStoreKindsTest::failedQueriesFailTheirRequests()
{
    const ShopRun run
        = runOf("kafka", "sync", storeFault("error", R"("fault": "store-error", "target": "store", "share": "50%", "at": "0s")"));

    // Both writes must succeed: a quarter of 99, give or take three standard deviations of 4.3.
    QCOMPARE(run.failures(), "");
    QVERIFY2(std::abs(run.figure("order", "accepted") - 0.25) < 0.13, std::to_string(run.figure("order", "accepted")).c_str());
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::BrokerAndStoreKindsTest)
#include "tst_broker_and_store_kinds.moc"
