// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/mqtt_line.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// What MQTT promises while nothing breaks but clients that come and go.
class MqttTest : public QObject {
    Q_OBJECT

private slots:
    void eachQualityOfServiceHasItsHandshake_data();
    void eachQualityOfServiceHasItsHandshake();
    void aPublisherIsAsFastAsItsWindow_data();
    void aPublisherIsAsFastAsItsWindow();
    void aSubscriberIsAsFastAsItsWindow_data();
    void aSubscriberIsAsFastAsItsWindow();
    void messagesWaitForAnOfflineSubscriber_data();
    void messagesWaitForAnOfflineSubscriber();
    void aFullQueueDropsWithoutAWord_data();
    void aFullQueueDropsWithoutAWord();
    void aSlowConsumerMissesAtMostOnce();
    void aFullClientRefuses();
    void aCleanSessionEndsWithItsConnection_data();
    void aCleanSessionEndsWithItsConnection();
    void aSessionExpires();
    void sharedSubscriptionsGoRound();
    void aTurnWaitsForWhoIsNotConnected();
    void withoutSharingEachInstanceGetsEverything();
    void aRetainedMessageGreetsNewSubscribers();
    void aRetainedMessageGreetsNobody_data();
    void aRetainedMessageGreetsNobody();
    void oldMessagesAreNotDelivered();
    void whatIsNotAcknowledgedComesAgain_data();
    void whatIsNotAcknowledgedComesAgain();
    void aFailureThatWantsItAgainTakesANewConnection();
    void deniedWritesAreToldIn5Only_data();
    void deniedWritesAreToldIn5Only();
    void deniedReadsDropTheMessage();
};

void MqttTest::eachQualityOfServiceHasItsHandshake_data()
{
    QTest::addColumn<int>("published");
    QTest::addColumn<int>("subscribed");
    QTest::addColumn<int>("confirmed");
    QTest::addColumn<int>("delivered");

    // Ways until the publisher is told, and until the consumer has it.
    QTest::newRow("0: PUBLISH") << 0 << 2 << 0 << 2;
    QTest::newRow("1: PUBLISH, PUBACK") << 1 << 2 << 2 << 2;
    QTest::newRow("2: PUBLISH, PUBREC, PUBREL, PUBCOMP; the broker hands it on at PUBREL, the client at the next") << 2 << 2 << 4 << 6;
    QTest::newRow("2 to the broker, 1 from there") << 2 << 1 << 4 << 4;
    QTest::newRow("1 to the broker, 0 from there") << 1 << 0 << 2 << 2;
}

void MqttTest::eachQualityOfServiceHasItsHandshake()
{
    QFETCH(int, published);
    QFETCH(int, subscribed);
    QFETCH(int, confirmed);
    QFETCH(int, delivered);
    MqttLine line({.qos = published, .subscriptionQos = subscribed});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);

    const Confirm& confirm = line.publish();
    line.world.runFor(1s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(confirm.at, SimTime{10s + confirmed * 1ms});
    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(consumer.deliveries[0].at, SimTime{10s + delivered * 1ms});
    QCOMPARE(line.delivered(), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
    QCOMPARE(line.world.tracker.unfinished(), std::uint64_t{0});
}

void MqttTest::aPublisherIsAsFastAsItsWindow_data()
{
    QTest::addColumn<int>("qos");
    QTest::addColumn<int>("window");
    QTest::addColumn<int>("takes");

    // 1000 messages, window / round trip a second; a handshake of QoS 2 is two round trips of 2 ms.
    QTest::newRow("20 with QoS 1: 10,000/s") << 1 << 20 << 100;
    QTest::newRow("1 with QoS 1: 500/s") << 1 << 1 << 2000;
    QTest::newRow("20 with QoS 2: 5,000/s") << 2 << 20 << 200;
    QTest::newRow("no limit") << 1 << 0 << 2;
}

void MqttTest::aPublisherIsAsFastAsItsWindow()
{
    QFETCH(int, qos);
    QFETCH(int, window);
    QFETCH(int, takes);
    MqttLine line({.qos = qos}, {.publisher = {.maxInflight = window}});
    line.world.runUntil(1s);

    line.publishUpTo(999);
    const Confirm& last = line.publish(1000);
    line.world.runFor(10s);

    QCOMPARE(last.at, SimTime{1s + takes * 1ms});
}

void MqttTest::aSubscriberIsAsFastAsItsWindow_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("receiveMaximum");
    QTest::addColumn<int>("last");

    // 100 messages are at the broker after 1 ms, and leave by windows, 2 ms apart; a way takes 1 ms.
    QTest::newRow("max_inflight_messages of 5: 20 windows") << 1 << 0 << 40;
    QTest::newRow("receive_maximum of 10 replaces it: 10 windows") << 1 << 10 << 20;
    QTest::newRow("3.1.1 has no receive maximum") << 0 << 10 << 40;
}

