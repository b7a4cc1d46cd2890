// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Consumers whose process stands still, and consumers whose handler does not come to an end.
#include "tests/unit/brokers/kafka_group.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class ConsumerSilenceTest : public QObject {
    Q_OBJECT

private slots:
    void aShortPauseOfAKafkaMemberChangesNothing();
    void theSessionOfAPausedMemberExpires();
    void aMemberThatWasTakenForDeadFinishesWhatItsPollReturned();
    void aMemberThatComesBackJoinsAgain();
    void aPausedProducerSendsNothing();
    void anAnswerIsReadBeforeTheDeliveryTimeout();
    void aMemberThatDoesNotPollLeaves();
    void aStaticMemberThatDoesNotPollLetsItsSessionExpire();
    void rabbitmqClosesTheConnectionOfASilentConsumer();
    void rabbitmqClosesTheChannelOfAConsumerThatDoesNotAcknowledge();
    void anSqsReceiverThatStandsStillDoesNotReceiveAgain();
};

namespace {

std::size_t redeliveriesOf(const TestConsumer& consumer)
{
    return static_cast<std::size_t>(std::ranges::count(consumer.deliveries, true, &TestConsumer::Handled::isRedelivered));
}

}  // namespace

void ConsumerSilenceTest::aShortPauseOfAKafkaMemberChangesNothing()
{
    KafkaGroup group;
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(10s);

    consumer.pause();
    group.publish();
    group.world.runUntil(40s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{0});
    consumer.resume();
    group.world.runUntil(41s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{30});
    QVERIFY(consumer.deliveries[0].at < SimTime{40010ms});
    QCOMPARE(redeliveriesOf(consumer), std::size_t{0});
    QVERIFY(group.world.isBalanced());
}

void ConsumerSilenceTest::theSessionOfAPausedMemberExpires()
{
    KafkaGroup group;
    TestConsumer& paused = group.world.addConsumer(group.billing);
    TestConsumer& other = group.world.addConsumer(group.billing);
    paused.attach();
    other.attach();
    group.world.runUntil(20s);

    paused.pause();
    group.publish();
    group.world.runUntil(64s);
    const std::size_t before = other.deliveries.size();
    group.world.runUntil(70s);

    // Its last heartbeat was in the three seconds before the pause, and the session lasts for 45 s.
    QVERIFY(before < 30);
    QCOMPARE(other.deliveries.size(), std::size_t{30});
    QCOMPARE(paused.deliveries.size(), std::size_t{0});
    QVERIFY(group.world.isBalanced());
}

void ConsumerSilenceTest::aMemberThatWasTakenForDeadFinishesWhatItsPollReturned()
{
    KafkaGroup group;
    TestConsumer& paused = group.world.addConsumer(group.billing);
    TestConsumer& other = group.world.addConsumer(group.billing);
    paused.handlingTime = 1s;
    paused.attach();
    group.world.runUntil(10s);
    for (int i = 0; i < 5; ++i)
        group.publish(7, 7);
    group.world.runUntil(11500ms);
    QCOMPARE(paused.text(), std::string("7 7"));

    paused.pause();
    other.attach();
    group.world.runUntil(80s);
    const std::size_t ofOther = other.deliveries.size();
    paused.resume();
    group.world.runUntil(100s);

    // The other one has done all of them in the meantime, as nothing was committed; the rest of the poll is done twice.
    QCOMPARE(ofOther, std::size_t{5});
    QCOMPARE(paused.text(), std::string("7 7 7* 7* 7*"));
    QCOMPARE(causesOf(group.world.probe(group.topic)), std::string("consumer-lost 5"));
    QVERIFY(group.world.isBalanced());
    QCOMPARE(group.world.probe(group.topic).delivered(), std::uint64_t{5});
}

void ConsumerSilenceTest::aMemberThatComesBackJoinsAgain()
{
    KafkaGroup group;
    TestConsumer& paused = group.world.addConsumer(group.billing);
    paused.attach();
    group.world.runUntil(10s);

    paused.pause();
    group.world.runUntil(100s);
    paused.resume();
    group.world.runUntil(101s);
    group.publish();
    group.world.runUntil(110s);

    // The group is empty by then, and waits three seconds for more members.
    QCOMPARE(paused.deliveries.size(), std::size_t{30});
    QVERIFY(paused.deliveries[0].at > SimTime{103s});
    QVERIFY(paused.deliveries[0].at < SimTime{103100ms});
}

