// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class SqsTest : public QObject {
    Q_OBJECT

private slots:
    void aWaitingReceiveIsAnsweredAtOnce();
    void aReceiveReturnsSeveralMessages();
    void whatIsNotDeletedInTimeIsVisibleAgain();
    void whatFailsIsVisibleAgainAfterItsTimeout();
    void tooManyReceivesLeadToTheDeadLetters();
    void delayedMessagesAreInvisible();
    void oldMessagesExpire();
    void everySubscriberHasAQueueOfItsOwn();
    void anOutageRefusesCallsAndLosesNothing();
};

namespace {

struct SqsSetting : QueueSetting {
    explicit SqsSetting(const spec::SqsQueue& queue = {}) : QueueSetting(spec::SqsSettings{}, queue) { addGraveyard(spec::SqsQueue{}); }
};

}  // namespace

void SqsTest::aWaitingReceiveIsAnsweredAtOnce()
{
    SqsSetting setting;
    TestConsumer& consumer = setting.attach(false);
    setting.world.runUntil(10s);

    const Confirm& confirm = setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runFor(1s);

    // The call takes 1 ms there, 5 ms of work, 1 ms back; the receive was waiting, and its answer takes 1 ms.
    QCOMPARE(confirm.at, SimTime{10s + 7ms});
    QCOMPARE(consumer.deliveries.at(0).at, SimTime{10s + 7ms});
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void SqsTest::aReceiveReturnsSeveralMessages()
{
    SqsSetting setting;
    for (std::uint64_t key = 1; key <= 25; ++key)
        setting.world.publish(setting.producer, setting.channel, key);
    setting.world.runUntil(1s);

    TestConsumer& consumer = setting.attach(true);
    setting.world.runFor(100ms);

    QCOMPARE(consumer.text(), std::string("1 2 3 4 5 6 7 8 9 10"));
}

void SqsTest::whatIsNotDeletedInTimeIsVisibleAgain()
{
    SqsSetting setting;
    TestConsumer& slow = setting.attach(true);
    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(1s);

    TestConsumer& other = setting.attach(false);
    setting.world.runUntil(60s);
    slow.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);

    QCOMPARE(slow.text(), std::string("1"));
    QCOMPARE(other.text(), std::string("1*"));
    QVERIFY(other.deliveries[0].at >= SimTime{30s});
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsTest::whatFailsIsVisibleAgainAfterItsTimeout()
{
    SqsSetting setting;
    TestConsumer& consumer = setting.attach(true);
    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(1s);

    consumer.settleOldest(Settlement::Requeue);
    setting.world.runUntil(30s);
    const std::string before = consumer.text();
    setting.world.runUntil(31s);

    // Received after 6 ms, invisible for 30 s; the receive that was waiting is answered in 1 ms.
    QCOMPARE(before, std::string("1"));
    QCOMPARE(consumer.text(), std::string("1 1*"));
    QCOMPARE(consumer.deliveries[1].at, SimTime{30s + 7ms});
    QVERIFY(setting.world.isBalanced());
}

void SqsTest::tooManyReceivesLeadToTheDeadLetters()
{
    SqsSetting setting({.maxReceiveCount = 2, .deadLetterChannel = "dead"});
    TestConsumer& consumer = setting.attach(false);
    consumer.answer = Settlement::Requeue;

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runFor(60s);
    const std::string before = setting.graveyard->text();
    setting.world.runFor(1s);

    // Not before the receive that would have been the third.
    QCOMPARE(consumer.text(), std::string("1 1*"));
    QCOMPARE(before, std::string());
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QVERIFY(setting.world.isBalanced());
}

void SqsTest::delayedMessagesAreInvisible()
{
    SqsSetting setting({.delay = 5s});
    TestConsumer& consumer = setting.attach(false);

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runFor(10s);

    QCOMPARE(consumer.deliveries.at(0).at, SimTime{6ms + 5s + 1ms});
}

void SqsTest::oldMessagesExpire()
{
    SqsSetting setting({.retention = 60s});

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runFor(61s);

    QCOMPARE(setting.world.probe(setting.channel).expiries(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsTest::everySubscriberHasAQueueOfItsOwn()
{
    SqsSetting setting;
    TestConsumer& billing = setting.attach(false);
    TestConsumer& shipping = setting.world.addConsumer(setting.world.subscribe(setting.channel, "shipping"));
    shipping.attach();

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runFor(1s);

    QCOMPARE(billing.text(), std::string("1"));
    QCOMPARE(shipping.text(), std::string("1"));
    QCOMPARE(setting.world.probe(setting.channel).in(), std::uint64_t{2});
}

void SqsTest::anOutageRefusesCallsAndLosesNothing()
{
    SqsSetting setting;
    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runFor(1s);

    setting.world.broker->crashNode(0, false);
    TestConsumer& consumer = setting.attach(false);
    const Confirm& refused = setting.world.publish(setting.producer, setting.channel, 2);
    setting.world.runFor(5s);  // longer than three attempts take
    const std::size_t during = consumer.deliveries.size();
    setting.world.broker->restartNode(0);
    setting.world.runFor(30s);

    QCOMPARE(refused.outcome, Outcome::Unavailable);
    QCOMPARE(during, std::size_t{0});
    QCOMPARE(consumer.text(), std::string("1"));
}

QTEST_APPLESS_MAIN(SqsTest)
#include "tst_sqs.moc"
