// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/lost_names.h"
#include "tests/unit/brokers/cut.h"
#include "tests/unit/brokers/mqtt_line.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// What is lost, and what comes twice, when a client falls silent, and when a way is cut.
class MqttFailuresTest : public QObject {
    Q_OBJECT

private slots:
    void aDeadProducerTakesItsWindowAlong();
    void aSilentClientIsGivenUpAfterOneAndAHalfKeepAlives_data();
    void aSilentClientIsGivenUpAfterOneAndAHalfKeepAlives();
    void aGoodbyeHasNoWill();
    void aClientThatIsBackInTimeHasNoWill();
    void aCleanStartEndsTheSessionAndTellsTheWill_data();
    void aCleanStartEndsTheSessionAndTellsTheWill();
    void aSilentBrokerIsGivenUpWhenAPingHasNoAnswer();
    void theSameClientTakesOver();
    void clientsConnectAgainWithAWaitThatDoubles();
    void aPauseLongerThanTheKeepAliveCostsTheConnection_data();
    void aPauseLongerThanTheKeepAliveCostsTheConnection();
    void aShortCutLosesNothing();
    void aLongCutIsOvercome();
    void aNameThatIsLostKeepsClientsAway();
};

namespace {

spec::MqttSettings withKeepAlive(Duration keepAlive)
{
    spec::MqttSettings settings;
    settings.publisher.client.keepAlive = settings.subscriber.client.keepAlive = keepAlive;
    return settings;
}

/// A subscriber that tells the channel "status" of its end.
spec::MqttSettings withWill(Duration delay = Duration::zero())
{
    spec::MqttSettings settings = withKeepAlive(10s);
    settings.subscriber.client.willChannel = "status";
    settings.subscriber.client.willDelay = delay;
    return settings;
}

}  // namespace

void MqttFailuresTest::aDeadProducerTakesItsWindowAlong()
{
    MqttLine line({}, {.publisher = {.maxInflight = 1}});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);
    line.publishUpTo(3);
    line.world.runFor(1500us);  // the first one is at the broker, the others wait for its PUBACK

    line.world.broker->crashProducer(line.producer);
    line.world.runUntil(20s);
    line.world.broker->reviveProducer(line.producer);
    line.world.runUntil(21s);
    line.publish(4);
    line.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("1 4"));
    QCOMPARE(line.losses(LossCause::ProducerCrashed), std::uint64_t{2});
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::aSilentClientIsGivenUpAfterOneAndAHalfKeepAlives_data()
{
    QTest::addColumn<int>("delay");
    QTest::addColumn<int>("willAt");

    // The last ping of a client that has been silent since second 23 came at second 20, and keep_alive is 10 s.
    QTest::newRow("at once") << 0 << 35;
    QTest::newRow("after the delay") << 7 << 42;
}