void MqttTest::aSubscriberIsAsFastAsItsWindow()
{
    QFETCH(int, version);
    QFETCH(int, receiveMaximum);
    QFETCH(int, last);
    MqttLine line({}, {.version = static_cast<spec::MqttVersion>(version),
                       .maxInflightMessages = 5,
                       .publisher = {.maxInflight = 0},
                       .subscriber = {.receiveMaximum = receiveMaximum}});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);

    line.publishUpTo(100);
    line.world.runFor(10s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{100});
    QCOMPARE(consumer.deliveries.back().at, SimTime{1s + last * 1ms});
}

void MqttTest::messagesWaitForAnOfflineSubscriber_data()
{
    QTest::addColumn<int>("qos");
    QTest::addColumn<bool>("isQueued");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::uint64_t>("lost");

    QTest::newRow("QoS 1") << 1 << false << std::string("1 2") << std::uint64_t{0};
    QTest::newRow("QoS 2") << 2 << false << std::string("1 2") << std::uint64_t{0};
    QTest::newRow("not those of QoS 0") << 0 << false << std::string() << std::uint64_t{2};
    QTest::newRow("QoS 0 with queue_qos0_messages") << 0 << true << std::string("1 2") << std::uint64_t{0};
}

void MqttTest::messagesWaitForAnOfflineSubscriber()
{
    QFETCH(int, qos);
    QFETCH(bool, isQueued);
    QFETCH(std::string, text);
    QFETCH(std::uint64_t, lost);
    MqttLine line({.qos = qos}, {.queuesQos0 = isQueued});
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(2s);

    line.publishUpTo(2);
    line.world.runUntil(1h);
    consumer.attach();
    line.world.runFor(1s);

    QCOMPARE(consumer.text(), text);
    QCOMPARE(line.losses(LossCause::SubscriberOffline), lost);
    QVERIFY(line.world.isBalanced());
}

void MqttTest::aFullQueueDropsWithoutAWord_data()
{
    QTest::addColumn<int>("drop");
    QTest::addColumn<std::string>("text");

    QTest::newRow("the newest, as Mosquitto") << 0 << std::string("1 2 3");
    QTest::newRow("the oldest, as EMQX") << 1 << std::string("3 4 5");
}

