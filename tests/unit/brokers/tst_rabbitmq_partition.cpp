// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A RabbitMQ cluster whose ways are cut. Its hosts are nodes 0 to 2, the graveyard's consumer 3, the producers 4 (at node
// 0) and 5 (at node 1), consumers from 6 on. Node 0 is the home of the queue.
#include "tests/unit/brokers/cut.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class RabbitmqPartitionTest : public QObject {
    Q_OBJECT

private slots:
    void aPublisherNoticesSilenceByItsHeartbeats();
    void aPublisherNoticesAResetAtOnce();
    void aShortSilenceIsOnlyADelay();
    void aConfirmThatIsCutOffFailsWithTheConnection();
    void deliveriesComeBackWhenTheConnectionDies();
    void aQuorumQueueMovesToTheMajority();
    void whatTheMinorityTookIsCommittedAfterwards();
    void aLeaderWithoutAMajorityDeliversNothing();
    void aMajorityThatACrashHasEndedComesBackWithTheWay();
    void aClassicQueueOnTheOtherSideIsGone();
    void aMinorityPausesUntilItSeesTheOthers();
    void autohealRestartsTheSideWithFewerClients();
};

namespace {

constexpr HostId kFirstProducer{4};
const std::vector<HostId> kRabbitmqNodes{HostId{0}, HostId{1}, HostId{2}};

struct DividedRabbitmq {
    explicit DividedRabbitmq(spec::RabbitmqQueueType type = spec::RabbitmqQueueType::Quorum, const spec::RabbitmqSettings& settings = {})
        : world(settings, 3)
    {
        channel = world.addChannel("orders", spec::RabbitmqQueue{.type = type});
        const ChannelId dead = world.addChannel("dead", spec::RabbitmqQueue{});
        billing = world.subscribe(channel, "billing");
        world.addConsumer(world.subscribe(dead, "graveyard")).attach();
        first = world.addProducer();
        second = world.addProducer();
        world.runUntil(10s);
    }

    TestConsumer& attach(bool isHolding = false)
    {
        TestConsumer& consumer = world.addConsumer(billing);
        consumer.isHolding = isHolding;
        consumer.attach();
        return consumer;
    }
    Confirm& publish(ProducerId producer, std::uint64_t key = 1) { return world.publish(producer, channel, key); }
    [[nodiscard]] std::uint64_t losses(LossCause cause) { return world.probe(channel).losses(cause); }

    BrokerWorld world;
    ChannelId channel;
    SubscriptionId billing;
    ProducerId first;
    ProducerId second;
};

}  // namespace

