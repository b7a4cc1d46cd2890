// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/cut.h"
#include "tests/unit/brokers/mqtt_line.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// What is lost, and what comes twice, when the broker dies.
class MqttCrashesTest : public QObject {
    Q_OBJECT

private slots:
    void aBrokerKeepsWhatItHasSaved_data();
    void aBrokerKeepsWhatItHasSaved();
    void changesCanBeSavedAtOnce();
    void aRetainedMessageIsAsOldAsTheBrokerKnowsIt();
    void theRetainedMessageOfTheLastSaveComesBack();
    void aCrashDoesNotProlongSessions();
    void theSessionOfAPublisherExpiresAfterACrashToo();
    void atMostOnceIsLostWithTheBroker();
    void atLeastOnceIsSentAgain();
    void whatTellsOfNoFlowIsSentAgainToo();
    void aFailureAndACrashLeaveNothingBehind();
    void exactlyOnceNeedsTheMemoryOfTheBroker_data();
    void exactlyOnceNeedsTheMemoryOfTheBroker();
    void aCleanStartCanRepeatExactlyOnce_data();
    void aCleanStartCanRepeatExactlyOnce();
};

void MqttCrashesTest::aBrokerKeepsWhatItHasSaved_data()
{
    QTest::addColumn<bool>("isPersistent");
    QTest::addColumn<int>("crashesAt");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("cause");

    // One message waits from second 100 on, the other one from second 1900 on; saved at 1800 s, 3600 s, …
    QTest::newRow("nothing without persistence") << false << 3700 << std::string() << static_cast<int>(LossCause::BrokerCrashed);
    QTest::newRow("what was there at the last save") << true << 2000 << std::string("1") << static_cast<int>(LossCause::NotSaved);
    QTest::newRow("everything, if it has been saved since") << true << 3700 << std::string("1 2") << static_cast<int>(LossCause::NotSaved);
}

void MqttCrashesTest::aBrokerKeepsWhatItHasSaved()
{
    QFETCH(bool, isPersistent);
    QFETCH(int, crashesAt);
    QFETCH(std::string, text);
    QFETCH(int, cause);
    MqttLine line({}, {.isPersistent = isPersistent});
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(100s);
    line.publish(1);
    line.world.runUntil(1900s);
    line.publish(2);

    line.world.runUntil(crashesAt * 1s);
    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    consumer.attach();
    line.world.runFor(10s);

    QCOMPARE(consumer.text(), text);
    QCOMPARE(line.losses(static_cast<LossCause>(cause)), 2 - line.delivered());
    QVERIFY(line.world.isBalanced());
}

void MqttCrashesTest::changesCanBeSavedAtOnce()
{
    MqttLine line({}, {.isPersistent = true, .autosaveOnChanges = 1});
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(2s);
    line.publish();
    line.world.runUntil(3s);

    line.world.broker->crashNode(0, true);
    line.world.broker->restartNode(0);
    consumer.attach();
    line.world.runFor(10s);

    QCOMPARE(consumer.text(), std::string("1"));
}

void MqttCrashesTest::aRetainedMessageIsAsOldAsTheBrokerKnowsIt()
{
    MqttLine line({.isRetained = true}, {.isPersistent = true, .autosaveInterval = 10s, .subscriber = {.isShared = false}});
    line.world.runUntil(8s);
    Cut cut(line.world, {kMqttBroker}, {kMqttPublisher});
    line.publish();
    line.world.runUntil(12s);  // there was a save at 10 s, and the message has not arrived
    cut.mend();
    line.world.runUntil(15s);

    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    const TestConsumer& late = line.attach();
    line.world.runFor(1s);

    QCOMPARE(late.text(), std::string());
}

void MqttCrashesTest::theRetainedMessageOfTheLastSaveComesBack()
{
    MqttLine line({.isRetained = true}, {.isPersistent = true, .autosaveInterval = 10s, .subscriber = {.isShared = false}});
    for (const int key : {1, 2, 3, 4}) {
        line.world.runUntil(key * 4s);
        line.publish(static_cast<std::uint64_t>(key));
    }
    line.world.runUntil(17s);

    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    const TestConsumer& late = line.attach();
    line.world.runFor(1s);

    // Saved at 10 s, when the message of 8 s was the last one.
    QCOMPARE(late.text(), std::string("2"));
}

