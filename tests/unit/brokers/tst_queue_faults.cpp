// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// What can be broken at RabbitMQ and SQS.
class QueueFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void aDiskAlarmBlocksPublishersAndNobodyElse();
    void theLastAlarmOfTheClusterUnblocks();
    void blockedMessagesGoOnInOrder();
    void aQuorumQueueWithoutALeaderTakesNothingUntilTheElection();
    void theOldLeaderDoesNotLeadUntilItIsRestored();
    void aClassicQueueHasNoLeaderToLose();
    void aSlowDiskDelaysTheConfirm();
    void whoMayNotWriteIsRefused();
    void whoMayNotReadGoesOnAfterwards();
    void sqsDeniesLikeTheOthers();
};

namespace {

struct QueueLine {
    explicit QueueLine(spec::RabbitmqQueueType type = spec::RabbitmqQueueType::Classic, std::size_t nodes = 1)
        : world(spec::RabbitmqSettings{.version = spec::RabbitmqVersion::V3_13}, nodes)  // classic queues wait for the disk
    {
        channel = world.addChannel("orders", spec::RabbitmqQueue{.type = type});
        consumer = &world.addConsumer(world.subscribe(channel, "billing"));
        producer = world.addProducer();
        consumer->attach();
        world.runUntil(1s);
    }

    Confirm& publish(std::uint64_t key = 1) { return world.publish(producer, channel, key); }
    [[nodiscard]] BrokerFaults& faults() { return world.broker->faults(); }
    void fillDisk(std::size_t node)
    {
        faults().diskOf(node)->fill();
        faults().diskFilled(node);
    }
    void freeDisk(std::size_t node)
    {
        faults().diskOf(node)->free();
        faults().diskFreed(node);
    }
    [[nodiscard]] SimTime deliveredAt() const { return consumer->deliveries.at(0).at; }

    BrokerWorld world;
    ChannelId channel;
    ProducerId producer;
    TestConsumer* consumer;
};

}  // namespace

void QueueFaultsTest::aDiskAlarmBlocksPublishersAndNobodyElse()
{
    QueueLine line;
    line.consumer->handlingTime = 10ms;
    line.publish(1);
    line.publish(2);
    line.world.runFor(5ms);

    line.fillDisk(0);
    const Confirm& blocked = line.publish(3);
    line.world.runUntil(5s);
    const std::string before = line.consumer->text();
    const std::uint64_t held = line.world.broker->countHeld(line.channel);
    line.freeDisk(0);
    line.world.runUntil(10s);

    QCOMPARE(before, std::string("1 2"));
    QCOMPARE(line.world.probe(line.channel).delivered(), std::uint64_t{3});
    QCOMPARE(held, std::uint64_t{1});
    QCOMPARE(blocked.at, SimTime{5s + 2020us});  // routing, fsync, a way
    QVERIFY(line.world.isBalanced());
}

void QueueFaultsTest::theLastAlarmOfTheClusterUnblocks()
{
    QueueLine line(spec::RabbitmqQueueType::Quorum, 3);
    line.fillDisk(1);
    line.fillDisk(2);

    const Confirm& confirm = line.publish();
    line.world.runUntil(5s);
    line.freeDisk(1);
    line.world.runUntil(6s);
    const bool wasOpen = confirm.isOpen;
    line.freeDisk(2);
    line.world.runUntil(7s);

    QVERIFY(wasOpen);
    QCOMPARE(confirm.at, SimTime{6s + 4020us});  // routing, fsync, to a majority and back, a way
}

void QueueFaultsTest::blockedMessagesGoOnInOrder()
{
    QueueLine line;
    line.fillDisk(0);
    for (std::uint64_t key = 1; key <= 20; ++key) {
        line.publish(key);
        line.world.runFor(1ms);
    }

    line.freeDisk(0);
    line.publish(21);
    line.world.runFor(1s);

    QCOMPARE(line.consumer->text(), std::string("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21"));
}

void QueueFaultsTest::aQuorumQueueWithoutALeaderTakesNothingUntilTheElection()
{
    QueueLine line(spec::RabbitmqQueueType::Quorum, 3);

    QCOMPARE(line.faults().countLed(line.channel), std::size_t{1});
    QCOMPARE(line.faults().loseLeader(line.channel, 0, 2s), 0U);
    const Confirm& confirm = line.publish();
    line.world.runUntil(10s);

    // Elected at 3 s: fsync, to a majority and back, a way between the nodes, a way.
    QCOMPARE(confirm.at, SimTime{3005ms});
    QCOMPARE(line.deliveredAt(), SimTime{3005ms});
    QVERIFY(line.world.isBalanced());
}

