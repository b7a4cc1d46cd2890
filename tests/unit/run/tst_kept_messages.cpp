// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A log keeps messages that have been handled: until an offset is committed, or for longer. A request of a workload without
// a flow is complete all the same when everybody has handled its messages once.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::test;

class KeptMessagesTest : public QObject {
    Q_OBJECT

private slots:
    void aRunShorterThanAnyIntervalCompletes_data();
    void aRunShorterThanAnyIntervalCompletes();
    void theBacklogDoesNotWaitForCommits();
    void inFlightIsWhatSomebodyHasNotHandled();
    void aRedeliveryDoesNotMoveTheCompletion();
    void aCopyThatIsLostFailsTheRequest();
    void whatAHandlerPublishesIsWaitedFor();
    void aTransactionIsDoneWhenItIsCommitted();
    void whatWasAbortedIsNotDone();
    void aRetainedMessageIsNotWaitedFor();
};

namespace {

/// Ten requests a second are published by "shop" and handled by two services, each in 10 ms. Offsets are committed every
/// five seconds.
const std::string kPackerAndClerk = R"({
  "format": "stormglass/1", "name": "shop",
  "topology": {
    "network": {"same_host": "0s", "same_zone": "1ms", "between_zones": "1ms", "bandwidth": "1000000Gbps"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "shop", "kind": "service", "operations": [{"name": "buy", "program": [{"do": "publish", "channel": "orders"}]}]},
      {"name": "packer", "kind": "service",
       "operations": [{"name": "pack", "consumes": ["orders"], "program": [{"do": "work", "time": "10ms"}]}]},
      {"name": "clerk", "kind": "service", "failed_messages": {"max_attempts": 1},
       "operations": [{"name": "write", "consumes": ["orders"], "program": [{"do": "work", "time": "10ms"}]}]},
      {"name": "kafka", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s", "producer": {"linger.ms": "0s"}},
      {"name": "mosquitto", "kind": "mqtt"}
    ],
    "channels": [{"name": "orders", "broker": "kafka", "kind": "kafka-topic"}]
  },
  "workload": [{"name": "buyers", "client": "web", "component": "shop", "operation": "buy", "arrivals": "constant", "rate": "10/s"}],
  "run": {"duration": "1s", "drain": "200ms"}
})";

/// What the packer publishes is committed together with its offsets, three seconds after the first of them.
const std::vector<std::string> kInTransactions{
    "topology/components/kafka/streams/processing.guarantee=exactly_once_v2",
    "topology/components/kafka/streams/commit.interval.ms=3s",
    "topology/components/kafka/consumer/isolation.level=read_committed",
    "topology/components/kafka/consumer/session.timeout.ms=6s",
    R"(topology/channels=[{"name": "orders", "broker": "kafka", "kind": "kafka-topic"},
                          {"name": "packed", "broker": "kafka", "kind": "kafka-topic"}])",
    R"(topology/components/packer/operations=[
        {"name": "pack", "consumes": ["orders"], "program": [{"do": "publish", "channel": "packed"}]}])",
    R"(topology/components/clerk/operations=[
        {"name": "write", "consumes": ["packed"], "program": [{"do": "work", "time": "1ms"}]}])"};

const std::string kSlowClerk = R"(topology/components/clerk/operations=[
    {"name": "write", "consumes": ["orders"], "program": [{"do": "work", "time": "300ms"}]}])";

double mostUnfinished(const results::RunResult& result, std::size_t fromWindow)
{
    const std::vector<double>& unfinished = seriesOf(result, "buyers", "unfinished");
    return *std::max_element(unfinished.begin() + static_cast<std::ptrdiff_t>(fromWindow), unfinished.end());
}

}  // namespace

void KeptMessagesTest::aRunShorterThanAnyIntervalCompletes_data()
{
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("channel");
    QTest::newRow("Kafka commits offsets every 5 s") << "kafka" << "kafka-topic";
    QTest::newRow("Pulsar stores positions every second") << "pulsar" << "pulsar-topic";
    QTest::newRow("MQTT") << "mqtt" << "mqtt-topic";
    QTest::newRow("NATS") << "nats" << "nats-stream";
    QTest::newRow("Pub/Sub") << "pubsub" << "pubsub-topic";
    QTest::newRow("RabbitMQ") << "rabbitmq" << "rabbitmq-queue";
    QTest::newRow("Redis") << "redis" << "redis-stream";
    QTest::newRow("SQS") << "sqs" << "sqs-queue";
}

void KeptMessagesTest::aRunShorterThanAnyIntervalCompletes()
{
    QFETCH(const QString, broker);
    QFETCH(const QString, channel);
    std::vector<std::string> changes;
    if (broker != QStringLiteral("kafka"))
        changes = {R"(topology/components/mosquitto={"name": "other", "kind": ")" + broker.toStdString() + R"("})",
                   R"(topology/channels=[{"name": "orders", "broker": "other", "kind": ")" + channel.toStdString() + R"("}])"};

    const results::RunResult result = runText(kPackerAndClerk, {}, changes);

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "buyers", "completed"), 9U);
    QCOMPARE(accountOf(result, "buyers", "in flight"), 0U);
    QVERIFY(figureOf(result, "buyers.completion.p99") < 0.05);
}