void MqttFailuresTest::aSilentClientIsGivenUpAfterOneAndAHalfKeepAlives()
{
    QFETCH(int, delay);
    QFETCH(int, willAt);
    MqttLine line({}, withWill(delay * 1s));
    const TestConsumer& watcher = line.watchStatus();
    TestConsumer& consumer = line.attach();
    line.world.runUntil(23s);

    consumer.detach(Departure::Vanished);
    line.world.runUntil(100s);

    QCOMPARE(watcher.deliveries.size(), std::size_t{1});
    QCOMPARE(watcher.deliveries[0].at, SimTime{willAt * 1s + 1ms});
    QCOMPARE(line.world.probe(line.status).extras(ExtraCause::Will), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::aGoodbyeHasNoWill()
{
    MqttLine line({}, withWill());
    const TestConsumer& watcher = line.watchStatus();
    TestConsumer& leaving = line.attach();
    TestConsumer& dying = line.attach();
    line.world.runUntil(23s);

    leaving.detach(Departure::Closed);
    line.world.runUntil(30s);
    const std::size_t afterGoodbye = watcher.deliveries.size();
    dying.detach(Departure::Reset);
    line.world.runUntil(40s);

    QCOMPARE(afterGoodbye, std::size_t{0});
    QCOMPARE(watcher.deliveries.size(), std::size_t{1});
    QCOMPARE(watcher.deliveries[0].at, SimTime{30s + 2ms});
}

void MqttFailuresTest::aClientThatIsBackInTimeHasNoWill()
{
    MqttLine line({}, withWill(7s));
    const TestConsumer& watcher = line.watchStatus();
    TestConsumer& consumer = line.attach();
    line.world.runUntil(23s);

    consumer.detach(Departure::Reset);
    line.world.runUntil(28s);
    consumer.attach();
    line.world.runUntil(100s);

    QCOMPARE(watcher.deliveries.size(), std::size_t{0});
}

void MqttFailuresTest::aCleanStartEndsTheSessionAndTellsTheWill_data()
{
    QTest::addColumn<int>("departure");

    QTest::newRow("the will was waiting") << static_cast<int>(Departure::Reset);
    QTest::newRow("the broker had not missed the client yet") << static_cast<int>(Departure::Vanished);
}

void MqttFailuresTest::aCleanStartEndsTheSessionAndTellsTheWill()
{
    QFETCH(int, departure);
    spec::MqttSettings settings = withWill(7s);
    settings.subscriber.client.isCleanStart = true;
    MqttLine line({}, settings);
    const TestConsumer& watcher = line.watchStatus();
    TestConsumer& consumer = line.attach();
    line.world.runUntil(23s);

    consumer.detach(static_cast<Departure>(departure));
    line.world.runUntil(25s);
    consumer.attach();
    line.world.runUntil(100s);

    QCOMPARE(watcher.deliveries.size(), std::size_t{1});
    QCOMPARE(watcher.deliveries[0].at, SimTime{25s + 3ms + 1ms});
    QCOMPARE(line.world.probe(line.status).extras(ExtraCause::Will), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::aSilentBrokerIsGivenUpWhenAPingHasNoAnswer()
{
    MqttLine line({.qos = 0}, withKeepAlive(10s));
    line.attach();
    line.world.runUntil(23s);

    line.world.broker->crashNode(0, true);
    line.world.runUntil(30s);
    const Confirm& intoTheVoid = line.publish(1);
    line.world.runUntil(39s);  // the last answer came at second 20, the next ping went at 30, and is given up at 40
    const std::uint64_t before = line.losses(LossCause::ConnectionLost);
    line.world.runUntil(41s);
    const Confirm& offline = line.publish(2);
    line.world.runUntil(42s);

    QCOMPARE(intoTheVoid.outcome, Outcome::Ok);
    QCOMPARE(before, std::uint64_t{0});
    QCOMPARE(line.losses(LossCause::ConnectionLost), std::uint64_t{1});
    QCOMPARE(offline.outcome, Outcome::Unavailable);
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::theSameClientTakesOver()
{
    MqttLine line({}, withWill());
    const TestConsumer& watcher = line.watchStatus();
    TestConsumer& consumer = line.attach(true);
    line.world.runUntil(23s);
    line.publish();
    line.world.runUntil(24s);

    consumer.detach(Departure::Vanished);
    consumer.isHolding = false;
    line.world.runUntil(25s);
    consumer.attach();
    line.world.runUntil(100s);

    // Three ways for the connection, one for the message; the broker had not missed the client yet.
    QCOMPARE(consumer.text(), std::string("1 1*"));
    QCOMPARE(consumer.deliveries[1].at, SimTime{25s + 4ms});
    QCOMPARE(watcher.deliveries.size(), std::size_t{0});
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::clientsConnectAgainWithAWaitThatDoubles()
{
    MqttLine line;
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(10s);

    line.world.broker->crashNode(0, false);
    line.world.runUntil(20s);
    const Confirm& confirm = line.publish();
    line.world.broker->restartNode(0);
    line.world.runUntil(60s);

    // Told after 1 ms; then waits of 1, 2, 4 and 8 s, each before an attempt of 3 ms. CONNACK, PUBLISH, PUBACK.
    QCOMPARE(confirm.at, SimTime{10s + 1ms + 15s + 4 * 3ms + 3ms});
    QCOMPARE(consumer.text(), std::string("1"));
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::aPauseLongerThanTheKeepAliveCostsTheConnection_data()
{
    QTest::addColumn<int>("until");
    QTest::addColumn<std::uint64_t>("redelivered");

    // The client last spoke at second 20.
    QTest::newRow("shorter") << 34 << std::uint64_t{0};
    QTest::newRow("longer") << 36 << std::uint64_t{2};
}

void MqttFailuresTest::aPauseLongerThanTheKeepAliveCostsTheConnection()
{
    QFETCH(int, until);
    QFETCH(std::uint64_t, redelivered);
    MqttLine line({}, withKeepAlive(10s));
    TestConsumer& consumer = line.attach();
    line.world.runUntil(23s);

    consumer.pause();
    line.publishUpTo(2);
    line.world.runUntil(until * 1s);
    consumer.resume();
    line.world.runUntil(100s);

    QCOMPARE(line.world.probe(line.channel).redeliveries(), redelivered);
    QCOMPARE(line.delivered(), std::uint64_t{2});
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::aShortCutLosesNothing()
{
    MqttLine line({.qos = 0});
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(61s);

    Cut cut(line.world, {kMqttBroker}, {kMqttPublisher, kMqttConsumer});
    line.publishUpTo(3);
    line.world.runUntil(70s);
    const std::string during = consumer.text();
    cut.mend();
    line.world.runUntil(120s);

    // TCP repeats it, and nobody has missed anybody.
    QCOMPARE(during, std::string());
    QCOMPARE(consumer.text(), std::string("1 2 3"));
    QVERIFY(line.world.isBalanced());
}

void MqttFailuresTest::aLongCutIsOvercome()
{
    MqttLine line;
    const TestConsumer& consumer = line.attach();
    line.world.runUntil(61s);

    Cut cut(line.world, {kMqttBroker}, {kMqttPublisher, kMqttConsumer});
    const Confirm& confirm = line.publish(1);
    line.world.runUntil(400s);
    const bool wasOpen = confirm.isOpen;
    cut.mend();
    line.world.runUntil(1000s);

    QVERIFY(wasOpen);
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QVERIFY(!confirm.isOpen);
    QCOMPARE(consumer.text(), std::string("1"));
    QVERIFY(line.world.isBalanced());
    QCOMPARE(line.world.tracker.unfinished(), std::uint64_t{0});
}

void MqttFailuresTest::aNameThatIsLostKeepsClientsAway()
{
    MqttLine line;
    line.attach();
    LostName name{"broker", 1, RandomStream(1)};
    line.world.network.lostNames().add(name);
    line.world.runUntil(10s);

    const Confirm& connected = line.publish(1);
    line.world.runUntil(11s);
    line.world.broker->crashNode(0, false);
    line.world.broker->restartNode(0);
    line.world.runUntil(100s);
    const Confirm& away = line.publish(2);
    line.world.runUntil(110s);
    const bool isAway = away.isOpen;
    line.world.network.lostNames().remove(name);
    line.world.runUntil(300s);

    QVERIFY(!connected.isOpen);
    QVERIFY(isAway);
    QVERIFY(!away.isOpen);
}

QTEST_APPLESS_MAIN(MqttFailuresTest)
#include "tst_mqtt_failures.moc"