void QueueFaultsTest::theOldLeaderDoesNotLeadUntilItIsRestored()
{
    QueueLine line(spec::RabbitmqQueueType::Quorum, 1);
    static_cast<void>(line.faults().loseLeader(line.channel, 0, 10ms));

    const Confirm& confirm = line.publish();
    line.world.runUntil(5s);
    const bool wasOpen = confirm.isOpen;
    line.faults().restoreLeader(line.channel, 0, 0);
    line.world.runUntil(6s);

    QVERIFY(wasOpen);
    QCOMPARE(confirm.at, SimTime{5002ms});
}

void QueueFaultsTest::aClassicQueueHasNoLeaderToLose()
{
    QueueLine line;

    QCOMPARE(line.faults().countLed(line.channel), std::size_t{0});
}

void QueueFaultsTest::aSlowDiskDelaysTheConfirm()
{
    QueueLine line;
    DiskSlowness tenfold{.factor = 10, .draws = RandomStream(1)};
    DiskSlowness later{.factor = 2, .extra = 5ms, .draws = RandomStream(1)};
    Disk& disk = *line.faults().diskOf(0);

    disk.slowDown(tenfold);
    disk.slowDown(later);
    const Confirm& both = line.publish();
    line.world.runUntil(2s);
    disk.mend(tenfold);
    const Confirm& one = line.publish();
    line.world.runUntil(3s);

    QCOMPARE(both.at, SimTime{1s + 27020us});  // two ways, routing, 1 ms x 20 + 5 ms
    QCOMPARE(one.at, SimTime{2s + 9020us});
}

void QueueFaultsTest::whoMayNotWriteIsRefused()
{
    QueueLine line;
    line.faults().deny(line.channel, true);

    const Confirm& refused = line.publish();
    line.world.runUntil(2s);
    line.faults().allow(line.channel, true);
    const Confirm& taken = line.publish();
    line.world.runUntil(3s);

    QCOMPARE(refused.outcome, Outcome::Refused);
    QCOMPARE(refused.at, SimTime{1002ms});
    QCOMPARE(taken.outcome, Outcome::Ok);
    QCOMPARE(line.world.probe(line.channel).losses(LossCause::Denied), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void QueueFaultsTest::whoMayNotReadGoesOnAfterwards()
{
    QueueLine line;
    line.faults().deny(line.channel, false);
    line.faults().deny(line.channel, false);

    const Confirm& confirm = line.publish();
    line.world.runUntil(4s);
    line.faults().allow(line.channel, false);
    line.world.runUntil(5s);
    line.faults().allow(line.channel, false);
    line.world.runUntil(6s);

    QCOMPARE(confirm.at, SimTime{1s + 3020us});
    QCOMPARE(line.deliveredAt(), SimTime{5001ms});
}

void QueueFaultsTest::sqsDeniesLikeTheOthers()
{
    BrokerWorld world(spec::SqsSettings{});
    const ChannelId channel = world.addChannel("orders", spec::SqsQueue{});
    TestConsumer& consumer = world.addConsumer(world.subscribe(channel, "billing"));
    const ProducerId producer = world.addProducer();
    consumer.attach();
    world.runUntil(1s);

    world.broker->faults().deny(channel, true);
    const Confirm& refused = world.publish(producer, channel, 1);
    world.runUntil(2s);
    world.broker->faults().allow(channel, true);
    world.broker->faults().deny(channel, false);
    world.publish(producer, channel, 2);
    world.runUntil(3s);
    const std::string before = consumer.text();
    world.broker->faults().allow(channel, false);
    world.runUntil(4s);

    QCOMPARE(refused.outcome, Outcome::Refused);
    QCOMPARE(refused.at, SimTime{1007ms});
    QCOMPARE(before, std::string());
    QCOMPARE(consumer.text(), std::string("2"));
    QCOMPARE(consumer.deliveries[0].at, SimTime{3001ms});
    QCOMPARE(world.probe(channel).losses(LossCause::Denied), std::uint64_t{1});
    QVERIFY(world.broker->faults().diskOf(0) == nullptr);
}

QTEST_APPLESS_MAIN(QueueFaultsTest)
#include "tst_queue_faults.moc"