void KeptMessagesTest::theBacklogDoesNotWaitForCommits()
{
    const results::RunResult result = runText(kPackerAndClerk, {}, {"run/duration=20s"});

    QCOMPARE(failuresOf(result), std::string());
    QVERIFY2(mostUnfinished(result, 1) <= 1, std::to_string(mostUnfinished(result, 1)).c_str());
}

void KeptMessagesTest::inFlightIsWhatSomebodyHasNotHandled()
{
    const results::RunResult result = runText(kPackerAndClerk, {}, {kSlowClerk});

    // One service has handled everything; of the other's first three the last ended after 0.9 s, a fourth at 1.2 s it has not.
    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "buyers", "completed"), 3U);
    QCOMPARE(accountOf(result, "buyers", "in flight"), 6U);
}

void KeptMessagesTest::aRedeliveryDoesNotMoveTheCompletion()
{
    const results::RunResult result
        = runText(kPackerAndClerk, {},
                  {"topology/components/kafka/consumer/session.timeout.ms=6s", "run/duration=5s", "run/drain=30s",
                   R"(chaos=[{"name": "death", "fault": "crash", "target": "packer", "at": "4010ms", "for": "500ms"}])"});

    // What was handled before the death of the packer had not been committed: it is read again much later.
    QCOMPARE(failuresOf(result), std::string());
    QVERIFY(figureOf(result, "orders.redelivered") > 35);
    QCOMPARE(accountOf(result, "buyers", "completed"), 49U);
    const std::vector<double>& completed = seriesOf(result, "buyers", "completed");
    QCOMPARE(std::vector<double>(completed.begin(), completed.begin() + 4), (std::vector<double>{9, 10, 10, 10}));
}

void KeptMessagesTest::aCopyThatIsLostFailsTheRequest()
{
    // For 200 ms whatever the clerk does fails, and it gives up at once. The packer handles everything.
    const results::RunResult result
        = runText(kPackerAndClerk, {},
                  {R"(chaos=[{"name": "bug", "fault": "error", "target": "clerk", "requests": "100%", "at": "450ms", "for": "200ms"}])"});

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "buyers", "completed"), 7U);
    QCOMPARE(accountOf(result, "buyers", "lost: discarded"), 2U);
    QCOMPARE(figureOf(result, "buyers.rejected"), 2.0);
}

void KeptMessagesTest::whatAHandlerPublishesIsWaitedFor()
{
    const results::RunResult result
        = runText(kPackerAndClerk, {},
                  {R"(topology/channels=[{"name": "orders", "broker": "kafka", "kind": "kafka-topic"},
                                         {"name": "packed", "broker": "kafka", "kind": "kafka-topic"}])",
                   R"(topology/components/packer/operations=[
                        {"name": "pack", "consumes": ["orders"], "program": [{"do": "publish", "channel": "packed"}]}])",
                   R"(topology/components/clerk/operations=[
                        {"name": "write", "consumes": ["packed"], "program": [{"do": "work", "time": "90ms"}]}])"});

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "buyers", "completed"), 9U);
    QVERIFY(figureOf(result, "buyers.completion.p50") > 0.09);
}

void KeptMessagesTest::aTransactionIsDoneWhenItIsCommitted()
{
    const results::RunResult cutShort = runText(kPackerAndClerk, {}, kInTransactions);
    std::vector<std::string> longer = kInTransactions;
    longer.push_back("run/drain=20s");
    const results::RunResult drained = runText(kPackerAndClerk, {}, longer);

    QCOMPARE(failuresOf(cutShort), std::string());
    QCOMPARE(accountOf(cutShort, "buyers", "in flight"), 9U);
    QCOMPARE(accountOf(drained, "buyers", "completed"), 9U);
    QVERIFY(figureOf(drained, "buyers.completion.p50") > 2);
}

void KeptMessagesTest::whatWasAbortedIsNotDone()
{
    std::vector<std::string> changes = kInTransactions;
    changes.emplace_back(R"(chaos=[{"name": "death", "fault": "crash", "target": "packer", "at": "1100ms", "for": "100ms"}])");
    changes.emplace_back("run/drain=60s");

    const results::RunResult result = runText(kPackerAndClerk, {}, changes);

    // The first transaction would have been committed after three seconds; the second begins when the session has expired.
    QCOMPARE(failuresOf(result), std::string());
    QVERIFY(figureOf(result, "packed.aborted") > 0);
    QCOMPARE(accountOf(result, "buyers", "completed"), 9U);
    QVERIFY2(figureOf(result, "buyers.completion.p50") > 6, std::to_string(figureOf(result, "buyers.completion.p50")).c_str());
}

void KeptMessagesTest::aRetainedMessageIsNotWaitedFor()
{
    const results::RunResult result
        = runText(kPackerAndClerk, {},
                  {R"(topology/channels=[{"name": "orders", "broker": "mosquitto", "kind": "mqtt-topic", "retain": true}])",
                   "topology/components/mosquitto/subscriber/shared_subscription=false"});

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "buyers", "completed"), 9U);
    QCOMPARE(accountOf(result, "buyers", "in flight"), 0U);
}

QTEST_GUILESS_MAIN(KeptMessagesTest)
#include "tst_kept_messages.moc"
