// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "models/brokers/pulsar/key_hash.h"
#include "tests/unit/brokers/pulsar_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// Producers, topics and subscriptions.
class PulsarTest : public QObject {
    Q_OBJECT

private slots:
    void keysHaveTheHashesOfTheClient();
    void aBatchIsFullOrOld_data();
    void aBatchIsFullOrOld();
    void aFullQueueRefusesOrBlocks_data();
    void aFullQueueRefusesOrBlocks();
    void permitsBoundWhatAConsumerTakesAhead();
    void aSubscriptionSharesItsMessagesByItsType_data();
    void aSubscriptionSharesItsMessagesByItsType();
    void aKeyStaysWithItsConsumerUntilThatHasAcknowledged();
    void acknowledgementsAreLostWithTheirConsumer_data();
    void acknowledgementsAreLostWithTheirConsumer();
    void whatWasAcknowledgedLastComesAgainFromANewBroker_data();
    void whatWasAcknowledgedLastComesAgainFromANewBroker();
    void whatIsRefusedComesAgainAfterItsDelayUntilItIsDeadLettered();
    void aBatchComesAgainAsAWhole_data();
    void aBatchComesAgainAsAWhole();
    void aSlowHandlerIsTimedOut();
    void aBacklogIsBounded_data();
    void aBacklogIsBounded();
    void oldMessagesExpire();
    void anUnloadedTopicIsServedByAnother();
    void aPausedConsumerLosesItsMessagesToOthers();
};

void PulsarTest::keysHaveTheHashesOfTheClient()
{
    QCOMPARE(pulsar::javaStringHash("abc"), 96354U);
    QCOMPARE(pulsar::murmur3("hello"), 0x248b'fa47U);
    QCOMPARE(pulsar::murmur3("hello, world"), 0x149b'bb7fU);
    QCOMPARE(pulsar::partitionFor(123, 10, spec::PulsarHashing::JavaStringHash), 48690U % 10);  // "123".hashCode()
}

void PulsarTest::aBatchIsFullOrOld_data()
{
    QTest::addColumn<int>("messages");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("microseconds");

    QTest::newRow("it waits for its delay") << 3 << 1000 << 7020;
    QTest::newRow("it is full") << 3 << 3 << 6020;
}

void PulsarTest::aBatchIsFullOrOld()
{
    QFETCH(int, messages);
    QFETCH(int, most);
    QFETCH(int, microseconds);
    PulsarSetting setting({}, {.producer = {.maxMessages = most}});
    setting.world.runUntil(1s);
    const Confirm* last = nullptr;

    for (int key = 1; key <= messages; ++key)
        last = &setting.publish(static_cast<std::uint64_t>(key));
    setting.world.runFor(1s);

    QCOMPARE(last->at, SimTime{1s} + std::chrono::microseconds{microseconds});
}

void PulsarTest::aFullQueueRefusesOrBlocks_data()
{
    QTest::addColumn<bool>("isBlocking");
    QTest::addColumn<int>("refused");

    QTest::newRow("refuses") << false << 7;
    QTest::newRow("blocks") << true << 0;
}

void PulsarTest::aFullQueueRefusesOrBlocks()
{
    QFETCH(bool, isBlocking);
    QFETCH(int, refused);
    PulsarSetting setting({}, {.producer = {.maxPendingMessages = 3, .blocksIfQueueFull = isBlocking}});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);
    std::vector<const Confirm*> confirms;

    for (std::uint64_t key = 1; key <= 10; ++key)
        confirms.push_back(&setting.publish(key));
    QVERIFY(setting.world.isBalanced());
    setting.world.runFor(2s);

    QCOMPARE(std::ranges::count(confirms, Outcome::Refused, &Confirm::outcome), refused);
    QCOMPARE(setting.losses(LossCause::BufferFull), static_cast<std::uint64_t>(refused));
    QCOMPARE(consumer.deliveries.size(), static_cast<std::size_t>(10 - refused));
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::permitsBoundWhatAConsumerTakesAhead()
{
    PulsarSetting setting({}, {.producer = {.isBatching = false}, .consumer = {.receiverQueueSize = 10}});
    TestConsumer& consumer = setting.attach(true);
    for (std::uint64_t key = 1; key <= 30; ++key)
        setting.publish(key);
    setting.world.runFor(1s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{10});

    for (int i = 0; i < 4; ++i)
        consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{10});  // it asks for more when half have been taken
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{15});
}

