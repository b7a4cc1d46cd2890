// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/lost_names.h"
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class NatsTest : public QObject {
    Q_OBJECT

private slots:
    void aMajorityHasItBeforeItIsConfirmed_data();
    void aMajorityHasItBeforeItIsConfirmed();
    void whatIsNotAcknowledgedComesAgainBeforeAnythingNew();
    void whatIsRefusedComesAgainAtOnceUntilMaxDeliver();
    void withBackoffEachDeliveryHasItsOwnAckWait();
    void theWindowOverTheRoundTripIsTheThroughput();
    void aBufferThatTakesLongerThanAckWaitIsDeliveredTwice_data();
    void aBufferThatTakesLongerThanAckWaitIsDeliveredTwice();
    void aNewLeaderIsElectedAndNothingConfirmedIsLost();
    void withoutAMajorityNothingIsConfirmed_data();
    void withoutAMajorityNothingIsConfirmed();
    void whoHadNotBeenAnsweredByALeaderThatIsGoneTimesOut();
    void aPowerFailureOfAllTakesWhatWasNotSynced_data();
    void aPowerFailureOfAllTakesWhatWasNotSynced();
    void aNameThatIsKnownIsDropped_data();
    void aNameThatIsKnownIsDropped();
    void aFullStreamDropsTheOldOrRefusesTheNew_data();
    void aFullStreamDropsTheOldOrRefusesTheNew();
    void oldMessagesExpire();
    void aServerThatVanishesIsMissedByItsPings();
    void withoutItsNameNobodyConnectsAgain();
};

namespace {

/// The stream is led by server 0, to which the producer is connected; the first consumer is connected to server 1.
struct NatsSetting : QueueSetting {
    explicit NatsSetting(const spec::NatsStream& stream = {}, const spec::NatsSettings& settings = {}) : QueueSetting(settings, stream, 3) { }
};

}  // namespace

void NatsTest::aMajorityHasItBeforeItIsConfirmed_data()
{
    QTest::addColumn<int>("replicas");
    QTest::addColumn<int>("microseconds");

    QTest::newRow("one: a way there, 20 us of work, a way back") << 1 << 2020;
    QTest::newRow("three: and to a follower and back") << 3 << 4020;
}

void NatsTest::aMajorityHasItBeforeItIsConfirmed()
{
    QFETCH(int, replicas);
    QFETCH(int, microseconds);
    NatsSetting setting({.replicas = replicas});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(1s);

    QCOMPARE(confirm.at, SimTime{1s} + std::chrono::microseconds{microseconds});
    QCOMPARE(consumer.deliveries.at(0).at, confirm.at + 1ms);  // by way of another server
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void NatsTest::whatIsNotAcknowledgedComesAgainBeforeAnythingNew()
{
    NatsSetting setting({.maxAckPending = 1});
    TestConsumer& consumer = setting.attach(true);
    setting.publish(1);
    setting.publish(2);

    setting.world.runFor(40s);
    QCOMPARE(consumer.text(), std::string("1 1*"));
    QVERIFY(consumer.deliveries[1].at - consumer.deliveries[0].at == 30s);

    consumer.settleOldest(Settlement::Acknowledge);  // too late for the first, and so without effect
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);
    QCOMPARE(consumer.text(), std::string("1 1* 2"));
}

