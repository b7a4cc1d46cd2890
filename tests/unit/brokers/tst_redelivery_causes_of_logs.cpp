// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Kafka, streams of RabbitMQ, and Pulsar say of what comes again.
#include "models/brokers/kafka/way_back.h"
#include "tests/unit/brokers/kafka_group.h"
#include "tests/unit/brokers/redelivery_scene.h"

using namespace stormglass;
using namespace stormglass::tests;

class RedeliveryCausesOfLogsTest : public QObject {
    Q_OBJECT

private slots:
    void kafka_data();
    void kafka() { verifyRow(); }
    void rabbitmqStream_data();
    void rabbitmqStream() { verifyRow(); }
    void pulsar_data();
    void pulsar() { verifyRow(); }
    void aRebalanceWaitsForASlowMemberAndThenGoesOnWithoutIt();
    void crashAndReplayAreToldApart();
    void aFailoverConsumerTakesOverFromOneThatIsThere();
    void aSecondWayBackLeavesTheRestOfTheFirst();
    void otherRecordsOfTheSameOffsetsHaveNotBeenThere();

private:
    static void verifyRow();
};

namespace {

/// The commit of what was handled goes with the goodbye.
Mishap commitIsLost()
{
    return [](RedeliveryScene& scene) {
        scene.consumer.settleOldest(Settlement::Acknowledge);
        const Cut cut(scene.world, {scene.consumerHost}, scene.brokerHosts);
        scene.consumer.detach(Departure::Closed);
        scene.world.runFor(1min);
        scene.consumer.attach();
    };
}

Mishap commitFindsNobody()
{
    return [](RedeliveryScene& scene) {
        scene.consumer.settleOldest(Settlement::Acknowledge);
        for (std::size_t node = 0; node < 3; ++node)
            scene.world.broker->crashNode(node, false);
        scene.consumer.detach(Departure::Closed);
        scene.world.runFor(1min);
        for (std::size_t node = 0; node < 3; ++node)
            scene.world.broker->restartNode(node);
        scene.consumer.attach();
    };
}

Mishap nodeGoes(std::size_t node)
{
    return [node](RedeliveryScene& scene) { scene.world.broker->crashNode(node, false); };
}

}  // namespace

void RedeliveryCausesOfLogsTest::verifyRow()
{
    QFETCH(RedeliveryCase, row);
    VERIFY_CAUSES(row);
}

