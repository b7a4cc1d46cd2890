// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What brokers that hand out messages one by one say of those that come again. Those of logs are in a file of their own.
#include "tests/unit/brokers/redelivery_scene.h"
#include "tests/unit/brokers/sns_setting.h"

using namespace stormglass;
using namespace stormglass::tests;

class RedeliveryCausesTest : public QObject {
    Q_OBJECT

private slots:
    void sqs_data();
    void sqs() { verifyRow(); }
    void rabbitmq_data();
    void rabbitmq() { verifyRow(); }
    void pubsub_data();
    void pubsub() { verifyRow(); }
    void nats_data();
    void nats() { verifyRow(); }
    void redis_data();
    void redis() { verifyRow(); }
    void mqtt_data();
    void mqtt() { verifyRow(); }
    void whatIsLostBetweenNodesIsTheFaultOfTheBroker();
    void aFailedBatchOfAFifoQueueIsRejectedAsAWhole();
    void endpoints_data();
    void endpoints();
    void theFirstThingThatGoesWrongIsTheCause();

private:
    static void verifyRow();
};

void RedeliveryCausesTest::verifyRow()
{
    QFETCH(RedeliveryCase, row);
    VERIFY_CAUSES(row);
}

void RedeliveryCausesTest::sqs_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::SqsSettings sqs;
    const spec::SqsSettings atOnce{.isRetriedAtOnce = true};
    const spec::SqsQueue queue;
    const spec::SqsQueue fifo{.isFifo = true};

    QTest::newRow("visibility timeout") << RedeliveryCase{sqs, queue, 1, {handlerTakes(40s)}, "not-settled-in-time 1"};
    QTest::newRow("a failure, and then the timeout") << RedeliveryCase{sqs, queue, 1, {handlerFails()}, "rejected 1"};
    QTest::newRow("a failure, at once") << RedeliveryCase{atOnce, queue, 1, {handlerFails()}, "rejected 1"};
    QTest::newRow("a crash") << RedeliveryCase{sqs, queue, 1, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("silence") << RedeliveryCase{sqs, queue, 1, {consumerGoes(Departure::Vanished)}, "consumer-lost 1"};
    QTest::newRow("a lost delete") << RedeliveryCase{sqs, queue, 1, {acknowledgementIsLost()}, "answer-lost 1"};
    QTest::newRow("an outage") << RedeliveryCase{sqs, queue, 1, {brokerGoes()}, "broker-lost 1"};
    QTest::newRow("each for its own reason") << RedeliveryCase{sqs, queue, 1,
        {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), brokerGoes(), handlerTakes(40s)},
        "not-settled-in-time 1, rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
    QTest::newRow("FIFO: visibility timeout") << RedeliveryCase{sqs, fifo, 1, {handlerTakes(40s)}, "not-settled-in-time 1"};
    QTest::newRow("FIFO: each for its own reason") << RedeliveryCase{sqs, fifo, 1,
        {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), brokerGoes()},
        "rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

void RedeliveryCausesTest::rabbitmq_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::RabbitmqSettings rabbitmq;
    const spec::RabbitmqQueue classic{.type = spec::RabbitmqQueueType::Classic};
    const spec::RabbitmqQueue quorum;

    QTest::newRow("basic.nack with requeue") << RedeliveryCase{rabbitmq, classic, 1, {handlerFails()}, "rejected 1"};
    QTest::newRow("consumer_timeout") << RedeliveryCase{rabbitmq, classic, 1, {handlerDoesNotEnd()}, "not-settled-in-time 1"};
    QTest::newRow("a crash") << RedeliveryCase{rabbitmq, classic, 1, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("silence") << RedeliveryCase{rabbitmq, classic, 1, {consumerGoes(Departure::Vanished)}, "consumer-lost 1"};
    QTest::newRow("missed heartbeats") << RedeliveryCase{rabbitmq, classic, 1, {consumerStandsStill(2min)}, "consumer-lost 1"};
    QTest::newRow("a lost connection") << RedeliveryCase{rabbitmq, classic, 1, {consumerIsCutOff()}, "consumer-lost 1"};
    QTest::newRow("a lost acknowledgement") << RedeliveryCase{rabbitmq, classic, 1, {acknowledgementIsLost()}, "answer-lost 1"};
    QTest::newRow("a crash of the node") << RedeliveryCase{rabbitmq, classic, 1, {brokerGoes()}, "broker-lost 1"};
    QTest::newRow("quorum: each for its own reason") << RedeliveryCase{rabbitmq, quorum, 3,
        {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), brokerGoes(), handlerDoesNotEnd()},
        "not-settled-in-time 1, rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

void RedeliveryCausesTest::pubsub_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::PubsubSettings pubsub;
    const spec::PubsubTopic topic;

    QTest::newRow("nack") << RedeliveryCase{pubsub, topic, 1, {handlerFails()}, "rejected 1"};
    QTest::newRow("MaxExtension") << RedeliveryCase{pubsub, topic, 1, {handlerDoesNotEnd()}, "not-settled-in-time 1"};
    QTest::newRow("nobody extends the deadline") << RedeliveryCase{pubsub, topic, 1, {consumerStandsStill(1min)}, "not-settled-in-time 1"};
    QTest::newRow("a crash") << RedeliveryCase{pubsub, topic, 1, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("a lost acknowledgement") << RedeliveryCase{pubsub, topic, 1, {acknowledgementIsLost()}, "answer-lost 1"};
    QTest::newRow("an outage") << RedeliveryCase{pubsub, topic, 1, {brokerGoes()}, "broker-lost 1"};
    QTest::newRow("each for its own reason") << RedeliveryCase{pubsub, topic, 1,
        {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), brokerGoes(), handlerDoesNotEnd()},
        "not-settled-in-time 1, rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

void RedeliveryCausesTest::nats_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::NatsSettings nats;
    const spec::NatsStream stream;
    const spec::NatsStream backedOff{.backoff = {{5s}, {20s}}};

    QTest::newRow("nak") << RedeliveryCase{nats, stream, 3, {handlerFails()}, "rejected 1"};
    QTest::newRow("ack_wait") << RedeliveryCase{nats, stream, 3, {handlerDoesNotEnd()}, "not-settled-in-time 1"};
    QTest::newRow("backoff") << RedeliveryCase{nats, backedOff, 3, {handlerDoesNotEnd()}, "not-settled-in-time 1"};
    QTest::newRow("a crash") << RedeliveryCase{nats, stream, 3, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("silence") << RedeliveryCase{nats, stream, 3, {consumerGoes(Departure::Vanished)}, "consumer-lost 1"};
    QTest::newRow("a lost acknowledgement") << RedeliveryCase{nats, stream, 3, {acknowledgementIsLost()}, "answer-lost 1"};
    QTest::newRow("a crash of the servers") << RedeliveryCase{nats, stream, 3, {brokerGoes()}, "broker-lost 1"};
    QTest::newRow("each for its own reason") << RedeliveryCase{nats, stream, 3,
        {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), brokerGoes(), handlerDoesNotEnd()},
        "not-settled-in-time 1, rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

void RedeliveryCausesTest::redis_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::RedisSettings redis{.isAppendOnly = true};
    const spec::RedisStream claimed{.claimInterval = 1s, .minIdleTime = 30s};

    QTest::newRow("no XACK after a failure") << RedeliveryCase{redis, claimed, 1, {handlerFails()}, "rejected 1"};
    QTest::newRow("min-idle-time") << RedeliveryCase{redis, claimed, 1, {handlerDoesNotEnd()}, "not-settled-in-time 1"};
    QTest::newRow("a crash") << RedeliveryCase{redis, claimed, 1, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("a lost XACK") << RedeliveryCase{redis, claimed, 1, {acknowledgementIsLost()}, "answer-lost 1"};
    QTest::newRow("a crash of the master") << RedeliveryCase{redis, claimed, 1, {brokerGoes()}, "broker-lost 1"};
    QTest::newRow("each for its own reason") << RedeliveryCase{redis, claimed, 1,
        {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), brokerGoes(), handlerDoesNotEnd()},
        "not-settled-in-time 1, rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

void RedeliveryCausesTest::mqtt_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::MqttSettings mqtt{.isPersistent = true, .autosaveInterval = 300ms};
    const spec::MqttTopic topic;

    QTest::newRow("a failure takes a new connection") << RedeliveryCase{mqtt, topic, 1, {handlerFails()}, "rejected 1"};
    QTest::newRow("a crash") << RedeliveryCase{mqtt, topic, 1, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("missed keep alive") << RedeliveryCase{mqtt, topic, 1, {consumerStandsStill(10min)}, "consumer-lost 1"};
    QTest::newRow("a lost connection") << RedeliveryCase{mqtt, topic, 1, {consumerIsCutOff()}, "consumer-lost 1"};
    QTest::newRow("a lost PUBACK") << RedeliveryCase{mqtt, topic, 1, {acknowledgementIsLost()}, "answer-lost 1"};
    QTest::newRow("a crash of the broker") << RedeliveryCase{mqtt, topic, 1, {brokerGoes()}, "broker-lost 1"};
    QTest::newRow("each for its own reason") << RedeliveryCase{mqtt, topic, 1,
        {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), brokerGoes()},
        "rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

/// The queue is on node 0, its second consumer at node 1, and the acknowledgement on its way from there.
void RedeliveryCausesTest::whatIsLostBetweenNodesIsTheFaultOfTheBroker()
{
    QueueSetting setting(spec::RabbitmqSettings{.prefetch = 1}, spec::RabbitmqQueue{.type = spec::RabbitmqQueueType::Classic}, 2);
    setting.attach(true);
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(10s);
    for (std::uint64_t key = 1; key <= 2; ++key)
        setting.publish(key);
    setting.world.runUntil(11s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{1});

    Cut jam(setting.world, {HostId{0}}, {HostId{1}});
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runUntil(12s);
    Cut reset(setting.world, {HostId{0}}, {HostId{1}}, Reach::Refused);
    setting.world.runUntil(60s);
    jam.mend();
    reset.mend();
    setting.world.runUntil(120s);

    QCOMPARE(causesOf(setting.world.probe(setting.channel)), std::string("broker-lost 1"));
}

/// What the consumer holds behind the failed message it gives up, too.
void RedeliveryCausesTest::aFailedBatchOfAFifoQueueIsRejectedAsAWhole()
{
    QueueSetting setting(spec::SqsSettings{.maxBatchSize = 10}, spec::SqsQueue{.isFifo = true});
    for (std::uint64_t key = 1; key <= 3; ++key)
        setting.publish(key);
    setting.world.runUntil(1s);
    TestConsumer& consumer = setting.attach(true);
    consumer.isForgetting = true;
    setting.world.runUntil(2s);
    QCOMPARE(consumer.text(), std::string("1 2 3"));

    consumer.settleOldest(Settlement::Requeue);
    setting.world.runUntil(50s);

    QCOMPARE(causesOf(setting.world.probe(setting.channel)), std::string("rejected 3"));
}

void RedeliveryCausesTest::endpoints_data()
{
    QTest::addColumn<bool>("isSns");
    QTest::addColumn<int>("mishap");
    QTest::addColumn<std::string>("causes");

    for (const bool isSns : {true, false}) {
        const auto row = [isSns](const char* what) -> QTestData& {
            return QTest::newRow((std::string(isSns ? "SNS: " : "EventBridge: ") + what).c_str()) << isSns;
        };
        row("an error") << 0 << std::string("rejected 1");
        row("no answer in time") << 1 << std::string("not-settled-in-time 1");
        row("a crash") << 2 << std::string("consumer-lost 1");
        row("silence") << 3 << std::string("consumer-lost 1");
        row("a lost answer") << 4 << std::string("answer-lost 1");
    }
}

/// An instance that is asked by HTTP; its host is 4, that of the service 2.
void RedeliveryCausesTest::endpoints()
{
    QFETCH(bool, isSns);
    QFETCH(int, mishap);
    QFETCH(std::string, causes);
    const spec::EventBridgeSettings bridge{.queues = "broker", .deliveryTime = Distribution{distribution::Constant{0s}}};
    SnsSetting setting = isSns ? SnsSetting({.protocol = spec::SnsProtocol::Https, .isRaw = true})
                               : SnsSetting(bridge, spec::EventBridgeBus{.target = spec::EventBridgeTarget::ApiDestination});
    TestConsumer& consumer = setting.subscribe("billing");
    consumer.isHolding = true;
    setting.world.runUntil(1s);
    setting.publish(1);
    setting.world.runUntil(2s);
    QCOMPARE(consumer.text(), std::string("1"));

    if (mishap == 2 || mishap == 3) {
        consumer.detach(mishap == 2 ? Departure::Reset : Departure::Vanished);
        consumer.attach();
    } else if (mishap == 0) {
        consumer.settleOldest(Settlement::Requeue);
    } else if (mishap == 4) {
        const Cut cut(setting.world, {HostId{4}}, {HostId{2}}, Reach::Refused);
        consumer.settleOldest(Settlement::Acknowledge);
        setting.world.runFor(10s);
    }
    while (setting.probe.redeliveries() == 0 && setting.world.calendar.now() < SimTime{10min})
        setting.world.runFor(100ms);

    QCOMPARE(causesOf(setting.probe), causes);
    QVERIFY(setting.isBalanced());
}

/// A failure, and then its process dies: it would have come again anyway.
void RedeliveryCausesTest::theFirstThingThatGoesWrongIsTheCause()
{
    RedeliveryScene scene(spec::SqsSettings{}, spec::SqsQueue{}, 1);

    scene.consumer.settleOldest(Settlement::Requeue);
    consumerGoes(Departure::Reset)(scene);
    scene.awaitNext();

    QCOMPARE(causesOf(scene.world.probe(scene.channel)), std::string("rejected 1"));
}

QTEST_APPLESS_MAIN(RedeliveryCausesTest)
#include "tst_redelivery_causes.moc"