void PulsarTest::aSubscriptionSharesItsMessagesByItsType_data()
{
    QTest::addColumn<spec::PulsarSubscriptionType>("type");
    QTest::addColumn<std::string>("first");
    QTest::addColumn<std::string>("second");

    QTest::newRow("Exclusive: the first that came has all") << spec::PulsarSubscriptionType::Exclusive << std::string("1 2 3 4 5 6") << std::string();
    QTest::newRow("Failover: so has the one of the partition") << spec::PulsarSubscriptionType::Failover << std::string("1 2 3 4 5 6") << std::string();
    QTest::newRow("Shared: in turn") << spec::PulsarSubscriptionType::Shared << std::string("2 4 6") << std::string("1 3 5");
    QTest::newRow("Key_Shared: by the hashes of the keys") << spec::PulsarSubscriptionType::KeyShared << std::string("1 2 3 4") << std::string("5 6");
}

void PulsarTest::aSubscriptionSharesItsMessagesByItsType()
{
    QFETCH(spec::PulsarSubscriptionType, type);
    QFETCH(std::string, first);
    QFETCH(std::string, second);
    PulsarSetting setting({.subscriptionType = type},
                          {.newEntriesCheckDelay = 0s});  // else what is read together has one consumer's turn
    TestConsumer& one = setting.attach();
    setting.world.runUntil(2s);
    TestConsumer& other = setting.attach();
    setting.world.runUntil(4s);

    setting.publishAll(1, 6);
    setting.world.runFor(2s);

    QCOMPARE(one.text(), first);
    QCOMPARE(other.text(), second);
    one.detach(Departure::Closed);
    setting.world.runFor(2s);
    setting.publishAll(7, 8);
    setting.world.runFor(2s);
    QCOMPARE(other.text(), second + (second.empty() ? "7 8" : " 7 8"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::aKeyStaysWithItsConsumerUntilThatHasAcknowledged()
{
    PulsarSetting setting({.subscriptionType = spec::PulsarSubscriptionType::KeyShared}, {.producer = {.isBatching = false}});
    TestConsumer& one = setting.attach(true);
    setting.world.runUntil(1s);
    for (std::uint64_t key = 1; key <= 6; ++key)
        setting.publish(key);
    setting.world.runFor(1s);
    TestConsumer& other = setting.attach();
    setting.world.runFor(1s);

    for (std::uint64_t key = 1; key <= 6; ++key)
        setting.publish(key);
    setting.world.runFor(1s);
    QCOMPARE(one.text(), std::string("1 2 3 4 5 6 1 2 3 4"));
    QCOMPARE(other.text(), std::string());  // its keys are still with the first

    for (int i = 0; i < 5; ++i)
        one.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);
    QCOMPARE(other.text(), std::string("5"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::acknowledgementsAreLostWithTheirConsumer_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<Departure>("how");
    QTest::addColumn<std::string>("again");

    QTest::newRow("it dies before it has sent them") << 30 << Departure::Reset << std::string("1* 2* 3*");
    QTest::newRow("it dies later") << 200 << Departure::Reset << std::string();
    QTest::newRow("it says goodbye") << 30 << Departure::Closed << std::string();
}

void PulsarTest::acknowledgementsAreLostWithTheirConsumer()
{
    QFETCH(int, milliseconds);
    QFETCH(Departure, how);
    QFETCH(std::string, again);
    PulsarSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);
    setting.publishAll(1, 3);
    setting.world.runFor(std::chrono::milliseconds{milliseconds});
    QCOMPARE(consumer.text(), std::string("1 2 3"));

    consumer.detach(how);
    TestConsumer& other = setting.attach();
    setting.world.runFor(10s);

    QCOMPARE(other.text(), again);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::whatWasAcknowledgedLastComesAgainFromANewBroker_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("the position has not been stored") << 300 << std::string("1 2 3 2* 3*");
    QTest::newRow("it has") << 2000 << std::string("1 2 3");
}

void PulsarTest::whatWasAcknowledgedLastComesAgainFromANewBroker()
{
    QFETCH(int, milliseconds);
    QFETCH(std::string, handled);
    PulsarSetting setting({}, {.consumer = {.acknowledgmentGroupTime = 0ms}});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(5s);
    setting.publishAll(1, 3);
    setting.world.runFor(std::chrono::milliseconds{milliseconds});

    setting.crash(0);
    setting.world.runFor(200s);

    QCOMPARE(consumer.text(), handled);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void PulsarTest::whatIsRefusedComesAgainAfterItsDelayUntilItIsDeadLettered()
{
    PulsarSetting setting({.maxRedeliverCount = 2, .deadLetterTopic = "dead"}, {.consumer = {.negativeAckRedeliveryDelay = 10s}});
    setting.addGraveyard(spec::PulsarTopic{});
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;
    setting.world.runUntil(1s);

    setting.publish(1);
    setting.world.runFor(60s);

    QCOMPARE(consumer.text(), std::string("1 1* 1*"));
    // There, the broker reads it from a bookie, and back.
    QCOMPARE(consumer.deliveries[1].at - consumer.deliveries[0].at, Duration{10s + 4ms});
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QCOMPARE(setting.world.probe(setting.channel).deadLetters(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void PulsarTest::aBatchComesAgainAsAWhole_data()
{
    QTest::addColumn<bool>("hasIndexes");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("with what had been acknowledged of it") << false << std::string("1 2 3 1* 2* 3*");
    QTest::newRow("acknowledgmentAtBatchIndexLevelEnabled: only the rest") << true << std::string("1 2 3 2*");
}

void PulsarTest::aBatchComesAgainAsAWhole()
{
    QFETCH(bool, hasIndexes);
    QFETCH(std::string, handled);
    PulsarSetting setting({}, {.acknowledgesBatchIndexes = hasIndexes});
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(1s);
    for (std::uint64_t key = 1; key <= 3; ++key)
        setting.publish(key);
    setting.world.runFor(1s);

    consumer.settleOldest(Settlement::Acknowledge);
    consumer.settleOldest(Settlement::Requeue);
    consumer.isHolding = false;
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(100s);

    QCOMPARE(consumer.text(), handled);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::aSlowHandlerIsTimedOut()
{
    PulsarSetting setting({}, {.consumer = {.ackTimeout = 5s}});
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(1s);
    setting.publish(1);

    setting.world.runFor(20s);

    QCOMPARE(consumer.text(), std::string("1 1*"));  // the second waits until the first has been handled
    QCOMPARE(consumer.deliveries[1].at - consumer.deliveries[0].at, Duration{5s + 4ms});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::aBacklogIsBounded_data()
{
    QTest::addColumn<spec::PulsarBacklogPolicy>("policy");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("evicted");

    QTest::newRow("producers wait, and time out") << spec::PulsarBacklogPolicy::ProducerRequestHold << Outcome::TimedOut << 0;
    QTest::newRow("producers are told") << spec::PulsarBacklogPolicy::ProducerException << Outcome::TimedOut << 0;
    QTest::newRow("the oldest go") << spec::PulsarBacklogPolicy::ConsumerBacklogEviction << Outcome::Ok << 6;
}

void PulsarTest::aBacklogIsBounded()
{
    QFETCH(spec::PulsarBacklogPolicy, policy);
    QFETCH(Outcome, outcome);
    QFETCH(int, evicted);
    PulsarSetting setting({.backlogQuota = 5000, .backlogPolicy = policy});
    setting.publishAll(1, 10);
    setting.world.runUntil(61s);

    const Confirm& confirm = setting.publish(11);
    setting.world.runFor(40s);

    QCOMPARE(confirm.outcome, outcome);
    QCOMPARE(setting.losses(LossCause::Overflow), static_cast<std::uint64_t>(evicted));
    QVERIFY(setting.world.isBalanced());
    setting.attach();
    setting.world.runFor(200s);
    const Confirm& later = setting.publish(12);
    setting.world.runFor(100s);
    QCOMPARE(later.outcome, Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::oldMessagesExpire()
{
    PulsarSetting setting({.messageTtl = 60s});
    setting.publish(1);
    setting.world.runUntil(290s);
    setting.publish(2);

    setting.world.runUntil(301s);  // looked at every five minutes
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("2"));
    QCOMPARE(setting.world.probe(setting.channel).expiries(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::anUnloadedTopicIsServedByAnother()
{
    PulsarSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);
    const std::uint32_t former = setting.world.broker->faults().loseLeader(setting.channel, 0, 2s);
    const Confirm& confirm = setting.publish(1);

    setting.world.runFor(1s);
    QVERIFY(confirm.isOpen);
    setting.world.runFor(5s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(former, 0U);
    QCOMPARE(consumer.text(), std::string("1"));
    setting.crash(0);  // it does not matter any more
    const Confirm& later = setting.publish(2);
    setting.world.runFor(1s);
    QCOMPARE(later.outcome, Outcome::Ok);
    setting.world.broker->faults().restoreLeader(setting.channel, 0, former);
}

void PulsarTest::aPausedConsumerLosesItsMessagesToOthers()
{
    PulsarSetting setting;
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(1s);
    setting.publishAll(1, 2);
    setting.world.runFor(1s);

    consumer.pause();
    TestConsumer& other = setting.attach();
    setting.world.runUntil(50s);
    QCOMPARE(other.text(), std::string());
    setting.world.runUntil(61s);  // a keep-alive of the broker at 30 s has not been answered

    QCOMPARE(other.text(), std::string("1* 2*"));
    consumer.resume();
    setting.world.runFor(10s);
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(PulsarTest)
#include "tst_pulsar.moc"
