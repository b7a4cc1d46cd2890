// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/cut.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class SqsFifoTest : public QObject {
    Q_OBJECT

private slots:
    void aGroupIsLockedWhileOneOfItsMessagesIsInFlight();
    void aReceiveTakesAllOfOneGroupFirst();
    void aBacklogOf120000HidesAllOtherGroups();
    void whatTimesOutIsAtItsPlaceAgain();
    void whoFailsGivesUpTheRestOfItsBatch();
    void twoConsumersKeepTheOrderOfEachGroup();
    void whatIsSentAgainWithinFiveMinutesIsDropped();
    void theSameContentInAnotherGroupIsNewIfTheScopeIsTheGroup();
    void withoutContentBasedDeduplicationEverySendIsNew();
    void callsBeyondTheQuotaAreThrottled_data();
    void callsBeyondTheQuotaAreThrottled();
    void theSdkMakesAThrottledCallAgain();
    void eachAttemptHasItsOwnTimeout();
    void whoHasDiedMakesNoThrottledCallAgain();
    void whoHasDiedDeletesNothingMore();
    void highThroughputCountsByGroup_data();
    void highThroughputCountsByGroup();
    void deletesHaveAQuotaToo_data();
    void deletesHaveAQuotaToo();
    void noMoreAreInFlightThanTheQuotaAllows_data();
    void noMoreAreInFlightThanTheQuotaAllows();
    void deadLettersOfAFifoQueueBeginANewRetention();
    void eachGroupExpiresByItself();
};

namespace {

struct FifoSetting {
    explicit FifoSetting(spec::SqsQueue queue = {}, const spec::SqsSettings& settings = {}) : world(settings)
    {
        queue.isFifo = true;
        channel = world.addChannel("orders.fifo", queue);
        orders = world.subscribe(channel, "orders");
        producer = world.addProducer();
    }

    TestConsumer& attach(Duration handlingTime = {})
    {
        TestConsumer& consumer = world.addConsumer(orders);
        consumer.handlingTime = handlingTime;
        consumer.isForgetting = true;
        consumer.attach();
        return consumer;
    }

    /// Messages of one group, told apart by their sizes.
    void publish(std::uint64_t key, std::int32_t firstSize, std::int32_t count)
    {
        for (std::int32_t size = firstSize; size < firstSize + count; ++size)
            world.publish(producer, channel, key, size);
    }

    BrokerWorld world;
    ChannelId channel;
    SubscriptionId orders;
    ProducerId producer;
};

/// So many publishes at the same instant, 400 times a second.
void offer(FifoSetting& setting, int instants, int together, std::vector<const Confirm*>& confirms, int groups = 1)
{
    for (int i = 0; i < instants; ++i) {
        setting.world.calendar.runUntil(SimTime{i * 2500us});
        for (int k = 0; k < together; ++k)
            confirms.push_back(&setting.world.publish(setting.producer, setting.channel, static_cast<std::uint64_t>(i % groups)));
    }
    setting.world.runFor(100s);
}

std::uint64_t accepted(const std::vector<const Confirm*>& confirms)
{
    return static_cast<std::uint64_t>(std::ranges::count(confirms, Outcome::Ok, [](const Confirm* confirm) { return confirm->outcome; }));
}

}  // namespace

void SqsFifoTest::aGroupIsLockedWhileOneOfItsMessagesIsInFlight()
{
    FifoSetting setting({}, {.maxNumberOfMessages = 1});
    TestConsumer& first = setting.attach(10s);
    TestConsumer& second = setting.attach(1s);

    setting.publish(1, 101, 2);
    setting.publish(2, 201, 1);
    setting.world.runUntil(9s);
    const std::string meanwhile = second.text();
    setting.world.runUntil(30s);

    QCOMPARE(first.sizesOf(1).at(0), 101);
    QCOMPARE(meanwhile, std::string("2"));
    QCOMPARE(first.deliveries.size() + second.deliveries.size(), std::size_t{3});
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::aReceiveTakesAllOfOneGroupFirst()
{
    FifoSetting setting({}, {.maxNumberOfMessages = 3});
    setting.publish(1, 101, 1);
    setting.publish(2, 201, 2);
    setting.publish(1, 102, 2);
    setting.world.runUntil(1s);

    TestConsumer& consumer = setting.attach(5s);
    setting.world.runFor(1s);
    TestConsumer& other = setting.attach(5s);
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("1 1 1"));
    QCOMPARE(other.text(), std::string("2 2"));
}

