// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/murmur2.h"
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// Who has a record in memory, who on disk, and what a loss of memory or of replicas makes of it.
class KafkaDurabilityTest : public QObject {
    Q_OBJECT

private slots:
    void whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower_data();
    void whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower();
    void aProcessThatDiesLeavesThePageCache();
    void anUncleanLeaderServesAtOnceAndLosesWhatItLacks_data();
    void anUncleanLeaderServesAtOnceAndLosesWhatItLacks();
    void aShrunkInSyncSetIsNotEnoughAfterTheAppend();
};

namespace {

struct DurableLine {
    explicit DurableLine(const spec::KafkaSettings& settings = {}, const spec::KafkaTopic& topicSettings = {}) : world(settings, 3)
    {
        topic = world.addChannel("orders", topicSettings);
        group = world.subscribe(topic, "billing");
        producer = world.addProducer();
        while (kafka::partitionFor(key, 6) % 3 != 0)
            ++key;
        world.runUntil(10s);
    }

    std::string read()
    {
        TestConsumer& consumer = world.addConsumer(group);
        consumer.attach();
        world.runFor(100s);
        return consumer.text();
    }

    void crashAll(bool isSilent)
    {
        for (std::size_t node = 0; node < 3; ++node)
            world.broker->crashNode(node, isSilent);
        world.runFor(20s);
        for (std::size_t node = 0; node < 3; ++node)
            world.broker->restartNode(node);
    }

    BrokerWorld world;
    ChannelId topic;
    SubscriptionId group;
    ProducerId producer;
    std::uint64_t key = 1;
};

}  // namespace

void KafkaDurabilityTest::whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower_data()
{
    QTest::addColumn<Duration>("age");
    QTest::addColumn<std::int64_t>("flushMessages");
    QTest::addColumn<bool>("isLost");

    QTest::newRow("confirmed a second ago: it is in three page caches") << Duration{1s} << std::int64_t{0} << true;
    QTest::newRow("older than the write-back: it is on the disks") << Duration{40s} << std::int64_t{0} << false;
    QTest::newRow("log.flush.interval.messages 1: it is on the disks") << Duration{1s} << std::int64_t{1} << false;
}

void KafkaDurabilityTest::whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower()
{
    QFETCH(Duration, age);
    QFETCH(std::int64_t, flushMessages);
    QFETCH(bool, isLost);
    DurableLine line({.flushMessages = flushMessages});

    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(age);
    line.crashAll(true);
    const std::string handled = line.read();

    QVERIFY(!confirm.isOpen && confirm.outcome == Outcome::Ok);
    QCOMPARE(handled, std::string(isLost ? "" : "1"));
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::PowerLoss), std::uint64_t{isLost ? 1U : 0U});
    QVERIFY(line.world.isBalanced());
}

void KafkaDurabilityTest::aProcessThatDiesLeavesThePageCache()
{
    DurableLine line;

    line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(1s);
    line.crashAll(false);

    QCOMPARE(line.read(), std::string("1"));
}

void KafkaDurabilityTest::anUncleanLeaderServesAtOnceAndLosesWhatItLacks_data()
{
    QTest::addColumn<bool>("electsUncleanLeaders");

    QTest::newRow("clean: nobody leads, nothing is lost") << false;
    QTest::newRow("unclean: what it lacks is gone, although it was confirmed") << true;
}

void KafkaDurabilityTest::anUncleanLeaderServesAtOnceAndLosesWhatItLacks()
{
    QFETCH(bool, electsUncleanLeaders);
    DurableLine line({.electsUncleanLeaders = electsUncleanLeaders}, {.minInsyncReplicas = 1});
    ChannelProbe& probe = line.world.probe(line.topic);

    // Nodes 1 and 2 are fenced; the leader alone takes the second record; then it dies, and they come back.
    line.world.publish(line.producer, line.topic, line.key, 1);
    line.world.runFor(1s);
    line.world.broker->crashNode(1, false);
    line.world.broker->crashNode(2, false);
    line.world.runFor(10s);
    const Confirm& second = line.world.publish(line.producer, line.topic, line.key, 2);
    line.world.runFor(1s);
    line.world.broker->crashNode(0, false);
    line.world.runFor(10s);
    line.world.broker->restartNode(1);
    line.world.broker->restartNode(2);
    line.world.runFor(10s);
    const Confirm& third = line.world.publish(line.producer, line.topic, line.key, 3);
    line.world.runFor(10s);

    QCOMPARE(second.outcome, Outcome::Ok);
    QCOMPARE(third.isOpen, !electsUncleanLeaders);
    QCOMPARE(probe.losses(LossCause::UncleanElection), std::uint64_t{electsUncleanLeaders ? 1U : 0U});
    line.world.broker->restartNode(0);
    QCOMPARE(line.read(), std::string(electsUncleanLeaders ? "1 1" : "1 1 1"));
    QVERIFY(line.world.isBalanced());
}

void KafkaDurabilityTest::aShrunkInSyncSetIsNotEnoughAfterTheAppend()
{
    DurableLine line({.producer = {.idempotence = spec::KafkaIdempotence::Off, .linger = 0s}}, {.minInsyncReplicas = 3});

    // Appended with three in sync, one of which is dead without anybody knowing: it is told after 9 s, and repeats.
    line.world.broker->crashNode(2, false);
    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(15s);
    const bool wasOpen = confirm.isOpen;
    line.world.broker->restartNode(2);

    QCOMPARE(line.read(), std::string("1 1"));  // the repetition is a duplicate
    QVERIFY(wasOpen && !confirm.isOpen);
    QCOMPARE(line.world.probe(line.topic).extras(ExtraCause::Retry), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

QTEST_APPLESS_MAIN(KafkaDurabilityTest)
#include "tst_kafka_durability.moc"