void NatsTest::whatIsRefusedComesAgainAtOnceUntilMaxDeliver()
{
    NatsSetting setting({.backoff = {{200ms}, {500ms}}, .maxDeliver = 3});  // which is for what nobody answers
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("1 1* 1*"));
    QCOMPARE(setting.losses(LossCause::Discarded), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::withBackoffEachDeliveryHasItsOwnAckWait()
{
    NatsSetting setting({.backoff = {{200ms}, {500ms}, {1s}}});
    TestConsumer& consumer = setting.attach(true);
    setting.publish(1);
    setting.world.runUntil(600ms);
    setting.publish(2);  // its first time is up before the second one of the other
    setting.world.runUntil(5s);

    QCOMPARE(consumer.text(), std::string("1 1* 2 1* 2* 2* 1* 2* 1* 2* 1* 2* 1*"));
    const SimTime first = consumer.deliveries[0].at;
    QCOMPARE(consumer.deliveries[1].at, first + 200ms);
    QCOMPARE(consumer.deliveries[3].at, first + 700ms);
    QCOMPARE(consumer.deliveries[6].at, first + 1700ms);
    QCOMPARE(consumer.deliveries[8].at, first + 2700ms);  // the last entry holds for all further ones
    consumer.detach(Departure::Closed);

    setting.attach().answer = Settlement::Acknowledge;
    setting.world.runFor(10s);

    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{2});
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::theWindowOverTheRoundTripIsTheThroughput()
{
    NatsSetting setting({.maxAckPending = 10});
    for (std::uint64_t key = 1; key <= 5000; ++key)
        setting.publish(key);
    setting.world.runUntil(1s);

    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s + 2ms);

    // Ten at a time, two ways of 1 ms there and two back: 2,500/s.
    const std::size_t handled = consumer.deliveries.size();
    QVERIFY2(handled > 2480 && handled < 2520, qPrintable(QString::number(handled)));
}

void NatsTest::aBufferThatTakesLongerThanAckWaitIsDeliveredTwice_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<bool>("isRedelivered");

    QTest::newRow("500 of 100 ms: the last of them waits 50 s") << 500 << true;
    QTest::newRow("50 of 100 ms") << 50 << false;
}

void NatsTest::aBufferThatTakesLongerThanAckWaitIsDeliveredTwice()
{
    QFETCH(int, asked);
    QFETCH(bool, isRedelivered);
    NatsSetting setting({}, {.pullMaxMessages = asked});
    for (std::uint64_t key = 1; key <= 500; ++key)
        setting.publish(key);
    TestConsumer& consumer = setting.attach();
    consumer.handlingTime = 100ms;

    setting.world.runFor(100s);

    QCOMPARE(setting.world.probe(setting.channel).redeliveries() > 0, isRedelivered);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{500});
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::aNewLeaderIsElectedAndNothingConfirmedIsLost()
{
    NatsSetting setting({.replicas = 3});
    TestConsumer& consumer = setting.attach();
    const ProducerId elsewhere = setting.world.addProducer();  // connected to server 2, not to the leader
    setting.world.runUntil(1s);
    std::vector<const Confirm*> confirms;
    for (std::uint64_t key = 1; key <= 20; ++key) {
        confirms.push_back(&setting.world.publish(elsewhere, setting.channel, key));
        setting.world.runFor(500us);
    }

    setting.world.broker->crashNode(0, false);
    const SimTime crashedAt = setting.world.calendar.now();
    setting.world.runFor(1s);
    const Confirm& refused = setting.world.publish(elsewhere, setting.channel, 21);
    setting.world.runFor(1s);
    QCOMPARE(refused.outcome, Outcome::Unavailable);  // no responders, three times in half a second
    while (setting.world.calendar.now() < crashedAt + 9s) {
        confirms.push_back(&setting.world.publish(elsewhere, setting.channel, 30));
        setting.world.runFor(500ms);
    }
    setting.world.runFor(100s);

    const auto isOk = [](const Confirm* confirm) { return confirm->outcome == Outcome::Ok; };
    const auto firstAfter = std::find_if(confirms.begin() + 20, confirms.end(), isOk);
    QVERIFY(firstAfter != confirms.end());
    QVERIFY((*firstAfter)->at >= crashedAt + 4s);  // the election timeout is 4 to 9 s
    const auto confirmed = static_cast<std::size_t>(std::ranges::count_if(confirms, isOk));
    QVERIFY2(consumer.deliveries.size() >= confirmed, qPrintable(QString::number(consumer.deliveries.size())));
    QVERIFY(std::ranges::any_of(consumer.deliveries, [&](const auto& handled) { return handled.at > crashedAt; }));
    QVERIFY(std::ranges::none_of(consumer.deliveries,  // it hears of it by the heartbeats that do not come
                                 [&](const auto& handled) { return handled.at > crashedAt + 1s && handled.at < crashedAt + 30s; }));
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::withoutAMajorityNothingIsConfirmed_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<Outcome>("outcome");

    QTest::newRow("it comes back in time") << 4 << Outcome::Ok;
    QTest::newRow("its publisher does not wait for ever") << 60 << Outcome::TimedOut;
}

