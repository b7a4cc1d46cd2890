// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/murmur2.h"
#include "tests/unit/brokers/cut.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace stormglass;
using namespace stormglass::tests;

/// What a producer's settings do to its records.
class KafkaProducerTest : public QObject {
    Q_OBJECT

private slots:
    void withoutIdempotenceALostAnswerDoublesARecord_data();
    void withoutIdempotenceALostAnswerDoublesARecord();
    void withoutIdempotenceARepetitionIsOvertaken_data();
    void withoutIdempotenceARepetitionIsOvertaken();
    void aFullBufferBlocksThePublish();
    void aFullBufferFailsAfterMaxBlock();
    void withoutRetriesAFailureIsFinal();
    void recordsWithoutAKeyStayTogetherForABatch();
    void withAKeyEachHasItsPartition();
};

namespace {

/// One key, whose partition is led by node 0 to begin with.
struct ProducerLine {
    explicit ProducerLine(const spec::KafkaSettings& settings = {}, const spec::KafkaTopic& topicSettings = {}) : world(settings, 3)
    {
        topic = world.addChannel("orders", topicSettings);
        consumer = &world.addConsumer(world.subscribe(topic, "billing"));
        producerHost = HostId{4};
        producer = world.addProducer();
        while (kafka::partitionFor(key, 6) % 3 != 0)
            ++key;
        consumer->attach();
        world.runUntil(10s);
    }

    BrokerWorld world;
    ChannelId topic;
    ProducerId producer;
    HostId producerHost;
    TestConsumer* consumer;
    std::uint64_t key = 1;
};

}  // namespace

void KafkaProducerTest::withoutIdempotenceALostAnswerDoublesARecord_data()
{
    QTest::addColumn<spec::KafkaIdempotence>("idempotence");
    QTest::addColumn<std::string>("handled");
    QTest::addColumn<std::uint64_t>("extras");

    QTest::newRow("with idempotence it is appended once") << spec::KafkaIdempotence::WherePossible << std::string("1") << std::uint64_t{0};
    QTest::newRow("without it is appended twice") << spec::KafkaIdempotence::Off << std::string("1 1") << std::uint64_t{1};
}