void ConsumerSilenceTest::aPausedProducerSendsNothing()
{
    KafkaGroup group;
    group.world.runUntil(1s);

    const Confirm& confirm = group.world.publish(group.producer, group.topic, 1);
    group.world.broker->pauseProducer(group.producer);
    group.world.runUntil(10s);
    QVERIFY(confirm.isOpen);
    group.world.broker->resumeProducer(group.producer);
    group.world.runUntil(11s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QVERIFY(confirm.at > SimTime{10s} && confirm.at < SimTime{10010ms});
}

void ConsumerSilenceTest::anAnswerIsReadBeforeTheDeliveryTimeout()
{
    KafkaGroup group;
    group.world.runUntil(1s);
    const Confirm& sent = group.world.publish(group.producer, group.topic, 1);
    group.world.runUntil(1006ms);
    const Confirm& unsent = group.world.publish(group.producer, group.topic, 1);

    group.world.broker->pauseProducer(group.producer);
    group.world.runUntil(200s);
    QVERIFY(sent.isOpen && unsent.isOpen);
    group.world.broker->resumeProducer(group.producer);
    group.world.runUntil(201s);

    QCOMPARE(sent.outcome, Outcome::Ok);
    QCOMPARE(sent.at, SimTime{200s});
    QCOMPARE(unsent.outcome, Outcome::TimedOut);
    QVERIFY(group.world.isBalanced());
}

void ConsumerSilenceTest::aMemberThatDoesNotPollLeaves()
{
    KafkaGroup group;
    TestConsumer& stuck = group.world.addConsumer(group.billing);
    TestConsumer& other = group.world.addConsumer(group.billing);
    stuck.isHolding = true;
    stuck.attach();
    other.attach();
    group.world.runUntil(20s);

    group.publish();
    group.world.runUntil(320s);
    const std::size_t before = other.deliveries.size();
    group.world.runUntil(330s);

    // max.poll.interval.ms after its poll returned; its heartbeats do not help.
    QVERIFY(before < 30);
    QCOMPARE(stuck.deliveries.size(), std::size_t{1});
    QCOMPARE(other.deliveries.size(), std::size_t{30});
    // What it had is done by the other one as well, and its late word counts for nothing.
    stuck.settleOldest(Settlement::Acknowledge);
    group.world.runUntil(400s);
    QVERIFY(group.world.isBalanced());
    QCOMPARE(group.world.probe(group.topic).delivered(), std::uint64_t{30});
}

void ConsumerSilenceTest::aStaticMemberThatDoesNotPollLetsItsSessionExpire()
{
    KafkaGroup group({.consumer = {.isStaticMember = true}});
    TestConsumer& stuck = group.world.addConsumer(group.billing);
    TestConsumer& other = group.world.addConsumer(group.billing);
    stuck.isHolding = true;
    stuck.attach();
    other.attach();
    group.world.runUntil(20s);

    group.publish();
    group.world.runUntil(360s);
    const std::size_t before = other.deliveries.size();
    group.world.runUntil(370s);

    QVERIFY(before < 30);
    QCOMPARE(other.deliveries.size(), std::size_t{30});
}

void ConsumerSilenceTest::rabbitmqClosesTheConnectionOfASilentConsumer()
{
    BrokerWorld world{spec::RabbitmqSettings{}};
    const ChannelId queue = world.addChannel("jobs", spec::RabbitmqQueue{});
    const SubscriptionId workers = world.subscribe(queue, "worker");
    TestConsumer& paused = world.addConsumer(workers);
    TestConsumer& other = world.addConsumer(workers);
    paused.attach();
    world.runUntil(1s);

    paused.pause();
    for (std::uint64_t key = 1; key <= 3; ++key)
        world.publish(world.addProducer(), queue, key);
    world.runUntil(2s);
    other.attach();
    world.runUntil(60s);
    QCOMPARE(other.text(), std::string());
    world.runUntil(62s);

    // After 60 s without a heartbeat.
    QCOMPARE(other.text(), std::string("1* 2* 3*"));
    paused.resume();
    world.runUntil(63s);
    QCOMPARE(paused.text(), std::string("1 2 3"));
    other.detach(Departure::Closed);
    world.publish(world.addProducer(), queue, 4);
    world.runUntil(66s);
    QCOMPARE(paused.text(), std::string("1 2 3"));
    world.runUntil(68s);
    // It has connected again five seconds after it went on.
    QCOMPARE(paused.text(), std::string("1 2 3 4"));
    QVERIFY(world.isBalanced());
}

void ConsumerSilenceTest::rabbitmqClosesTheChannelOfAConsumerThatDoesNotAcknowledge()
{
    BrokerWorld world{spec::RabbitmqSettings{}};
    const ChannelId queue = world.addChannel("jobs", spec::RabbitmqQueue{});
    const SubscriptionId workers = world.subscribe(queue, "worker");
    TestConsumer& stuck = world.addConsumer(workers);
    TestConsumer& other = world.addConsumer(workers);
    stuck.isHolding = true;
    stuck.attach();
    world.runUntil(1s);
    world.publish(world.addProducer(), queue, 1);
    world.runUntil(2s);
    other.attach();

    world.runUntil(30min);
    QCOMPARE(other.text(), std::string());
    world.runUntil(30min + 2s);

    QCOMPARE(other.text(), std::string("1*"));
    stuck.settleOldest(Settlement::Acknowledge);
    world.runUntil(31min);
    QVERIFY(world.isBalanced());
    QCOMPARE(world.probe(queue).delivered(), std::uint64_t{1});
}

void ConsumerSilenceTest::anSqsReceiverThatStandsStillDoesNotReceiveAgain()
{
    BrokerWorld world{spec::SqsSettings{}};
    const ChannelId queue = world.addChannel("jobs", spec::SqsQueue{});
    TestConsumer& paused = world.addConsumer(world.subscribe(queue, "worker"));
    paused.attach();
    world.runUntil(10s);

    // The long poll that is there ends after 20 s; nothing is received after it.
    paused.pause();
    world.runUntil(40s);
    world.publish(world.addProducer(), queue, 1);
    world.runUntil(100s);
    QCOMPARE(paused.text(), std::string());
    paused.resume();
    world.runUntil(101s);

    QCOMPARE(paused.text(), std::string("1"));
    QVERIFY(world.isBalanced());
}

QTEST_APPLESS_MAIN(ConsumerSilenceTest)
#include "tst_consumer_silence.moc"