void NatsTest::withoutAMajorityNothingIsConfirmed()
{
    QFETCH(int, seconds);
    QFETCH(Outcome, outcome);
    NatsSetting setting({.replicas = 3});
    setting.world.runUntil(1s);
    setting.world.broker->crashNode(1, false);
    setting.world.broker->crashNode(2, false);
    setting.world.runFor(1s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(4s);
    QVERIFY(confirm.isOpen);
    setting.world.runFor(std::chrono::seconds{seconds - 4});
    QCOMPARE(confirm.isOpen, outcome == Outcome::Ok);
    setting.world.broker->restartNode(1);
    setting.world.runFor(30s);

    QVERIFY(!confirm.isOpen);
    QCOMPARE(confirm.outcome, outcome);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);
    QCOMPARE(consumer.text(), std::string("1"));  // the leader had it, whatever its publisher heard
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::whoHadNotBeenAnsweredByALeaderThatIsGoneTimesOut()
{
    NatsSetting setting({.replicas = 3});
    setting.world.runUntil(1s);
    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(2ms);  // the leader has it, and waits for a follower

    setting.world.broker->crashNode(0, false);
    setting.world.broker->crashNode(1, false);
    setting.world.runFor(1min);

    QVERIFY(!confirm.isOpen);
    QCOMPARE(confirm.outcome, Outcome::TimedOut);
    QCOMPARE(confirm.at, SimTime{1s} + spec::NatsSettings{}.publishTimeout);
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::aPowerFailureOfAllTakesWhatWasNotSynced_data()
{
    QTest::addColumn<bool>("syncsAlways");
    QTest::addColumn<int>("failing");
    QTest::addColumn<bool>("isLost");

    QTest::newRow("all three, sync_interval 2 min") << false << 3 << true;
    QTest::newRow("all three, sync_always") << true << 3 << false;
    QTest::newRow("the leader alone") << false << 1 << false;
}

void NatsTest::aPowerFailureOfAllTakesWhatWasNotSynced()
{
    QFETCH(bool, syncsAlways);
    QFETCH(int, failing);
    QFETCH(bool, isLost);
    NatsSetting setting({.replicas = 3}, {.syncsAlways = syncsAlways});
    std::vector<const Confirm*> confirms;
    for (std::uint64_t key = 1; key <= 600; ++key) {  // ten minutes, so that some have been synced
        confirms.push_back(&setting.publish(key));
        setting.world.runFor(1s);
    }

    for (int node = 0; node < failing; ++node) {
        setting.world.broker->crashNode(static_cast<std::size_t>(node), true);
        setting.world.broker->losePower(static_cast<std::size_t>(node));
    }
    setting.world.runFor(20s);
    for (int node = 0; node < failing; ++node)
        setting.world.broker->restartNode(static_cast<std::size_t>(node));
    setting.world.runFor(20s);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(60s);

    QVERIFY(std::ranges::all_of(confirms, [](const Confirm* confirm) { return confirm->outcome == Outcome::Ok; }));
    const std::uint64_t lost = setting.losses(LossCause::PowerLoss);
    QCOMPARE(consumer.deliveries.size() + lost, std::size_t{600});
    QVERIFY2(isLost ? lost > 0 && lost <= 120 : lost == 0, qPrintable(QString::number(lost)));
    if (isLost)  // the youngest are gone
        QCOMPARE(consumer.deliveries.back().key, std::uint64_t{600 - lost});
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::aNameThatIsKnownIsDropped_data()
{
    QTest::addColumn<bool>("haveIds");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("within the window") << true << 100 << std::string("1");
    QTest::newRow("after it") << true << 130 << std::string("1 1");
    QTest::newRow("without names") << false << 1 << std::string("1 1");
}

void NatsTest::aNameThatIsKnownIsDropped()
{
    QFETCH(bool, haveIds);
    QFETCH(int, seconds);
    QFETCH(std::string, handled);
    NatsSetting setting({.haveMessageIds = haveIds});
    TestConsumer& consumer = setting.attach();
    const Message message{.transaction = setting.world.tracker.start(), .key = 1, .publishedAt = {}, .event = {}};

    setting.world.broker->publish(setting.producer, setting.channel, message, {});
    setting.world.runFor(std::chrono::seconds{seconds});
    setting.world.broker->publish(setting.producer, setting.channel, message, {});
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), handled);
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::aFullStreamDropsTheOldOrRefusesTheNew_data()
{
    QTest::addColumn<spec::NatsRetention>("retention");
    QTest::addColumn<spec::NatsDiscard>("discard");
    QTest::addColumn<std::string>("handled");
    QTest::addColumn<int>("refused");

    QTest::newRow("limits, old") << spec::NatsRetention::Limits << spec::NatsDiscard::Old << std::string("3 4 5") << 0;
    QTest::newRow("interest, old") << spec::NatsRetention::Interest << spec::NatsDiscard::Old << std::string("3 4 5") << 0;
    QTest::newRow("workqueue, new") << spec::NatsRetention::WorkQueue << spec::NatsDiscard::New << std::string("1 2 3") << 2;
}

void NatsTest::aFullStreamDropsTheOldOrRefusesTheNew()
{
    QFETCH(spec::NatsRetention, retention);
    QFETCH(spec::NatsDiscard, discard);
    QFETCH(std::string, handled);
    QFETCH(int, refused);
    NatsSetting setting({.retention = retention, .discard = discard, .maxMessages = 3});
    std::vector<const Confirm*> confirms;

    for (std::uint64_t key = 1; key <= 5; ++key) {
        confirms.push_back(&setting.publish(key));
        setting.world.runFor(100ms);
    }
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), handled);
    QCOMPARE(std::ranges::count(confirms, Outcome::Refused, &Confirm::outcome), refused);
    QCOMPARE(setting.losses(LossCause::Overflow), std::uint64_t(refused == 0 ? 2 : 0));
    QVERIFY(setting.world.isBalanced());
}