void MqttCrashesTest::aCrashDoesNotProlongSessions()
{
    spec::MqttSettings settings{.isPersistent = true, .autosaveOnChanges = 1};
    settings.subscriber.client.sessionExpiry = 10s;
    MqttLine line({}, settings);
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(2s);
    line.publish();
    line.world.runUntil(8s);

    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    line.world.runUntil(12s);

    QCOMPARE(line.losses(LossCause::SessionEnded), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttCrashesTest::theSessionOfAPublisherExpiresAfterACrashToo()
{
    spec::MqttSettings settings{.isPersistent = true, .autosaveInterval = 10s};
    settings.publisher.client.sessionExpiry = 5s;
    MqttLine line({.qos = 2}, settings);
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(9998500us);
    line.publish();
    line.world.runUntil(10001ms);  // it is at the broker and saved; PUBREL is on its way

    line.world.broker->crashNode(0, false);
    line.world.runUntil(20s);
    line.world.broker->restartNode(0);
    line.world.runUntil(100s);

    QCOMPARE(consumer.text(), std::string());
    QCOMPARE(line.losses(LossCause::SessionEnded), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttCrashesTest::atMostOnceIsLostWithTheBroker()
{
    MqttLine line({.qos = 0});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);
    const Confirm& underWay = line.publish(1);
    line.world.runFor(500us);

    line.world.broker->crashNode(0, false);
    line.world.runUntil(11s);
    const Confirm& offline = line.publish(2);
    line.world.broker->restartNode(0);
    line.world.runUntil(20s);
    line.publish(3);
    line.world.runFor(1s);

    QCOMPARE(underWay.outcome, Outcome::Ok);
    QCOMPARE(offline.outcome, Outcome::Unavailable);
    QCOMPARE(consumer.text(), std::string("3"));
    QCOMPARE(line.losses(LossCause::BrokerCrashed), std::uint64_t{1});
    QCOMPARE(line.losses(LossCause::PublisherOffline), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttCrashesTest::atLeastOnceIsSentAgain()
{
    MqttLine line({}, {.isPersistent = true, .autosaveOnChanges = 1});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);
    const Confirm& confirm = line.publish();
    line.world.runFor(1500us);  // the broker has handed it on, and PUBACK is on its way

    line.world.broker->crashNode(0, false);
    line.world.runUntil(12s);
    line.world.broker->restartNode(0);
    line.world.runUntil(30s);

    // The copy that was on its way to the consumer had not been saved; what comes is the second one.
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(line.extras(ExtraCause::Retry), std::uint64_t{1});
    QCOMPARE(line.losses(LossCause::NotSaved), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
    QCOMPARE(line.world.tracker.unfinished(), std::uint64_t{0});
}

void MqttCrashesTest::whatTellsOfNoFlowIsSentAgainToo()
{
    MqttLine line({}, {.isPersistent = true, .autosaveOnChanges = 1});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);
    line.world.publish(*line.world.broker, line.producer, line.channel, {.transaction = {}, .key = 1, .event = {}});
    line.world.runFor(1500us);  // PUBACK is on its way

    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    line.world.runUntil(30s);

    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(line.extras(ExtraCause::Retry), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttCrashesTest::aFailureAndACrashLeaveNothingBehind()
{
    MqttLine line;
    TestConsumer& consumer = line.attach(true);
    line.world.runUntil(10s);
    line.publishUpTo(2);
    line.world.runUntil(11s);

    consumer.settleOldest(Settlement::Requeue);
    consumer.isHolding = false;
    line.world.runFor(10ms);
    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    line.world.runUntil(30s);

    // It had dropped the second one with its connection, and the broker has forgotten both.
    QCOMPARE(consumer.text(), std::string("1 2"));
    QCOMPARE(line.losses(LossCause::BrokerCrashed), std::uint64_t{2});
    QVERIFY(line.world.isBalanced());
    QCOMPARE(line.world.tracker.unfinished(), std::uint64_t{0});
}

void MqttCrashesTest::exactlyOnceNeedsTheMemoryOfTheBroker_data()
{
    QTest::addColumn<int>("crashesAfter");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::uint64_t>("lost");

    QTest::newRow("before PUBREC has come, the publisher begins again") << 1500 << std::string("1") << std::uint64_t{0};
    QTest::newRow("after that it only says PUBREL, which the broker does not know") << 2500 << std::string() << std::uint64_t{1};
}

void MqttCrashesTest::exactlyOnceNeedsTheMemoryOfTheBroker()
{
    QFETCH(int, crashesAfter);
    QFETCH(std::string, text);
    QFETCH(std::uint64_t, lost);
    MqttLine line({.qos = 2});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);
    const Confirm& confirm = line.publish();
    line.world.runFor(crashesAfter * 1us);

    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    line.world.runUntil(30s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), text);
    QCOMPARE(line.extras(ExtraCause::Retry), std::uint64_t{0});
    QCOMPARE(line.losses(LossCause::BrokerCrashed), lost);
    QVERIFY(line.world.isBalanced());
}

void MqttCrashesTest::aCleanStartCanRepeatExactlyOnce_data()
{
    QTest::addColumn<bool>("isClean");
    QTest::addColumn<std::string>("text");

    QTest::newRow("with its session the publisher repeats PUBREL") << false << std::string("1");
    QTest::newRow("after a clean start it repeats PUBLISH") << true << std::string("1 1");
}

void MqttCrashesTest::aCleanStartCanRepeatExactlyOnce()
{
    QFETCH(bool, isClean);
    QFETCH(std::string, text);
    spec::MqttSettings settings;
    settings.publisher.client.isCleanStart = isClean;
    MqttLine line({.qos = 2}, settings);
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);
    line.publish();
    line.world.runFor(2500us);  // PUBREL is on its way; both ends see the reset 1 ms later, before PUBCOMP has come

    Cut cut(line.world, {kMqttPublisher}, {kMqttBroker}, Reach::Refused);
    line.world.runUntil(11s);
    cut.mend();
    line.world.runUntil(60s);

    QCOMPARE(consumer.text(), text);
    QCOMPARE(line.extras(ExtraCause::Retry), std::uint64_t{isClean ? 1u : 0u});
    QVERIFY(line.world.isBalanced());
}

QTEST_APPLESS_MAIN(MqttCrashesTest)
#include "tst_mqtt_crashes.moc"
