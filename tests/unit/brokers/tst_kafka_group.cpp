// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/kafka_group.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class KafkaGroupTest : public QObject {
    Q_OBJECT

private slots:
    void anEmptyGroupWaitsForMoreMembers();
    void membersShareThePartitions();
    void aCrashedMemberBlocksTheGroupUntilItsSessionExpires_data();
    void aCrashedMemberBlocksTheGroupUntilItsSessionExpires();
    void aStaticMemberTakesItsPartitionsAtOnce();
    void aMemberThatClosesLeavesAtOnce();
    void aCrashBringsBackWhatWasNotCommitted();
    void whatWasCommittedDoesNotComeBack();
    void aMemberThatDoesNotPollHoldsUpARebalanceUntilItLeaves();
};

void KafkaGroupTest::anEmptyGroupWaitsForMoreMembers()
{
    KafkaGroup group;
    TestConsumer& consumer = group.world.addConsumer(group.billing);

    consumer.attach();
    group.publish();
    group.world.runFor(10s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{30});
    QVERIFY(consumer.deliveries[0].at > SimTime{3s});
    QVERIFY(consumer.deliveries[0].at < SimTime{3050ms});
}

void KafkaGroupTest::membersShareThePartitions()
{
    KafkaGroup group;
    TestConsumer& first = group.world.addConsumer(group.billing);
    TestConsumer& second = group.world.addConsumer(group.billing);

    first.attach();
    second.attach();
    group.publish();
    group.world.runFor(20s);

    QCOMPARE(first.deliveries.size() + second.deliveries.size(), std::size_t{30});
    QVERIFY(first.deliveries.size() > 5);
    QVERIFY(second.deliveries.size() > 5);
}

void KafkaGroupTest::aCrashedMemberBlocksTheGroupUntilItsSessionExpires_data()
{
    QTest::addColumn<Departure>("how");

    QTest::newRow("its process died: the broker does not look at connections") << Departure::Reset;
    QTest::newRow("its host died") << Departure::Vanished;
}

void KafkaGroupTest::aCrashedMemberBlocksTheGroupUntilItsSessionExpires()
{
    QFETCH(Departure, how);
    KafkaGroup group;
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(10s);

    consumer.detach(how);
    group.world.runUntil(15s);
    consumer.attach();
    group.publish();
    group.world.runUntil(100s);

    // The last heartbeat was 9.003 s after the start, so the session expires 45 s later.
    QCOMPARE(consumer.deliveries.size(), std::size_t{30});
    QVERIFY(consumer.deliveries[0].at > SimTime{54s});
    QVERIFY(consumer.deliveries[0].at < SimTime{54100ms});
}

void KafkaGroupTest::aStaticMemberTakesItsPartitionsAtOnce()
{
    KafkaGroup group({.consumer = {.isStaticMember = true}});
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(10s);

    consumer.detach(Departure::Reset);
    group.world.runUntil(15s);
    consumer.attach();
    group.publish();
    group.world.runUntil(100s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{30});
    QVERIFY(consumer.deliveries[0].at < SimTime{15050ms});
}

void KafkaGroupTest::aMemberThatClosesLeavesAtOnce()
{
    KafkaGroup group;
    TestConsumer& first = group.world.addConsumer(group.billing);
    TestConsumer& second = group.world.addConsumer(group.billing);
    first.attach();
    second.attach();
    group.world.runUntil(20s);

    first.detach(Departure::Closed);
    group.publish();
    group.world.runFor(4s);

    // The other one hears of the rebalance with its next heartbeat.
    QCOMPARE(second.deliveries.size(), std::size_t{30});
}

void KafkaGroupTest::aCrashBringsBackWhatWasNotCommitted()
{
    KafkaGroup group;
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    TestConsumer& successor = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(8500ms);
    group.publish();
    group.world.runFor(1s);

    consumer.detach(Departure::Reset);
    successor.attach();
    group.world.runFor(100s);

    ChannelProbe& probe = group.world.probe(group.topic);
    QCOMPARE(consumer.deliveries.size(), std::size_t{30});
    QCOMPARE(successor.deliveries.size(), std::size_t{30});
    QVERIFY(successor.deliveries[0].isRedelivered);
    QCOMPARE(probe.delivered(), std::uint64_t{30});
    QCOMPARE(probe.redeliveries(), std::uint64_t{30});
    QVERIFY(group.world.isBalanced());
}

void KafkaGroupTest::whatWasCommittedDoesNotComeBack()
{
    KafkaGroup group;
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    TestConsumer& successor = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(10s);
    group.publish();
    group.world.runFor(6s);

    consumer.detach(Departure::Reset);
    successor.attach();
    group.world.runFor(100s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{30});
    QCOMPARE(successor.deliveries.size(), std::size_t{0});
}

void KafkaGroupTest::aMemberThatDoesNotPollHoldsUpARebalanceUntilItLeaves()
{
    KafkaGroup group({.consumer = {.maxPollInterval = 60s}});
    TestConsumer& stuck = group.world.addConsumer(group.billing);
    TestConsumer& other = group.world.addConsumer(group.billing);
    stuck.isHolding = true;
    stuck.attach();
    group.world.runUntil(5s);
    group.publish();
    group.world.runUntil(10s);

    other.attach();
    group.world.runUntil(64s);
    const std::size_t before = other.deliveries.size();
    group.world.runUntil(70s);

    // It leaves max.poll.interval.ms after its poll has returned; until then the rebalance waits for it.
    QCOMPARE(before, std::size_t{0});
    QCOMPARE(other.deliveries.size(), std::size_t{30});
    QVERIFY(group.world.isBalanced());
}

QTEST_APPLESS_MAIN(KafkaGroupTest)
#include "tst_kafka_group.moc"