void NatsTest::oldMessagesExpire()
{
    NatsSetting setting({.maxAge = 60s});
    setting.publish(1);
    setting.world.runFor(59s);
    setting.publish(2);

    setting.world.runFor(2s);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("2"));
    QCOMPARE(setting.world.probe(setting.channel).expiries(), std::uint64_t{1});
}

void NatsTest::aServerThatVanishesIsMissedByItsPings()
{
    NatsSetting setting({.replicas = 3});
    setting.world.addProducer();
    const ProducerId elsewhere = setting.world.addProducer();  // connected to server 2, which does not lead
    setting.world.runUntil(10s);
    setting.world.broker->crashNode(2, true);

    const Confirm& unheard = setting.world.publish(elsewhere, setting.channel, 1);
    setting.world.runFor(1min);
    QCOMPARE(unheard.outcome, Outcome::TimedOut);

    setting.world.runUntil(6min + 10s);  // the ping of the second minute, two more, and reconnect_wait
    const Confirm& heard = setting.world.publish(elsewhere, setting.channel, 2);
    setting.world.runFor(1s);
    QCOMPARE(heard.outcome, Outcome::Ok);
}

void NatsTest::withoutItsNameNobodyConnectsAgain()
{
    NatsSetting setting;
    LostName name{"broker", 1, RandomStream(7)};
    setting.world.network.lostNames().add(name);
    const Confirm& early = setting.publish(1);
    setting.world.runFor(1s);
    QCOMPARE(early.outcome, Outcome::Ok);  // connections live on

    setting.world.broker->crashNode(0, false);
    setting.world.broker->restartNode(0);
    setting.world.runFor(1min);
    TestConsumer& consumer = setting.attach();
    const Confirm& late = setting.publish(2);
    setting.world.runFor(20s);
    QVERIFY(!late.isOpen && late.outcome == Outcome::TimedOut);

    setting.world.network.lostNames().remove(name);
    setting.world.runFor(20s);
    QCOMPARE(consumer.text(), std::string("1 2"));  // its client had kept it
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(NatsTest)
#include "tst_nats.moc"