void MqttTest::aFullQueueDropsWithoutAWord()
{
    QFETCH(int, drop);
    QFETCH(std::string, text);
    MqttLine line({}, {.maxQueuedMessages = 3, .queueDrop = static_cast<spec::MqttQueueDrop>(drop)});
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(2s);

    line.publishUpTo(4);
    const Confirm& last = line.publish(5);
    line.world.runUntil(3s);
    consumer.attach();
    line.world.runFor(1s);

    QCOMPARE(last.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), text);
    QCOMPARE(line.losses(LossCause::Overflow), std::uint64_t{2});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::aSlowConsumerMissesAtMostOnce()
{
    MqttLine line({.qos = 0}, {.maxQueuedMessages = 3});
    TestConsumer& consumer = line.attach();
    consumer.handlingTime = 1s;
    line.world.runUntil(1s);

    line.publishUpTo(5);
    line.world.runFor(10s);

    QCOMPARE(consumer.text(), std::string("1 2 3"));
    QCOMPARE(line.losses(LossCause::Overflow), std::uint64_t{2});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::aFullClientRefuses()
{
    MqttLine line({}, {.publisher = {.maxInflight = 1, .maxQueued = 3}});
    line.attach();
    line.world.runUntil(1s);

    line.publishUpTo(3);
    const Confirm& refused = line.publish(4);
    line.world.runFor(1s);

    // One is under way and two wait; paho-mqtt counts them together.
    QCOMPARE(refused.outcome, Outcome::Refused);
    QCOMPARE(line.losses(LossCause::BufferFull), std::uint64_t{1});
    QCOMPARE(line.delivered(), std::uint64_t{3});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::aCleanSessionEndsWithItsConnection_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("isClean");
    QTest::addColumn<int>("expiry");
    QTest::addColumn<std::uint64_t>("lost");

    QTest::newRow("3.1.1: a clean session") << 0 << true << -1 << std::uint64_t{1};
    QTest::newRow("3.1.1: any other") << 0 << false << -1 << std::uint64_t{0};
    QTest::newRow("5.0: a session expiry interval of 0") << 1 << false << 0 << std::uint64_t{1};
    QTest::newRow("5.0: a clean start is not yet an end") << 1 << true << -1 << std::uint64_t{0};
}

void MqttTest::aCleanSessionEndsWithItsConnection()
{
    QFETCH(int, version);
    QFETCH(bool, isClean);
    QFETCH(int, expiry);
    QFETCH(std::uint64_t, lost);
    spec::MqttSettings settings{.version = static_cast<spec::MqttVersion>(version)};
    settings.subscriber.client.isCleanStart = isClean;
    if (expiry == 0)
        settings.subscriber.client.sessionExpiry = Duration::zero();
    MqttLine line({}, settings);
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(2s);

    line.publish();
    line.world.runUntil(3s);

    QCOMPARE(line.losses(LossCause::NoSubscriber), lost);
    QVERIFY(line.world.isBalanced());
}

void MqttTest::aSessionExpires()
{
    spec::MqttSettings settings;
    settings.subscriber.client.sessionExpiry = 10s;
    MqttLine line({}, settings);
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(2s);
    line.publish();

    line.world.runUntil(11s);
    const std::uint64_t before = line.losses(LossCause::SessionEnded);
    line.world.runUntil(11001ms);

    QCOMPARE(before, std::uint64_t{0});
    QCOMPARE(line.losses(LossCause::SessionEnded), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::sharedSubscriptionsGoRound()
{
    MqttLine line;
    const TestConsumer& one = line.attach();
    const TestConsumer& two = line.attach();
    line.world.runUntil(1s);

    line.publishUpTo(6);
    line.world.runFor(1s);

    QCOMPARE(one.text(), std::string("1 3 5"));
    QCOMPARE(two.text(), std::string("2 4 6"));
}

void MqttTest::aTurnWaitsForWhoIsNotConnected()
{
    MqttLine line;
    const TestConsumer& one = line.attach();
    TestConsumer& two = line.attach();
    line.world.runUntil(1s);
    two.detach(Departure::Closed);
    line.world.runUntil(2s);

    line.publishUpTo(6);
    line.world.runFor(1s);
    const std::string during = two.text();
    two.attach();
    line.world.runFor(1s);

    QCOMPARE(one.text(), std::string("1 3 5"));
    QCOMPARE(during, std::string());
    QCOMPARE(two.text(), std::string("2 4 6"));
}

void MqttTest::withoutSharingEachInstanceGetsEverything()
{
    MqttLine line({}, {.subscriber = {.isShared = false}});
    const TestConsumer& one = line.attach();
    const TestConsumer& two = line.attach();
    line.world.runUntil(1s);

    line.publishUpTo(2);
    line.world.runFor(1s);

    QCOMPARE(one.text(), std::string("1 2"));
    QCOMPARE(two.text(), std::string("1 2"));
    QCOMPARE(line.extras(ExtraCause::EveryInstance), std::uint64_t{2});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::aRetainedMessageGreetsNewSubscribers()
{
    MqttLine line({.isRetained = true}, {.subscriber = {.isShared = false}});
    line.world.runUntil(1s);
    line.publishUpTo(2);
    line.world.runUntil(2s);

    const TestConsumer& late = line.attach();
    line.world.runFor(1s);

    // Nobody had a subscription when they came; the last one was kept.
    QCOMPARE(late.text(), std::string("2"));
    QCOMPARE(line.losses(LossCause::NoSubscriber), std::uint64_t{2});
    QCOMPARE(line.extras(ExtraCause::Retained), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::aRetainedMessageGreetsNobody_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<bool>("isDenied");
    QTest::addColumn<std::string>("text");

    // It came at 1 s and expires after 10 s.
    QTest::newRow("but it does before it expires") << 10 << false << std::string("1");
    QTest::newRow("when it has expired") << 12 << false << std::string();
    QTest::newRow("who may not read it") << 10 << true << std::string();
}

void MqttTest::aRetainedMessageGreetsNobody()
{
    QFETCH(int, at);
    QFETCH(bool, isDenied);
    QFETCH(std::string, text);
    MqttLine line({.isRetained = true, .messageExpiry = 10s}, {.subscriber = {.isShared = false}});
    line.world.runUntil(1s);
    line.publish();
    line.world.runUntil(at * 1s);
    if (isDenied)
        line.world.broker->faults().deny(line.channel, false);

    const TestConsumer& late = line.attach();
    line.world.runFor(1s);

    QCOMPARE(late.text(), text);
    QVERIFY(line.world.isBalanced());
}

void MqttTest::oldMessagesAreNotDelivered()
{
    MqttLine line({.messageExpiry = 10s});
    TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);
    consumer.detach(Departure::Closed);
    line.world.runUntil(2s);
    line.publish(1);
    line.world.runUntil(8s);
    line.publish(2);

    line.world.runUntil(13s);
    consumer.attach();
    line.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("2"));
    QCOMPARE(line.world.probe(line.channel).expiries(), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::whatIsNotAcknowledgedComesAgain_data()
{
    QTest::addColumn<int>("qos");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::uint64_t>("lost");

    QTest::newRow("QoS 0 does not") << 0 << std::string("1 2") << std::uint64_t{2};
    QTest::newRow("QoS 1, marked as DUP") << 1 << std::string("1 2 1* 2*") << std::uint64_t{0};
    QTest::newRow("QoS 2 does not: the next process knows nothing of it") << 2 << std::string("1 2") << std::uint64_t{2};
}

void MqttTest::whatIsNotAcknowledgedComesAgain()
{
    QFETCH(int, qos);
    QFETCH(std::string, text);
    QFETCH(std::uint64_t, lost);
    MqttLine line({.qos = qos});
    TestConsumer& consumer = line.attach(true);
    line.world.runUntil(1s);
    line.publishUpTo(2);
    line.world.runUntil(2s);

    consumer.detach(Departure::Reset);
    line.world.runUntil(3s);
    consumer.isHolding = false;
    consumer.attach();
    line.world.runFor(1s);

    QCOMPARE(consumer.text(), text);
    QCOMPARE(line.losses(LossCause::SubscriberGone), lost);
    QVERIFY(line.world.isBalanced());
    QCOMPARE(line.world.tracker.unfinished(), std::uint64_t{0});
}

void MqttTest::aFailureThatWantsItAgainTakesANewConnection()
{
    MqttLine line;
    TestConsumer& consumer = line.attach();
    consumer.answer = Settlement::Requeue;
    line.world.runUntil(10s);

    line.publish();
    line.world.runFor(500ms);
    consumer.answer = Settlement::Acknowledge;
    line.world.runFor(10s);

    // Delivered after 2 ms; the next connection after the wait of 1 s and three ways, and a way for the message.
    QCOMPARE(consumer.text(), std::string("1 1*"));
    QCOMPARE(consumer.deliveries[1].at, SimTime{10s + 2ms + 1s + 4ms});
    QCOMPARE(line.world.probe(line.channel).redeliveries(), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::deniedWritesAreToldIn5Only_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("outcome");

    QTest::newRow("3.1.1 says yes and drops it") << 0 << static_cast<int>(Outcome::Ok);
    QTest::newRow("5.0 says: not authorized") << 1 << static_cast<int>(Outcome::Refused);
}

void MqttTest::deniedWritesAreToldIn5Only()
{
    QFETCH(int, version);
    QFETCH(int, outcome);
    MqttLine line({}, {.version = static_cast<spec::MqttVersion>(version)});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);

    line.world.broker->faults().deny(line.channel, true);
    const Confirm& confirm = line.publish(1);
    line.world.runFor(1s);
    line.world.broker->faults().allow(line.channel, true);
    line.publish(2);
    line.world.runFor(1s);

    QCOMPARE(static_cast<int>(confirm.outcome), outcome);
    QCOMPARE(consumer.text(), std::string("2"));
    QCOMPARE(line.losses(LossCause::Denied), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttTest::deniedReadsDropTheMessage()
{
    MqttLine line;
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(1s);

    line.world.broker->faults().deny(line.channel, false);
    const Confirm& confirm = line.publish(1);
    line.world.runFor(1s);
    line.world.broker->faults().allow(line.channel, false);
    line.publish(2);
    line.world.runFor(1s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), std::string("2"));
    QCOMPARE(line.losses(LossCause::Denied), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

QTEST_APPLESS_MAIN(MqttTest)
#include "tst_mqtt.moc"
