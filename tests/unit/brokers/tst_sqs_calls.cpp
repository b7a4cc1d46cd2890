// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calls of SQS beyond send, receive and delete of one message: what they do, and what they cost.
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::tests;

class SqsCallsTest : public QObject {
    Q_OBJECT

private slots:
    void idlePollsAreBilled_data();
    void idlePollsAreBilled();
    void eachSixtyFourKibibytesAreARequest();
    void aBatchIsOneRequest();
    void aBatchThatIsNotFullWaitsForItsTime();
    void aCrashedProducerTakesItsBatchAlong();
    void whatACrashTakesAlongMayBeSentAgain();
    void aBatchWaitsForWhoIsPaused();
    void deletesWaitForWhoIsPaused();
    void whoIsPausedPollsNoMore();
    void callsToAServiceThatIsDownAreNotBilled();
    void fifoRequestsHaveAPriceOfTheirOwn();
    void heartbeatsKeepAMessageInvisible_data();
    void heartbeatsKeepAMessageInvisible();
    void noHeartbeatKeepsItInvisibleForMoreThanTwelveHours();
    void whoSaysSoTriesAgainAtOnce();
    void timersDelaySingleMessages();
    void shortPollsOverlookWhatIsThere();
    void shortPollsThatTakeNoTimeComeAgain();
    void throttledPollsThatTakeNoTimeEnd();
    void longPollsOverlookNothing();
    void whatIsTooLongIsRefused();
};

namespace {

struct CallsSetting {
    explicit CallsSetting(const spec::SqsSettings& settings = {}, const spec::SqsQueue& queue = {}, Duration way = 1ms) : world(settings, 1, way)
    {
        channel = world.addChannel("jobs", queue);
        jobs = world.subscribe(channel, "worker");
        producer = world.addProducer();
    }

    TestConsumer& attach(Duration handlingTime = {})
    {
        TestConsumer& consumer = world.addConsumer(jobs);
        consumer.handlingTime = handlingTime;
        consumer.attach();
        return consumer;
    }

    [[nodiscard]] Bill bill() const { return world.broker->billOf(channel).value(); }

    BrokerWorld world;
    ChannelId channel;
    SubscriptionId jobs;
    ProducerId producer;
};

}  // namespace