void RabbitmqPartitionTest::aPublisherNoticesSilenceByItsHeartbeats()
{
    DividedRabbitmq setting;
    const Cut cut(setting.world, {kFirstProducer}, kRabbitmqNodes);

    const Confirm& first = setting.publish(setting.first);
    setting.world.runUntil(80s);
    const Confirm& second = setting.publish(setting.first);
    setting.world.runUntil(200s);

    // The heartbeat takes 60 s to be missed, and so does an attempt to connect.
    QCOMPARE(first.outcome, Outcome::Unavailable);
    QCOMPARE(first.at, SimTime{70s});
    QCOMPARE(second.outcome, Outcome::Unavailable);
    QCOMPARE(second.at, SimTime{140s});
    QCOMPARE(setting.losses(LossCause::Unreachable), std::uint64_t{2});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::aPublisherNoticesAResetAtOnce()
{
    DividedRabbitmq setting;
    Cut cut(setting.world, {kFirstProducer}, kRabbitmqNodes, Reach::Refused);

    const Confirm& first = setting.publish(setting.first);
    setting.world.runUntil(11s);
    const Confirm& second = setting.publish(setting.first);
    setting.world.runUntil(12s);
    cut.mend();
    const Confirm& third = setting.publish(setting.first);
    setting.world.runUntil(13s);

    QVERIFY(first.outcome == Outcome::Unavailable && first.at <= SimTime{10002ms});
    QVERIFY(second.outcome == Outcome::Unavailable && second.at <= SimTime{11002ms});
    QVERIFY(!third.isOpen && third.outcome == Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::aShortSilenceIsOnlyADelay()
{
    DividedRabbitmq setting;
    Cut cut(setting.world, {kFirstProducer}, kRabbitmqNodes);

    const Confirm& confirm = setting.publish(setting.first);
    setting.world.runUntil(11s);
    cut.mend();
    setting.world.runUntil(20s);

    // Sent again after 202, 606 and 1414 ms.
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QVERIFY(confirm.at > SimTime{11414ms} && confirm.at < SimTime{11430ms});
}

void RabbitmqPartitionTest::aConfirmThatIsCutOffFailsWithTheConnection()
{
    DividedRabbitmq setting;
    const Confirm& confirm = setting.publish(setting.first);
    setting.world.runFor(1500us);  // it has arrived
    const Cut cut(setting.world, {kFirstProducer}, kRabbitmqNodes);

    setting.world.runUntil(100s);

    QCOMPARE(confirm.outcome, Outcome::Unavailable);
    QCOMPARE(confirm.at, SimTime{70001500us});
    QCOMPARE(setting.world.probe(setting.channel).held(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::deliveriesComeBackWhenTheConnectionDies()
{
    DividedRabbitmq setting;
    TestConsumer& holder = setting.attach(true);
    setting.world.runUntil(11s);
    setting.publish(setting.first);
    setting.world.runUntil(12s);
    TestConsumer& other = setting.attach();
    setting.world.runUntil(13s);

    const Cut cut(setting.world, {HostId{6}}, kRabbitmqNodes);
    setting.world.runUntil(72s);
    const std::size_t before = other.deliveries.size();
    setting.world.runUntil(74s);

    QCOMPARE(holder.text(), std::string("1"));
    QCOMPARE(before, std::size_t{0});
    QCOMPARE(other.text(), std::string("1*"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::aQuorumQueueMovesToTheMajority()
{
    DividedRabbitmq setting;
    const Cut cut(setting.world, {HostId{0}}, {HostId{1}, HostId{2}});

    setting.world.runUntil(11s);
    const Confirm& confirm = setting.publish(setting.second);
    setting.world.runUntil(100s);
    const Confirm& later = setting.publish(setting.second);
    setting.world.runUntil(101s);

    // The net tick takes 60 s, the election half a second.
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QVERIFY(confirm.at > SimTime{70500ms} && confirm.at < SimTime{70600ms});
    QVERIFY(!later.isOpen && later.outcome == Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::whatTheMinorityTookIsCommittedAfterwards()
{
    DividedRabbitmq setting;
    Cut cut(setting.world, {HostId{0}}, {HostId{1}, HostId{2}});
    setting.world.runUntil(11s);
    const Confirm& early = setting.publish(setting.first, 1);
    setting.world.runUntil(80s);
    const Confirm& late = setting.publish(setting.first, 2);
    const Confirm& other = setting.publish(setting.second, 3);
    setting.world.runUntil(100s);
    const bool areOpen = early.isOpen && late.isOpen && !other.isOpen;

    cut.mend();
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(110s);

    QVERIFY(areOpen);
    QVERIFY(early.outcome == Outcome::Ok && late.outcome == Outcome::Ok);
    QVERIFY(!early.isOpen && !late.isOpen);
    QCOMPARE(consumer.text(), std::string("3 1 2"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::aLeaderWithoutAMajorityDeliversNothing()
{
    DividedRabbitmq setting;
    setting.publish(setting.first);
    setting.world.runUntil(11s);
    Cut cut(setting.world, {HostId{0}}, {HostId{1}, HostId{2}});
    TestConsumer& consumer = setting.attach();  // the third subscriber is at node 1, which has no way to the queue
    TestConsumer& next = setting.attach();
    TestConsumer& atTheLeader = setting.attach();
    setting.world.runUntil(20s);
    const std::size_t during = consumer.deliveries.size() + next.deliveries.size() + atTheLeader.deliveries.size();

    cut.mend();
    setting.world.runUntil(30s);

    QCOMPARE(during, std::size_t{0});
    QCOMPARE(consumer.deliveries.size() + next.deliveries.size() + atTheLeader.deliveries.size(), std::size_t{1});
}

void RabbitmqPartitionTest::aMajorityThatACrashHasEndedComesBackWithTheWay()
{
    DividedRabbitmq setting;
    Cut cut(setting.world, {HostId{0}}, {HostId{1}});
    setting.world.broker->crashNode(2, false);

    const Confirm& confirm = setting.publish(setting.first);
    setting.world.runUntil(20s);
    const bool wasOpen = confirm.isOpen;
    cut.mend();
    setting.world.runUntil(21s);

    QVERIFY(wasOpen);
    QVERIFY(!confirm.isOpen && confirm.outcome == Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::aClassicQueueOnTheOtherSideIsGone()
{
    DividedRabbitmq setting(spec::RabbitmqQueueType::Classic);
    Cut cut(setting.world, {HostId{0}}, {HostId{1}, HostId{2}});

    setting.world.runUntil(11s);
    const Confirm& early = setting.publish(setting.second);
    const Confirm& here = setting.publish(setting.first);
    setting.world.runUntil(80s);
    const Confirm& late = setting.publish(setting.second);
    setting.world.runUntil(81s);

    // What was on its way when the nodes parted is rejected, what comes later is confirmed and lost.
    QVERIFY(here.outcome == Outcome::Ok && here.at < SimTime{12s});
    QVERIFY(early.outcome == Outcome::Refused && early.at > SimTime{70s} && early.at < SimTime{70100ms});
    QVERIFY(late.outcome == Outcome::Ok && !late.isOpen);
    QCOMPARE(setting.losses(LossCause::Unreachable), std::uint64_t{2});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::aMinorityPausesUntilItSeesTheOthers()
{
    DividedRabbitmq setting(spec::RabbitmqQueueType::Quorum,
                    {.partitionHandling = spec::RabbitmqPartitionHandling::PauseMinority});
    Cut cut(setting.world, {HostId{0}}, {HostId{1}, HostId{2}});
    setting.world.runUntil(11s);
    const Confirm& early = setting.publish(setting.first);
    setting.world.runUntil(75s);
    const Confirm& late = setting.publish(setting.first);
    setting.world.runUntil(80s);
    cut.mend();
    setting.world.runUntil(90s);
    const Cut others(setting.world, {kFirstProducer}, {HostId{1}, HostId{2}}, Reach::Refused);
    setting.world.runUntil(91s);
    const Confirm& after = setting.publish(setting.first);
    setting.world.runUntil(92s);

    // Node 0 pauses after the net tick: its clients lose their connection and go to the others, until it is back.
    QVERIFY(early.outcome == Outcome::Unavailable && early.at > SimTime{70s} && early.at < SimTime{70100ms});
    QVERIFY(late.outcome == Outcome::Ok && late.at < SimTime{76s});
    QVERIFY(after.outcome == Outcome::Ok && !after.isOpen);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqPartitionTest::autohealRestartsTheSideWithFewerClients()
{
    DividedRabbitmq setting(spec::RabbitmqQueueType::Classic, {.partitionHandling = spec::RabbitmqPartitionHandling::Autoheal});
    static_cast<void>(setting.world.addProducer());  // at node 2
    Cut cut(setting.world, {HostId{0}}, {HostId{1}, HostId{2}});
    setting.world.runUntil(75s);
    const Confirm& before = setting.publish(setting.first, 7);
    setting.world.runUntil(80s);

    cut.mend();
    setting.world.runUntil(81s);
    const Confirm& during = setting.publish(setting.second, 8);
    setting.world.runUntil(90s);
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(120s);

    // Each side has two clients, but one has two nodes. Node 0 restarts for five seconds and keeps what it has on disk.
    QVERIFY(before.outcome == Outcome::Ok && before.at < SimTime{76s});
    QVERIFY(during.outcome == Outcome::Ok);
    QCOMPARE(setting.losses(LossCause::BrokerCrashed), std::uint64_t{1});
    QCOMPARE(consumer.text(), std::string("7*"));
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(RabbitmqPartitionTest)
#include "tst_rabbitmq_partition.moc"