void RedeliveryCausesOfLogsTest::kafka_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::KafkaSettings kafka;
    const spec::KafkaSettings isStatic{.consumer = {.isStaticMember = true}};
    const spec::KafkaSettings consumerProtocol{.consumer = {.protocol = spec::KafkaGroupProtocol::Consumer}};
    const spec::KafkaSettings replayed{.replays = {{.group = "billing", .channel = {}, .at = 60s}}};
    const spec::KafkaTopic topic;
    const Mishap sessionExpires = [](RedeliveryScene& scene) {
        consumerStandsStill(2min)(scene);
        handlerTakes(0s)(scene);
    };
    const Mishap isHandled = [](RedeliveryScene& scene) { scene.consumer.settleOldest(Settlement::Acknowledge); };

    QTest::newRow("seek back after a failure") << RedeliveryCase{kafka, topic, 3, {handlerFails()}, "rejected 1"};
    QTest::newRow("a crash") << RedeliveryCase{kafka, topic, 3, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("close() with a record in hand") << RedeliveryCase{kafka, topic, 3, {consumerGoes(Departure::Closed)}, "consumer-lost 1"};
    QTest::newRow("session.timeout.ms") << RedeliveryCase{kafka, topic, 3, {sessionExpires}, "consumer-lost 1"};
    QTest::newRow("max.poll.interval.ms") << RedeliveryCase{kafka, topic, 3, {handlerTakes(310s)}, "not-settled-in-time 1"};
    QTest::newRow("the same of a static member") << RedeliveryCase{isStatic, topic, 3, {handlerTakes(400s)}, "not-settled-in-time 1"};
    QTest::newRow("the same with the consumer protocol") << RedeliveryCase{consumerProtocol, topic, 3, {handlerTakes(400s)}, "not-settled-in-time 1"};
    QTest::newRow("a lost commit") << RedeliveryCase{kafka, topic, 3, {commitIsLost()}, "answer-lost 1"};
    QTest::newRow("no coordinator to commit to") << RedeliveryCase{kafka, topic, 3, {commitFindsNobody()}, "broker-lost 1"};
    QTest::newRow("replays") << RedeliveryCase{replayed, topic, 3, {isHandled}, "replayed 1"};
    QTest::newRow("each for its own reason") << RedeliveryCase{kafka, topic, 3,
        {handlerFails(), consumerGoes(Departure::Reset), commitIsLost(), commitFindsNobody(), handlerTakes(310s)},
        "not-settled-in-time 1, rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

/// An acknowledgement is no more than credit, and the broker does not know which of them it has got.
void RedeliveryCausesOfLogsTest::rabbitmqStream_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::RabbitmqSettings rabbitmq;
    spec::RabbitmqQueue stream;
    stream.type = spec::RabbitmqQueueType::Stream;
    stream.stream.offset = spec::RabbitmqStreamOffset::First;

    QTest::newRow("a crash") << RedeliveryCase{rabbitmq, stream, 1, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("a lost connection") << RedeliveryCase{rabbitmq, stream, 1, {consumerIsCutOff()}, "consumer-lost 1"};
    QTest::newRow("a crash of the node") << RedeliveryCase{rabbitmq, stream, 1, {brokerGoes()}, "broker-lost 1"};
}

void RedeliveryCausesOfLogsTest::pulsar_data()
{
    QTest::addColumn<RedeliveryCase>("row");
    const spec::PulsarSettings pulsar;
    const spec::PulsarSettings impatient{.consumer = {.ackTimeout = 20s}};
    const spec::PulsarTopic shared;
    const spec::PulsarTopic exclusive{.subscriptionType = spec::PulsarSubscriptionType::Exclusive};
    const spec::PulsarTopic keyShared{.subscriptionType = spec::PulsarSubscriptionType::KeyShared};

    QTest::newRow("negative acknowledgement") << RedeliveryCase{pulsar, shared, 6, {handlerFails()}, "rejected 1"};
    QTest::newRow("ackTimeout") << RedeliveryCase{impatient, shared, 6, {handlerDoesNotEnd()}, "not-settled-in-time 1"};
    QTest::newRow("a crash") << RedeliveryCase{pulsar, shared, 6, {consumerGoes(Departure::Reset)}, "consumer-lost 1"};
    QTest::newRow("a lost connection") << RedeliveryCase{pulsar, shared, 6, {consumerIsCutOff()}, "consumer-lost 1"};
    QTest::newRow("a lost acknowledgement") << RedeliveryCase{pulsar, shared, 6, {acknowledgementIsLost()}, "answer-lost 1"};
    QTest::newRow("a crash of the broker") << RedeliveryCase{pulsar, shared, 6, {nodeGoes(0)}, "broker-lost 1"};
    for (const auto& [name, topic] : {std::pair("Exclusive", exclusive), std::pair("Key_Shared", keyShared)})
        QTest::newRow((std::string(name) + ": each for its own reason").c_str()) << RedeliveryCase{pulsar, topic, 6,
            {handlerFails(), consumerGoes(Departure::Reset), acknowledgementIsLost(), nodeGoes(0)},
            "rejected 1, consumer-lost 1, broker-lost 1, answer-lost 1"};
}

/// It has not joined again within max.poll.interval.ms.
void RedeliveryCausesOfLogsTest::aRebalanceWaitsForASlowMemberAndThenGoesOnWithoutIt()
{
    KafkaGroup group;
    TestConsumer& slow = group.world.addConsumer(group.billing);
    TestConsumer& other = group.world.addConsumer(group.billing);
    slow.isHolding = true;
    slow.attach();
    group.world.runUntil(10s);
    group.publish(1, 1);
    group.world.runFor(1s);

    other.attach();
    group.world.runFor(400s);

    QCOMPARE(other.text(), std::string("1*"));
    QCOMPARE(causesOf(group.world.probe(group.topic)), std::string("not-settled-in-time 1"));
}

/// Thirty were handled and not committed when it crashed, and sixty were read when the group goes back.
void RedeliveryCausesOfLogsTest::crashAndReplayAreToldApart()
{
    KafkaGroup group({.replays = {{.group = "billing", .channel = {}, .at = 200s}}});
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(8500ms);
    group.publish();
    group.world.runFor(1s);

    consumer.detach(Departure::Reset);
    group.world.runFor(1s);
    consumer.attach();
    group.world.runUntil(150s);
    group.publish(31, 60);
    group.world.runUntil(300s);

    QCOMPARE(causesOf(group.world.probe(group.topic)), std::string("consumer-lost 30, replayed 60"));
}

/// The second consumer is given the second partition.
void RedeliveryCausesOfLogsTest::aFailoverConsumerTakesOverFromOneThatIsThere()
{
    QueueSetting setting(spec::PulsarSettings{}, spec::PulsarTopic{.partitions = 2, .subscriptionType = spec::PulsarSubscriptionType::Failover}, 6);
    TestConsumer& first = setting.attach(true);
    setting.world.runUntil(1s);
    for (std::uint64_t key = 1; key <= 20; ++key)
        setting.publish(key);
    setting.world.runUntil(2s);
    QCOMPARE(first.deliveries.size(), std::size_t{20});

    TestConsumer& second = setting.attach(true);
    setting.world.runUntil(10s);

    QVERIFY(!second.deliveries.empty());
    QCOMPARE(causesOf(setting.world.probe(setting.channel)), "reassigned " + std::to_string(second.deliveries.size()));
}

/// From 10 back to 4 by a crash; at 6 it goes back to 2 by a replay.
void RedeliveryCausesOfLogsTest::aSecondWayBackLeavesTheRestOfTheFirst()
{
    kafka::WayBack way;
    std::string causes;  // by their initials
    const auto deliver = [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t offset = from; offset < to; ++offset) {
            causes += nameOf(way.causeAt(offset)).front();
            way.delivered(offset);
        }
    };
    way.delivered(9);

    way.goBack(4, RedeliveryCause::ConsumerLost);
    deliver(4, 6);
    way.goBack(2, RedeliveryCause::Replayed);
    deliver(2, 10);

    QCOMPARE(causes, std::string("ccrrrrcccc"));
}

/// A leader without the last ones was elected; what is written in their place has nothing to do with why they came again.
void RedeliveryCausesOfLogsTest::otherRecordsOfTheSameOffsetsHaveNotBeenThere()
{
    kafka::WayBack way;
    way.delivered(9);
    way.goBack(4, RedeliveryCause::Replayed);

    way.cutOff(6);
    way.delivered(9);
    way.goBack(7, RedeliveryCause::Rejected);

    QCOMPARE(way.causeAt(8), RedeliveryCause::Rejected);
}

QTEST_APPLESS_MAIN(RedeliveryCausesOfLogsTest)
#include "tst_redelivery_causes_of_logs.moc"