void SqsCallsTest::idlePollsAreBilled_data()
{
    QTest::addColumn<Duration>("wait");
    QTest::addColumn<std::uint64_t>("expected");

    // The first receive is there after 6 ms. An empty one takes its wait, 2 ms of ways and 5 ms of the service; an hour of
    // long polls costs 179 requests, an hour of short ones half a million.
    QTest::newRow("long polls") << Duration{20s} << std::uint64_t{3'599'994 / 20'007};
    QTest::newRow("shorter ones") << Duration{1s} << std::uint64_t{3'599'994 / 1'007};
    QTest::newRow("short polls") << Duration{0s} << std::uint64_t{3'599'994 / 7};
}

void SqsCallsTest::idlePollsAreBilled()
{
    QFETCH(Duration, wait);
    QFETCH(std::uint64_t, expected);
    CallsSetting setting({.waitTime = wait});
    setting.attach();
    setting.attach();

    setting.world.runUntil(1h);

    QCOMPARE(setting.bill().requests, 2 * expected);
    QCOMPARE(setting.bill().emptyReceives, 2 * expected);
    QVERIFY(std::abs(setting.bill().cost - 2 * static_cast<double>(expected) * 0.40e-6) < 1e-12);
}

void SqsCallsTest::eachSixtyFourKibibytesAreARequest()
{
    CallsSetting setting;
    setting.attach();

    setting.world.publish(setting.producer, setting.channel, 1, 65'536);
    setting.world.runUntil(1s);
    const Bill first = setting.bill();
    setting.world.publish(setting.producer, setting.channel, 2, 65'537);
    setting.world.runUntil(2s);

    // Send, receive, delete.
    QCOMPARE(first.requests, std::uint64_t{1 + 1 + 1});
    QCOMPARE(setting.bill().since(first).requests, std::uint64_t{2 + 2 + 1});
}

void SqsCallsTest::aBatchIsOneRequest()
{
    CallsSetting setting({.maxBatchSize = 10});
    std::vector<const Confirm*> confirms;
    for (std::uint64_t key = 0; key < 10; ++key)
        confirms.push_back(&setting.world.publish(setting.producer, setting.channel, key));
    setting.world.runUntil(1s);

    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(2s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{10});
    QCOMPARE(setting.bill().requests, std::uint64_t{3});
    QVERIFY(std::ranges::all_of(confirms, [](const Confirm* confirm) { return confirm->at == SimTime{7ms}; }));
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{10});
}

void SqsCallsTest::aBatchThatIsNotFullWaitsForItsTime()
{
    CallsSetting setting({.maxBatchSize = 10, .sendRequestFrequency = 200ms});

    const Confirm& confirm = setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(100ms);
    const bool isBalanced = setting.world.isBalanced();
    const Confirm& second = setting.world.publish(setting.producer, setting.channel, 2);
    setting.world.runUntil(1s);

    QVERIFY(isBalanced);
    QCOMPARE(confirm.at, SimTime{207ms});
    QCOMPARE(second.at, SimTime{207ms});
    QCOMPARE(setting.bill().requests, std::uint64_t{1});
}

void SqsCallsTest::aCrashedProducerTakesItsBatchAlong()
{
    CallsSetting setting({.maxBatchSize = 10});

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(100ms);
    setting.world.broker->crashProducer(setting.producer);
    setting.world.runUntil(1s);

    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::ProducerCrashed), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

/// An outbox may do so: the flow is not lost, whatever the books say of this copy.
void SqsCallsTest::whatACrashTakesAlongMayBeSentAgain()
{
    CallsSetting setting({.maxBatchSize = 10});
    const TransactionRef flow = setting.world.tracker.start();
    setting.world.publish(*setting.world.broker, setting.producer, setting.channel, {.transaction = flow, .event = {}});
    setting.world.runUntil(100ms);

    setting.world.broker->crashProducer(setting.producer);

    QCOMPARE(flow->lostBy, std::string_view());
    QVERIFY(setting.world.isBalanced());
}

void SqsCallsTest::aBatchWaitsForWhoIsPaused()
{
    CallsSetting setting({.maxBatchSize = 10, .sendRequestFrequency = 200ms});
    const Confirm& confirm = setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(100ms);

    setting.world.broker->pauseProducer(setting.producer);
    setting.world.runUntil(1s);
    const std::uint64_t during = setting.bill().requests;
    const bool isBalanced = setting.world.isBalanced();
    setting.world.broker->resumeProducer(setting.producer);
    setting.world.runUntil(2s);

    QCOMPARE(during, std::uint64_t{0});
    QVERIFY(isBalanced);
    QCOMPARE(confirm.at, SimTime{1007ms});
}

void SqsCallsTest::deletesWaitForWhoIsPaused()
{
    CallsSetting setting({.maxBatchSize = 10, .sendRequestFrequency = 200ms});
    TestConsumer& consumer = setting.attach();
    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(300ms);  // it came after 207 ms

    consumer.pause();
    setting.world.runUntil(2s);
    const std::uint64_t during = setting.world.probe(setting.channel).delivered();
    consumer.resume();
    setting.world.runUntil(3s);

    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(during, std::uint64_t{0});
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsCallsTest::callsToAServiceThatIsDownAreNotBilled()
{
    CallsSetting setting;
    TestConsumer& consumer = setting.attach();
    consumer.isHolding = true;
    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(1s);

    setting.world.broker->crashNode(0, false);
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runUntil(2s);

    // Send and receive, but no delete.
    QCOMPARE(setting.bill().requests, std::uint64_t{2});
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{0});
}

void SqsCallsTest::whoIsPausedPollsNoMore()
{
    CallsSetting setting({.waitTime = 1s});
    TestConsumer& consumer = setting.attach();

    setting.world.runUntil(100s);
    const Bill before = setting.bill();
    consumer.pause();
    setting.world.runUntil(1h);

    QVERIFY(before.emptyReceives >= 98);
    QCOMPARE(setting.bill(), before);
}

void SqsCallsTest::fifoRequestsHaveAPriceOfTheirOwn()
{
    CallsSetting setting({}, {.isFifo = true});

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(1s);

    QCOMPARE(setting.bill().cost, 0.50e-6);
}

void SqsCallsTest::heartbeatsKeepAMessageInvisible_data()
{
    QTest::addColumn<Duration>("heartbeat");
    QTest::addColumn<std::size_t>("others");

    QTest::newRow("without") << Duration{0s} << std::size_t{1};
    QTest::newRow("with") << Duration{20s} << std::size_t{0};
}

void SqsCallsTest::heartbeatsKeepAMessageInvisible()
{
    QFETCH(Duration, heartbeat);
    QFETCH(std::size_t, others);
    CallsSetting setting({.heartbeat = heartbeat}, {.visibilityTimeout = 30s});
    setting.attach(100s);
    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(1s);
    TestConsumer& other = setting.attach();

    setting.world.runUntil(99s);
    const std::uint64_t before = setting.world.probe(setting.channel).delivered();
    setting.world.runUntil(200s);

    QCOMPARE(other.deliveries.size(), others);
    QCOMPARE(before, std::uint64_t{others});
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsCallsTest::noHeartbeatKeepsItInvisibleForMoreThanTwelveHours()
{
    CallsSetting setting({.heartbeat = 10min}, {.visibilityTimeout = 1h});
    setting.attach(24h);
    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(1s);
    TestConsumer& other = setting.attach();

    setting.world.runUntil(13h);

    // A beat after 11 h would take it beyond; the one before is kept.
    QCOMPARE(other.text(), std::string("1*"));
    QVERIFY(other.deliveries[0].at > SimTime{11h + 50min});
    QVERIFY(other.deliveries[0].at <= SimTime{12h + 10ms});
}

void SqsCallsTest::whoSaysSoTriesAgainAtOnce()
{
    CallsSetting setting({.isRetriedAtOnce = true});
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(10ms);
    consumer.answer = Settlement::Acknowledge;
    setting.world.runUntil(1s);

    // Delivered after 7 ms; the change takes 1 ms of way and 5 ms of the service, the waiting receive 1 ms back.
    QCOMPARE(consumer.text(), std::string("1 1*"));
    QCOMPARE(consumer.deliveries[1].at, SimTime{14ms});
}

void SqsCallsTest::timersDelaySingleMessages()
{
    CallsSetting setting({}, {.messageDelay = Distribution{distribution::Constant{30s}}});
    TestConsumer& consumer = setting.attach();

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(29s);
    const bool isBalanced = setting.world.isBalanced();
    setting.world.runUntil(60s);

    QVERIFY(isBalanced);
    QCOMPARE(consumer.deliveries.at(0).at, SimTime{6ms + 30s + 1ms});
}

/// A message is seen by the first poll that asks its server: the number of polls before is geometric.
void SqsCallsTest::shortPollsOverlookWhatIsThere()
{
    CallsSetting setting({.waitTime = 0s, .sampledShare = 0.25});
    TestConsumer& consumer = setting.attach();
    constexpr int kMessages = 400;

    Duration waited{};
    for (int i = 0; i < kMessages; ++i) {
        setting.world.publish(setting.producer, setting.channel, static_cast<std::uint64_t>(i));
        const SimTime sent = setting.world.calendar.now();
        setting.world.runFor(1s);
        QCOMPARE(consumer.deliveries.size(), static_cast<std::size_t>(i + 1));
        waited += consumer.deliveries.back().at - sent;
    }

    // 3 polls in vain on average, with a standard deviation of the mean of sqrt(12 / 400) = 0.17; 7 ms each, 7 ms of ways
    // and sending, 1 to 7 ms until the first poll.
    const double polls = static_cast<double>((waited / kMessages).count()) / 7e6;
    QVERIFY2(polls > 3.6 && polls < 5.6, qPrintable(QString::number(polls)));
    QVERIFY(setting.world.isBalanced());
}

void SqsCallsTest::shortPollsThatTakeNoTimeComeAgain()
{
    CallsSetting setting({.requestTime = Distribution{distribution::Constant{0s}}, .waitTime = 0s, .sampledShare = 0.25}, {}, Duration{});
    const TestConsumer& consumer = setting.attach();

    for (std::uint64_t key = 1; key <= 20; ++key) {
        setting.world.publish(setting.producer, setting.channel, key);
        setting.world.runFor(1s);
        QCOMPARE(consumer.deliveries.size(), static_cast<std::size_t>(key));
    }
}

/// The run goes on, though hundreds of receives are too many.
void SqsCallsTest::throttledPollsThatTakeNoTimeEnd()
{
    CallsSetting setting({.requestTime = Distribution{distribution::Constant{0s}}, .maxAttempts = 1}, {.isFifo = true}, Duration{});
    std::vector<TestConsumer*> consumers;
    for (int i = 0; i < 301; ++i)
        consumers.push_back(&setting.attach());

    setting.world.runUntil(2s);
    for (std::uint64_t key = 1; key <= 301; ++key)
        setting.world.publish(setting.producer, setting.channel, key);
    setting.world.runUntil(10s);

    QVERIFY(std::ranges::any_of(consumers, [](const TestConsumer* consumer) { return !consumer->deliveries.empty(); }));
    QVERIFY(setting.world.isBalanced());
}

void SqsCallsTest::longPollsOverlookNothing()
{
    CallsSetting setting({.waitTime = 1s, .sampledShare = 0.25});
    TestConsumer& consumer = setting.attach();

    setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runUntil(500ms);

    QCOMPARE(consumer.deliveries.at(0).at, SimTime{7ms});
}

void SqsCallsTest::whatIsTooLongIsRefused()
{
    CallsSetting setting({.maxBatchSize = 2}, {.maximumMessageSize = 2048});

    const Confirm& refused = setting.world.publish(setting.producer, setting.channel, 1, 2049);
    const Confirm& taken = setting.world.publish(setting.producer, setting.channel, 2, 2048);
    setting.world.runUntil(1s);

    QCOMPARE(refused.outcome, Outcome::Refused);
    QCOMPARE(taken.outcome, Outcome::Ok);
    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::Refused), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(SqsCallsTest)
#include "tst_sqs_calls.moc"