void SqsFifoTest::aBacklogOf120000HidesAllOtherGroups()
{
    FifoSetting setting({.visibilityTimeout = 1h, .throughputLimit = spec::SqsFifoThroughputLimit::PerMessageGroupId}, {.maxNumberOfMessages = 1});
    for (int second = 0; second < 400; ++second) {
        setting.publish(1, 101, 300);
        setting.world.runFor(1s);
    }
    setting.publish(2, 201, 2);
    setting.world.runFor(1s);

    TestConsumer& first = setting.attach(1min);
    TestConsumer& other = setting.attach(1h);
    setting.world.runFor(30s);
    QCOMPARE(first.text(), std::string("1"));
    QCOMPARE(other.text(), std::string());  // the group is locked, and what is behind it is not looked at
    setting.world.runFor(31s);

    QCOMPARE(other.text(), std::string("1"));
    QCOMPARE(first.text(), std::string("1 2"));  // it has deleted one, so one more is looked at
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::whatTimesOutIsAtItsPlaceAgain()
{
    FifoSetting setting({.visibilityTimeout = 10s}, {.maxNumberOfMessages = 1});
    setting.publish(1, 101, 3);
    TestConsumer& dead = setting.attach(1h);
    setting.world.runUntil(1s);
    dead.detach(Departure::Vanished);

    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(9s);
    const std::size_t before = consumer.deliveries.size();
    setting.world.runUntil(60s);

    QCOMPARE(before, std::size_t{0});
    QCOMPARE(consumer.text(), std::string("1* 1 1"));
    QCOMPARE(consumer.deliveries[0].size, 101);
    QCOMPARE(consumer.deliveries[2].size, 103);
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::whoFailsGivesUpTheRestOfItsBatch()
{
    FifoSetting setting({.visibilityTimeout = 10s});
    setting.publish(1, 101, 3);
    setting.world.runUntil(1s);
    TestConsumer& consumer = setting.attach(1s);
    consumer.answer = Settlement::Requeue;

    setting.world.runUntil(5s);
    consumer.answer = Settlement::Acknowledge;
    setting.world.runUntil(60s);

    std::vector<std::int32_t> handled;
    for (const auto& delivery : consumer.deliveries)
        handled.push_back(delivery.size);
    QCOMPARE(handled, (std::vector<std::int32_t>{101, 102, 103, 101, 102, 103}));
    QVERIFY(consumer.deliveries[3].isRedelivered);
    QVERIFY(consumer.deliveries[3].at >= SimTime{11s});
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::twoConsumersKeepTheOrderOfEachGroup()
{
    FifoSetting setting({.messageGroups = 3}, {.maxNumberOfMessages = 2});
    std::vector<TestConsumer*> consumers;
    for (int i = 0; i < 4; ++i)
        consumers.push_back(&setting.attach(Duration{(i + 1) * 7ms}));

    for (std::int32_t size = 1; size <= 300; ++size) {
        setting.world.publish(setting.producer, setting.channel, static_cast<std::uint64_t>(size), size);
        setting.world.runFor(2ms);
    }
    setting.world.runFor(100s);

    std::vector<std::pair<SimTime, std::int32_t>> deliveries;
    for (const TestConsumer* consumer : consumers)
        for (const auto& delivery : consumer->deliveries)
            deliveries.emplace_back(delivery.at, delivery.size);
    std::ranges::stable_sort(deliveries, {}, [](const auto& delivery) { return delivery.first; });
    QCOMPARE(deliveries.size(), std::size_t{300});
    std::int32_t last[3] = {};
    for (const auto& [at, size] : deliveries) {
        QVERIFY2(size > last[size % 3], "a later message of a group came first");
        last[size % 3] = size;
    }
}

void SqsFifoTest::whatIsSentAgainWithinFiveMinutesIsDropped()
{
    FifoSetting setting;
    TestConsumer& consumer = setting.attach();
    const TransactionRef flow = setting.world.tracker.start();
    const auto send = [&](std::uint32_t event) -> const Confirm& {
        return setting.world.publish(*setting.world.broker, setting.producer, setting.channel, {.transaction = flow, .event = EventTypeId{event}});
    };

    send(1);
    setting.world.runUntil(299s);
    const Confirm& again = send(1);
    send(2);
    setting.world.runUntil(301s);
    const std::size_t within = consumer.deliveries.size();
    send(1);
    setting.world.runUntil(310s);

    QCOMPARE(again.outcome, Outcome::Ok);
    QVERIFY(!again.isOpen);
    QCOMPARE(within, std::size_t{2});
    QCOMPARE(consumer.deliveries.size(), std::size_t{3});
    QCOMPARE(setting.world.probe(setting.channel).deduplications(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::theSameContentInAnotherGroupIsNewIfTheScopeIsTheGroup()
{
    FifoSetting setting({.deduplicationScope = spec::SqsDeduplicationScope::MessageGroup});
    TestConsumer& consumer = setting.attach();
    const TransactionRef flow = setting.world.tracker.start();

    for (const std::uint32_t key : {1U, 2U, 1U})
        setting.world.publish(*setting.world.broker, setting.producer, setting.channel, {.transaction = flow, .key = key, .event = {}});
    setting.world.runUntil(1s);

    QCOMPARE(consumer.text(), std::string("1 2"));
}

void SqsFifoTest::withoutContentBasedDeduplicationEverySendIsNew()
{
    FifoSetting setting({.isDeduplicatedByContent = false});
    TestConsumer& consumer = setting.attach();
    const TransactionRef flow = setting.world.tracker.start();

    for (int i = 0; i < 2; ++i)
        setting.world.publish(*setting.world.broker, setting.producer, setting.channel, {.transaction = flow, .key = 1, .event = {}});
    setting.world.runUntil(1s);

    QCOMPARE(consumer.text(), std::string("1 1"));
}

void SqsFifoTest::callsBeyondTheQuotaAreThrottled_data()
{
    QTest::addColumn<int>("batch");

    QTest::newRow("300 messages a second") << 1;
    QTest::newRow("3,000 messages a second in batches") << 10;
}

void SqsFifoTest::callsBeyondTheQuotaAreThrottled()
{
    QFETCH(int, batch);
    FifoSetting setting({}, {.maxBatchSize = batch, .maxAttempts = 1});
    std::vector<const Confirm*> confirms;

    offer(setting, 4000, batch, confirms);

    // 400 calls a second for 10 s; they get there 6 ms later, so that 2 come after the tenth second.
    const auto expected = static_cast<std::uint64_t>((10 * 300 + 2) * batch);
    QCOMPARE(accepted(confirms), expected);
    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::Throttled), confirms.size() - expected);
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::theSdkMakesAThrottledCallAgain()
{
    FifoSetting setting({}, {.maxAttempts = 10});
    std::vector<const Confirm*> confirms;

    offer(setting, 400, 1, confirms);

    QCOMPARE(accepted(confirms), std::uint64_t{400});
    const auto late = std::ranges::count_if(confirms, [](const Confirm* confirm) { return confirm->at > SimTime{1008ms}; });
    QVERIFY2(late > 90 && late <= 98, qPrintable(QString::number(late)));  // 98 came too many in the first second
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::eachAttemptHasItsOwnTimeout()
{
    FifoSetting setting({}, {.maxAttempts = 2});
    setting.publish(1, 1, 300);
    const Confirm& throttled = setting.world.publish(setting.producer, setting.channel, 1, 301);
    setting.world.runUntil(8ms);  // the client knows that it was one too many, and waits for up to 1 s

    const Cut cut(setting.world, {HostId{0}}, {HostId{1}});
    setting.world.runUntil(100s);

    QCOMPARE(throttled.outcome, Outcome::TimedOut);
    QVERIFY(throttled.at > SimTime{30s + 8ms});
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::whoHasDiedMakesNoThrottledCallAgain()
{
    FifoSetting setting({}, {.maxAttempts = 10});
    setting.publish(1, 1, 400);
    setting.world.runUntil(8ms);  // the service has taken 300, and has told the client that the others were too many

    setting.world.broker->crashProducer(setting.producer);
    const bool isBalanced = setting.world.isBalanced();
    setting.world.runUntil(60s);

    // Who waits loses it with the process; what had just been sent again is throttled once more.
    const ChannelProbe& probe = setting.world.probe(setting.channel);
    QVERIFY(isBalanced);
    QCOMPARE(probe.losses(LossCause::ProducerCrashed) + probe.losses(LossCause::Throttled), std::uint64_t{100});
    QCOMPARE(probe.held(), std::uint64_t{300});
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::whoHasDiedDeletesNothingMore()
{
    FifoSetting setting({.visibilityTimeout = 12h}, {.maxAttempts = 100});
    for (std::uint64_t key = 0; key < 400; ++key) {
        setting.world.publish(setting.producer, setting.channel, key);
        setting.world.runFor(4ms);
    }
    setting.world.runUntil(20s);
    std::vector<TestConsumer*> consumers;
    for (int i = 0; i < 40; ++i)
        consumers.push_back(&setting.attach());
    setting.world.runUntil(20020ms);  // they have tried to delete 400 messages

    for (TestConsumer* consumer : consumers)
        consumer->detach(Departure::Reset);
    setting.world.runUntil(60s);

    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{300});
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::highThroughputCountsByGroup_data()
{
    QTest::addColumn<int>("groups");
    QTest::addColumn<std::uint64_t>("expected");

    QTest::newRow("one group") << 1 << std::uint64_t{302};
    QTest::newRow("four groups") << 4 << std::uint64_t{400};
}

void SqsFifoTest::highThroughputCountsByGroup()
{
    QFETCH(int, groups);
    QFETCH(std::uint64_t, expected);
    FifoSetting setting({.deduplicationScope = spec::SqsDeduplicationScope::MessageGroup,
                         .throughputLimit = spec::SqsFifoThroughputLimit::PerMessageGroupId},
                        {.maxAttempts = 1});
    std::vector<const Confirm*> confirms;

    offer(setting, 400, 1, confirms, groups);

    QCOMPARE(accepted(confirms), expected);
}

void SqsFifoTest::deletesHaveAQuotaToo_data()
{
    QTest::addColumn<int>("batch");
    QTest::addColumn<std::uint64_t>("deleted");

    // The first receive gets there after 6 ms, the first delete after 13; in batches all messages have gone by then.
    QTest::newRow("message by message") << 1 << std::uint64_t{600};
    QTest::newRow("in batches") << 10 << std::uint64_t{2000};
}

void SqsFifoTest::deletesHaveAQuotaToo()
{
    QFETCH(int, batch);
    QFETCH(std::uint64_t, deleted);
    FifoSetting setting({.visibilityTimeout = 12h}, {.maxBatchSize = batch, .maxAttempts = 100});
    for (std::uint64_t key = 0; key < 2000; ++key) {
        setting.world.publish(setting.producer, setting.channel, key);
        setting.world.runFor(batch == 1 ? 4ms : 400us);
    }
    setting.world.runUntil(20s);

    for (int i = 0; i < 250; ++i)
        setting.attach();
    setting.world.runUntil(22s);

    QCOMPARE(setting.world.probe(setting.channel).delivered(), deleted);
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::noMoreAreInFlightThanTheQuotaAllows_data()
{
    QTest::addColumn<bool>("isFifo");

    QTest::newRow("standard") << false;
    QTest::newRow("FIFO") << true;
}

void SqsFifoTest::noMoreAreInFlightThanTheQuotaAllows()
{
    QFETCH(bool, isFifo);
    BrokerWorld world(spec::SqsSettings{});
    const ChannelId channel = world.addChannel("jobs", spec::SqsQueue{.inFlightLimit = 12, .isFifo = isFifo});
    const SubscriptionId jobs = world.subscribe(channel, "jobs");
    const ProducerId producer = world.addProducer();
    for (std::uint64_t key = 0; key < 30; ++key)
        world.publish(producer, channel, key);
    world.runUntil(1s);

    TestConsumer& first = world.addConsumer(jobs);
    TestConsumer& second = world.addConsumer(jobs);
    first.isHolding = second.isHolding = true;
    first.attach();
    world.runUntil(2s);
    second.attach();
    world.runUntil(3s);
    const std::size_t full = second.deliveries.size();
    first.settleOldest(Settlement::Acknowledge);
    TestConsumer& third = world.addConsumer(jobs);
    third.attach();
    world.runUntil(4s);

    QCOMPARE(first.deliveries.size(), std::size_t{10});
    QCOMPARE(full, std::size_t{2});
    QVERIFY(!third.deliveries.empty());
}

void SqsFifoTest::deadLettersOfAFifoQueueBeginANewRetention()
{
    FifoSetting setting({.visibilityTimeout = 10s, .maxReceiveCount = 1, .deadLetterChannel = "dead.fifo"});
    const ChannelId dead = setting.world.addChannel("dead.fifo", spec::SqsQueue{.retention = 60s, .isFifo = true});
    static_cast<void>(setting.world.subscribe(dead, "nobody"));
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;

    setting.publish(1, 101, 1);
    setting.world.runUntil(69s);
    const std::uint64_t before = setting.world.probe(dead).expiries();
    setting.world.runUntil(71s);

    // Received after 6 ms, visible again after 10 s: then it is a dead letter, for 60 s.
    QCOMPARE(before, std::uint64_t{0});
    QCOMPARE(setting.world.probe(dead).expiries(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsFifoTest::eachGroupExpiresByItself()
{
    FifoSetting setting({.retention = 60s});
    setting.publish(1, 101, 1);
    setting.publish(2, 201, 1);
    setting.world.runUntil(30s);
    setting.publish(1, 102, 1);

    setting.world.runUntil(70s);
    const TestConsumer& consumer = setting.attach();
    setting.world.runUntil(80s);

    QCOMPARE(setting.world.probe(setting.channel).expiries(), std::uint64_t{2});
    QCOMPARE(consumer.sizesOf(1), std::vector<std::int32_t>{102});
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(SqsFifoTest)
#include "tst_sqs_fifo.moc"
