// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/lost_names.h"
#include "tests/unit/brokers/cut.h"
#include "tests/unit/brokers/mqtt_line.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// What is lost, and what comes twice, when the broker dies, when a client falls silent, and when a way is cut.
class MqttFailuresTest : public QObject {
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

constexpr HostId kMqttBroker{0};
constexpr HostId kMqttPublisher{1};
constexpr HostId kMqttConsumer{2};

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

void MqttFailuresTest::aBrokerKeepsWhatItHasSaved_data()
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

void MqttFailuresTest::aBrokerKeepsWhatItHasSaved()
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

void MqttFailuresTest::changesCanBeSavedAtOnce()
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

void MqttFailuresTest::aRetainedMessageIsAsOldAsTheBrokerKnowsIt()
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

void MqttFailuresTest::theRetainedMessageOfTheLastSaveComesBack()
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

void MqttFailuresTest::aCrashDoesNotProlongSessions()
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

void MqttFailuresTest::theSessionOfAPublisherExpiresAfterACrashToo()
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

void MqttFailuresTest::atMostOnceIsLostWithTheBroker()
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

void MqttFailuresTest::atLeastOnceIsSentAgain()
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

void MqttFailuresTest::whatTellsOfNoFlowIsSentAgainToo()
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

void MqttFailuresTest::aFailureAndACrashLeaveNothingBehind()
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

void MqttFailuresTest::exactlyOnceNeedsTheMemoryOfTheBroker_data()
{
    QTest::addColumn<int>("crashesAfter");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::uint64_t>("lost");

    QTest::newRow("before PUBREC has come, the publisher begins again") << 1500 << std::string("1") << std::uint64_t{0};
    QTest::newRow("after that it only says PUBREL, which the broker does not know") << 2500 << std::string() << std::uint64_t{1};
}

void MqttFailuresTest::exactlyOnceNeedsTheMemoryOfTheBroker()
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

void MqttFailuresTest::aCleanStartCanRepeatExactlyOnce_data()
{
    QTest::addColumn<bool>("isClean");
    QTest::addColumn<std::string>("text");

    QTest::newRow("with its session the publisher repeats PUBREL") << false << std::string("1");
    QTest::newRow("after a clean start it repeats PUBLISH") << true << std::string("1 1");
}

void MqttFailuresTest::aCleanStartCanRepeatExactlyOnce()
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