void KafkaProducerTest::withoutIdempotenceALostAnswerDoublesARecord()
{
    QFETCH(spec::KafkaIdempotence, idempotence);
    QFETCH(std::string, handled);
    QFETCH(std::uint64_t, extras);
    ProducerLine line({.producer = {.idempotence = idempotence, .linger = 0s, .requestTimeout = 1s}});
    QCOMPARE(line.key, std::uint64_t{1});

    // The request gets there; the way back is cut until its answer is lost.
    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(1500us);
    HostPairs back(10);
    back.add(HostId{0}, HostId{4});
    CutWays cut(back, Reach::Silent, RandomStream(1));
    line.world.network.impairments().add(cut);
    line.world.runFor(1200ms);  // longer than request.timeout.ms
    line.world.network.impairments().remove(cut);
    line.world.runFor(10s);

    QVERIFY(!confirm.isOpen && confirm.outcome == Outcome::Ok);
    QCOMPARE(QString::fromStdString(line.consumer->text()), QString::fromStdString(handled));
    QCOMPARE(line.world.probe(line.topic).extras(ExtraCause::Retry), extras);
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::withoutIdempotenceARepetitionIsOvertaken_data()
{
    QTest::addColumn<spec::KafkaIdempotence>("idempotence");
    QTest::addColumn<std::vector<std::int32_t>>("order");

    QTest::newRow("with idempotence the leader refuses what is out of order")
        << spec::KafkaIdempotence::WherePossible << std::vector<std::int32_t>{1, 2};
    QTest::newRow("without it, it takes what comes") << spec::KafkaIdempotence::Off << std::vector<std::int32_t>{2, 1};
}

void KafkaProducerTest::withoutIdempotenceARepetitionIsOvertaken()
{
    QFETCH(spec::KafkaIdempotence, idempotence);
    QFETCH(std::vector<std::int32_t>, order);
    ProducerLine line({.producer = {.idempotence = idempotence, .linger = 0s}});

    // The first record finds one replica in sync, which is too few; the second, right behind it, two.
    line.world.broker->crashNode(1, false);
    line.world.broker->crashNode(2, false);
    line.world.runFor(20s);
    line.world.broker->restartNode(1);
    line.world.runFor(2ms);
    line.world.publish(line.producer, line.topic, line.key, 1);
    line.world.runFor(1500us);
    line.world.publish(line.producer, line.topic, line.key, 2);
    line.world.runFor(10s);

    QCOMPARE(line.consumer->sizesOf(line.key), order);
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::aFullBufferBlocksThePublish()
{
    ProducerLine line({.producer = {.linger = 100ms, .batchSize = 1000, .bufferMemory = 2000}});

    // Each record is a batch of its own and takes 4.02 ms to its confirm; there is memory for two.
    std::vector<const Confirm*> confirms;
    for (int i = 0; i < 4; ++i)
        confirms.push_back(&line.world.publish(line.producer, line.topic, line.key));
    line.world.runFor(1s);

    const Duration trip = 4ms + 20us;
    QCOMPARE(confirms[1]->at - confirms[0]->at, Duration{20us});  // the second request waits for the node's work
    QVERIFY(confirms[2]->at - confirms[0]->at >= trip);
    QCOMPARE(line.consumer->text(), std::string("1 1 1 1"));
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::aFullBufferFailsAfterMaxBlock()
{
    ProducerLine line({.producer = {.linger = 0s, .batchSize = 1000, .bufferMemory = 1000, .maxBlock = 2s}});

    for (std::size_t node = 0; node < 3; ++node)
        line.world.broker->crashNode(node, false);
    line.world.publish(line.producer, line.topic, line.key);
    const SimTime published = line.world.calendar.now();
    const Confirm& blocked = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(3s);

    QCOMPARE(blocked.outcome, Outcome::Refused);
    QCOMPARE(blocked.at, published + 2s);
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::BufferFull), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::withoutRetriesAFailureIsFinal()
{
    ProducerLine line({.producer = {.linger = 0s, .retries = 0}});

    line.world.broker->crashNode(0, false);
    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(1s);

    QVERIFY(!confirm.isOpen && confirm.outcome != Outcome::Ok);
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::RetriesUsedUp), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::recordsWithoutAKeyStayTogetherForABatch()
{
    ProducerLine line({.producer = {.linger = 1ms, .batchSize = 10'000, .ignoresKeys = true}});

    // 400 records of 1000 bytes, ten to a batch: 40 partitions are chosen, one after the other.
    std::vector<std::uint64_t> arrivals;
    for (std::uint64_t key = 1; key <= 400; ++key)
        line.world.publish(line.producer, line.topic, key);
    line.world.runFor(1s);

    // What went together is handed over together.
    std::vector<std::uint64_t> keys;
    for (const TestConsumer::Handled& handled : line.consumer->deliveries)
        keys.push_back(handled.key);
    std::size_t runs = 1;
    for (std::size_t i = 1; i < keys.size(); ++i)
        runs += keys[i] == keys[i - 1] + 1 ? 0 : 1;
    QCOMPARE(keys.size(), std::size_t{400});
    QVERIFY2(runs <= 40, qPrintable(QString::number(runs)));
}

void KafkaProducerTest::withAKeyEachHasItsPartition()
{
    ProducerLine line({.producer = {.linger = 1ms}});

    for (int i = 0; i < 3; ++i)
        for (std::uint64_t key = 1; key <= 30; ++key)
            line.world.publish(line.producer, line.topic, key, 1000 + i);
    line.world.runFor(1s);

    for (std::uint64_t key = 1; key <= 30; ++key)
        QCOMPARE(line.consumer->sizesOf(key), (std::vector<std::int32_t>{1000, 1001, 1002}));
}

QTEST_APPLESS_MAIN(KafkaProducerTest)
#include "tst_kafka_producer.moc"
