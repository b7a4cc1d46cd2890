// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/cut.h"
#include "tests/unit/brokers/kafka_stream.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

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
    void withoutRetriesTheNextRecordFindsTheNewLeader();
    void recordsWithoutAKeyStayTogetherForABatch();
    void withoutAKeyAProducerAvoidsLongQueues_data();
    void withoutAKeyAProducerAvoidsLongQueues();
    void withAKeyEachHasItsPartition();
};

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
    KafkaStream line({.producer = {.idempotence = idempotence, .linger = 0s, .requestTimeout = 1s}});
    QCOMPARE(line.key, std::uint64_t{1});

    // The request gets there; the way back is cut until its answer is lost.
    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(1500us);
    HostPairs back(10);
    back.add(HostId{0}, KafkaLine::kProducer);
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
    KafkaStream line({.producer = {.idempotence = idempotence, .linger = 0s}});

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
    KafkaStream line({.producer = {.linger = 100ms, .batchSize = 1000, .bufferMemory = 2000}});

    // Each record is a batch of its own and takes 4.02 ms to its confirm; there is memory for two.
    std::vector<const Confirm*> confirms;
    for (int i = 0; i < 4; ++i)
        confirms.push_back(&line.world.publish(line.producer, line.topic, line.key));
    line.world.runFor(1s);

    const Duration trip = 4ms + 20us;
    QCOMPARE(confirms[1]->at - confirms[0]->at, Duration{2ms});  // the second request is appended when the fetch has left
    QVERIFY(confirms[2]->at - confirms[0]->at >= trip);
    QCOMPARE(line.consumer->text(), std::string("1 1 1 1"));
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::aFullBufferFailsAfterMaxBlock()
{
    KafkaStream line({.producer = {.linger = 0s, .batchSize = 1000, .bufferMemory = 1000, .maxBlock = 2s}});

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
    KafkaStream line({.producer = {.linger = 0s, .retries = 0}});

    line.world.broker->crashNode(0, false);
    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(1s);

    QVERIFY(!confirm.isOpen && confirm.outcome != Outcome::Ok);
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::RetriesUsedUp), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::withoutRetriesTheNextRecordFindsTheNewLeader()
{
    KafkaStream line({.producer = {.linger = 0s, .retries = 0}});
    line.publish();
    line.world.runFor(1s);

    // The client takes node 0 for the leader until it is told otherwise.
    static_cast<void>(line.faults().loseLeader(line.topic, line.partition, 50ms));
    line.world.runFor(1s);
    const Confirm& told = line.publish();
    line.world.runFor(1s);
    const Confirm& next = line.publish();
    line.world.runFor(1s);

    QVERIFY(!told.isOpen && told.outcome != Outcome::Ok);
    QVERIFY(!next.isOpen && next.outcome == Outcome::Ok);
    QVERIFY(line.world.isBalanced());
}

void KafkaProducerTest::recordsWithoutAKeyStayTogetherForABatch()
{
    KafkaStream line({.producer = {.linger = 1ms, .batchSize = 10'000, .ignoresKeys = true}});

    // 400 records of 1000 bytes, ten to a batch: 40 partitions are chosen, one after the other.
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
    QVERIFY2(runs > 20 && runs <= 40, qPrintable(QString::number(runs)));
}

void KafkaProducerTest::withoutAKeyAProducerAvoidsLongQueues_data()
{
    QTest::addColumn<bool>("isAdaptive");

    QTest::newRow("adaptive: the slow node gets less than half its share") << true;
    QTest::newRow("not adaptive: it gets its share") << false;
}

/// Node 0 takes 20 ms for a request: 100 batches a second for its two partitions, whose share would be 333.
void KafkaProducerTest::withoutAKeyAProducerAvoidsLongQueues()
{
    QFETCH(bool, isAdaptive);
    // With acks=all a slow follower would hold up the other leaders as well.
    KafkaLine line({.producer = {.acks = spec::KafkaAcks::Leader, .linger = 0s, .batchSize = 1000, .ignoresKeys = true, .isAdaptive = isAdaptive}});
    DiskSlowness slowness{.factor = 1000, .draws = RandomStream(1)};
    line.faults().diskOf(0)->slowDown(slowness);

    for (int i = 0; i < 6000; ++i) {
        line.publish();
        line.world.runFor(1ms);
    }
    line.world.runFor(100s);

    // Nobody has read anything, so what is there is what a partition got.
    const std::vector<std::uint64_t>& got = line.world.probe(line.topic).lag().groups().front().most;
    QCOMPARE(got.size(), std::size_t{6});
    QCOMPARE(std::accumulate(got.begin(), got.end(), std::uint64_t{0}), std::uint64_t{6000});
    const std::uint64_t slow = got[0] + got[3];
    QVERIFY2(isAdaptive ? slow < 1000 : slow > 1800 && slow < 2200, qPrintable(QString::number(slow)));
}

void KafkaProducerTest::withAKeyEachHasItsPartition()
{
    KafkaStream line({.producer = {.linger = 1ms}});

    for (int i = 0; i < 3; ++i)
        for (std::uint64_t key = 1; key <= 30; ++key)
            line.world.publish(line.producer, line.topic, key, 1000 + i);
    line.world.runFor(1s);

    for (std::uint64_t key = 1; key <= 30; ++key)
        QCOMPARE(line.consumer->sizesOf(key), (std::vector<std::int32_t>{1000, 1001, 1002}));
}

QTEST_APPLESS_MAIN(KafkaProducerTest)
#include "tst_kafka_producer.moc"
