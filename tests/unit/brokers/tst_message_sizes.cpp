// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/size_limit.h"
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

namespace {

struct LimitedKind {
    spec::ComponentSettings broker;
    spec::ChannelSettings channel;
    std::size_t nodes = 1;
};

}  // namespace

Q_DECLARE_METATYPE(LimitedKind)

class MessageSizesTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsLargerIsRefusedOnceAndForAll_data();
    void whatIsLargerIsRefusedOnceAndForAll();
    void theSettingThatIsInTheWayIsNamed();
};

void MessageSizesTest::whatIsLargerIsRefusedOnceAndForAll_data()
{
    QTest::addColumn<LimitedKind>("kind");
    QTest::addColumn<int>("limit");
    const auto add = [](const char* row, spec::ComponentSettings broker, spec::ChannelSettings channel, std::size_t nodes, int limit) {
        QTest::newRow(row) << LimitedKind{std::move(broker), std::move(channel), nodes} << limit;
    };
    using namespace spec;

    add("Kafka: max.request.size of the producer", KafkaSettings{}, KafkaTopic{.partitions = 1}, 3, 1'048'576);
    add("Kafka: max.message.bytes of the topic", KafkaSettings{}, KafkaTopic{.partitions = 1, .maxMessageBytes = 2000}, 3, 2000);
    add("NATS: max_payload", NatsSettings{}, NatsStream{}, 3, 1'048'576);
    add("Pulsar: maxMessageSize", PulsarSettings{}, PulsarTopic{}, 6, 5'242'880);
    add("Pub/Sub: 10 MB", PubsubSettings{}, PubsubTopic{}, 1, 10'000'000);
    add("RabbitMQ 3.13: 128 MiB", RabbitmqSettings{.version = RabbitmqVersion::V3_13}, RabbitmqQueue{}, 1, 134'217'728);
    add("RabbitMQ 4.0: 16 MiB", RabbitmqSettings{.version = RabbitmqVersion::V4_0}, RabbitmqQueue{}, 1, 16'777'216);
    add("RabbitMQ: max_message_size", RabbitmqSettings{.maxMessageSize = 5000}, RabbitmqQueue{}, 1, 5000);
    add("Redis: proto-max-bulk-len", RedisSettings{}, RedisStream{}, 2, 536'870'912);
    add("MQTT: what its length can say, at least once", MqttSettings{}, MqttTopic{}, 1, 268'435'455);
    add("MQTT: the same, at most once", MqttSettings{}, MqttTopic{.qos = 0}, 1, 268'435'455);
    add("MQTT: max_packet_size", MqttSettings{.maxPacketSize = 2'000'000}, MqttTopic{.qos = 2}, 1, 2'000'000);
    add("SQS: MaximumMessageSize", SqsSettings{}, SqsQueue{.maximumMessageSize = 2048}, 1, 2048);
}

void MessageSizesTest::whatIsLargerIsRefusedOnceAndForAll()
{
    QFETCH(LimitedKind, kind);
    QFETCH(int, limit);
    BrokerWorld world(kind.broker, kind.nodes);
    const ChannelId events = world.addChannel("events", kind.channel);
    TestConsumer& consumer = world.addConsumer(world.subscribe(events, "billing"));
    const ProducerId producer = world.addProducer();
    consumer.attach();
    world.runUntil(10s);

    const Confirm& fits = world.publish(producer, events, 1, limit);
    world.runFor(100ms);
    const Confirm& isTooLarge = world.publish(producer, events, 2, limit + 1);
    world.runFor(100ms);

    QVERIFY(!fits.isOpen);
    QCOMPARE(fits.outcome, Outcome::Ok);
    QVERIFY(!isTooLarge.isOpen);  // nobody tries again
    QCOMPARE(isTooLarge.outcome, Outcome::Refused);
    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(world.probe(events).losses(LossCause::Refused), std::uint64_t{1});
    QVERIFY(world.isBalanced());
}

void MessageSizesTest::theSettingThatIsInTheWayIsNamed()
{
    const spec::KafkaSettings large{.producer = {.maxRequestSize = 2'000'000}};

    QCOMPARE(spec::sizeLimitOf(spec::KafkaSettings{}, spec::KafkaTopic{}).setting, std::string_view("producer/max.request.size"));
    QCOMPARE(spec::sizeLimitOf(large, spec::KafkaTopic{}).setting, std::string_view("max.message.bytes"));
    QVERIFY(spec::sizeLimitOf(spec::SnsSettings{}, spec::SnsTopic{}).setting.empty());
}

QTEST_APPLESS_MAIN(MessageSizesTest)
#include "tst_message_sizes.moc"
