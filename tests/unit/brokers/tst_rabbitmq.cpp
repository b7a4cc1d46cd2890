// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

Q_DECLARE_METATYPE(spec::RabbitmqQueueType)

class RabbitmqTest : public QObject {
    Q_OBJECT

private slots:
    void aConsumerHoldsNoMoreThanItsPrefetch();
    void consumersTakeTurns();
    void aLostConnectionGivesBackInOrder_data();
    void aLostConnectionGivesBackInOrder();
    void consumersThatDieTogetherAreOneFailure();
    void theDeliveryLimitLeadsToTheDeadLetters();
    void aDiscardedMessageIsDeadLettered();
    void withoutADeadLetterChannelADiscardIsALoss();
    void messagesExpireAtTheHead();
    void aFullQueueDropsItsHead();
    void aFullQueueRejectsPublishes();
    void aQuorumQueueRejectsOnceItHasBeenTooLong();
    void aRejectedMessageMayBeDeadLettered();
    void urgentMessagesComeFirst();
    void quorumQueuesHaveTwoPriorities_data();
    void quorumQueuesHaveTwoPriorities();
    void onlyOneConsumerIsActive();
    void anAlternateExchangeTakesWhatNobodyDoes();
    void whatIsMandatoryComesBack();
    void theVersionLimitsDeliveries_data();
    void theVersionLimitsDeliveries();
    void aConfirmWaitsForTheDiskAndTheMajority_data();
    void aConfirmWaitsForTheDiskAndTheMajority();
    void confirmsShareOneSync();
    void aFullBatchLetsTheNextOneHoldMore();
    void aSingleNodeThatRestartsKeepsWhatItConfirmed();
    void aHostThatFailsTakesWhatIsNotOnItsDisk_data();
    void aHostThatFailsTakesWhatIsNotOnItsDisk();
    void aQuorumQueueSurvivesItsLeader();
    void aClassicQueueOnADeadNodeSwallowsPublishes();
};

namespace {

struct Setting : QueueSetting {
    explicit Setting(const spec::RabbitmqQueue& queue = {}, const spec::RabbitmqSettings& settings = {}, std::size_t nodes = 1)
        : QueueSetting(settings, queue, nodes)
    {
        addGraveyard(spec::RabbitmqQueue{});
        world.runUntil(1s);
    }

    TestConsumer& attach(bool isHolding)
    {
        TestConsumer& consumer = QueueSetting::attach(isHolding);
        world.runFor(10ms);
        return consumer;
    }

    void publish(std::uint64_t count)
    {
        for (std::uint64_t key = 1; key <= count; ++key)
            QueueSetting::publish(key);
        world.runFor(100ms);
    }
};

constexpr spec::RabbitmqQueueType kClassic = spec::RabbitmqQueueType::Classic;
constexpr spec::RabbitmqQueueType kQuorum = spec::RabbitmqQueueType::Quorum;

}  // namespace

void RabbitmqTest::aConsumerHoldsNoMoreThanItsPrefetch()
{
    Setting setting({}, {.prefetch = 2});
    TestConsumer& consumer = setting.attach(true);

    setting.publish(5);
    const std::string before = consumer.text();
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(100ms);

    QCOMPARE(before, std::string("1 2"));
    QCOMPARE(consumer.text(), std::string("1 2 3"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::consumersTakeTurns()
{
    Setting setting({}, {.prefetch = 10});
    TestConsumer& first = setting.attach(false);
    TestConsumer& second = setting.attach(false);

    setting.publish(6);

    QCOMPARE(first.text(), std::string("1 3 5"));
    QCOMPARE(second.text(), std::string("2 4 6"));
}

void RabbitmqTest::aLostConnectionGivesBackInOrder_data()
{
    QTest::addColumn<spec::RabbitmqQueueType>("type");
    QTest::addColumn<Departure>("how");
    QTest::addColumn<qint64>("milliseconds");

    QTest::newRow("classic, process died") << kClassic << Departure::Reset << qint64{1};
    QTest::newRow("quorum, process died") << kQuorum << Departure::Reset << qint64{1};
    QTest::newRow("classic, closed") << kClassic << Departure::Closed << qint64{1};
    QTest::newRow("quorum, host died: after the heartbeat timeout") << kQuorum << Departure::Vanished << qint64{60'000};
}

void RabbitmqTest::aLostConnectionGivesBackInOrder()
{
    QFETCH(spec::RabbitmqQueueType, type);
    QFETCH(Departure, how);
    QFETCH(qint64, milliseconds);
    Setting setting({.type = type}, {.prefetch = 3});
    TestConsumer& first = setting.attach(true);
    setting.publish(4);
    TestConsumer& second = setting.attach(false);
    const SimTime left = setting.world.calendar.now();

    first.detach(how);
    setting.world.runFor(70s);

    QCOMPARE(first.text(), std::string("1 2 3"));
    QCOMPARE(second.text(), std::string("4 1* 2* 3*"));
    const SimTime expected = left + std::chrono::milliseconds{milliseconds} + 1ms;
    QCOMPARE(second.deliveries[1].at, expected);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::consumersThatDieTogetherAreOneFailure()
{
    constexpr std::uint64_t kConsumers = 30;
    Setting setting({.deliveryLimit = 2}, {.prefetch = 1});
    std::vector<TestConsumer*> consumers;
    for (std::uint64_t i = 0; i < kConsumers; ++i)
        consumers.push_back(&setting.attach(true));
    setting.publish(kConsumers);

    for (TestConsumer* consumer : consumers)
        consumer->detach(Departure::Reset);
    setting.world.runFor(100ms);
    const TestConsumer& heir = setting.attach(false);
    setting.world.runFor(100ms);

    QCOMPARE(heir.deliveries.size(), kConsumers);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), kConsumers);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::theDeliveryLimitLeadsToTheDeadLetters()
{
    Setting setting({.deliveryLimit = 2, .deadLetterChannel = "dead"});
    TestConsumer& consumer = setting.attach(false);
    consumer.answer = Settlement::Requeue;

    setting.publish(1);

    QCOMPARE(consumer.text(), std::string("1 1* 1*"));
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QCOMPARE(setting.world.probe(setting.channel).deadLetters(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::aDiscardedMessageIsDeadLettered()
{
    Setting setting({.deadLetterChannel = "dead"});
    TestConsumer& consumer = setting.attach(false);
    consumer.answer = Settlement::Discard;

    setting.publish(2);

    QCOMPARE(consumer.text(), std::string("1 2"));
    QCOMPARE(setting.graveyard->text(), std::string("1 2"));
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void RabbitmqTest::withoutADeadLetterChannelADiscardIsALoss()
{
    Setting setting;
    TestConsumer& consumer = setting.attach(false);
    consumer.answer = Settlement::Discard;

    setting.publish(1);

    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::Discarded), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::messagesExpireAtTheHead()
{
    Setting setting({.messageTtl = 1s, .deadLetterChannel = "dead"});

    setting.publish(2);
    setting.world.runFor(800ms);
    const std::uint64_t early = setting.world.probe(setting.channel).deadLetters();
    setting.world.runFor(200ms);

    QCOMPARE(early, std::uint64_t{0});
    QCOMPARE(setting.graveyard->text(), std::string("1 2"));
}

void RabbitmqTest::aFullQueueDropsItsHead()
{
    Setting setting({.maxLength = 3});

    setting.publish(5);
    TestConsumer& consumer = setting.attach(false);
    setting.world.runFor(100ms);

    QCOMPARE(consumer.text(), std::string("3 4 5"));
    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::Overflow), std::uint64_t{2});
}

void RabbitmqTest::aFullQueueRejectsPublishes()
{
    Setting setting({.type = kClassic, .maxLength = 1, .overflow = spec::RabbitmqOverflow::RejectPublish});

    const Confirm& first = setting.world.publish(setting.producer, setting.channel, 1);
    const Confirm& second = setting.world.publish(setting.producer, setting.channel, 2);
    setting.world.runFor(100ms);

    QCOMPARE(first.outcome, Outcome::Ok);
    QCOMPARE(second.outcome, Outcome::Refused);
    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::Refused), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::aQuorumQueueRejectsOnceItHasBeenTooLong()
{
    Setting setting({.maxLength = 3, .overflow = spec::RabbitmqOverflow::RejectPublish}, {.prefetch = 1});
    std::vector<const Confirm*> confirms;
    const auto publish = [&](std::uint64_t key) {
        confirms.push_back(&setting.world.publish(setting.producer, setting.channel, key));
        setting.world.runFor(100ms);
    };

    for (std::uint64_t key = 1; key <= 5; ++key)
        publish(key);
    TestConsumer& consumer = setting.attach(true);
    publish(6);  // 3 are ready: that is too many to begin again (recording 04-26)
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(100ms);
    publish(7);

    std::string outcomes;
    for (const Confirm* confirm : confirms)
        outcomes += confirm->outcome == Outcome::Ok ? '+' : '-';
    QCOMPARE(outcomes, std::string("++++--+"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::aRejectedMessageMayBeDeadLettered()
{
    Setting setting({.type = kClassic, .maxLength = 1, .overflow = spec::RabbitmqOverflow::RejectPublishDlx, .deadLetterChannel = "dead"});

    setting.publish(2);

    QCOMPARE(setting.graveyard->text(), std::string("2"));  // recording 04-13
    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::Refused), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::urgentMessagesComeFirst()
{
    Setting setting({.type = kClassic, .maxPriority = 5, .properties = {{.share = 0.3, .priority = 9}}});

    setting.publish(50);
    const TestConsumer& consumer = setting.attach(false);
    setting.world.runFor(100ms);

    // Two ascending sequences, the first of which is the urgent share.
    std::vector<std::uint64_t> keys;
    for (const auto& delivery : consumer.deliveries)
        keys.push_back(delivery.key);
    const auto first = std::ranges::is_sorted_until(keys);
    QCOMPARE(keys.size(), std::size_t{50});
    QVERIFY(first - keys.begin() >= 5 && first - keys.begin() <= 30);
    QVERIFY(std::is_sorted(first, keys.end()));
}

void RabbitmqTest::quorumQueuesHaveTwoPriorities_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("order");

    QTest::newRow("4.x: two high ones for each normal one") << static_cast<int>(spec::RabbitmqVersion::V4) << QByteArray("3 4 1 5 6 2");
    QTest::newRow("3.13: none") << static_cast<int>(spec::RabbitmqVersion::V3_13) << QByteArray("1 2 3 4 5 6");
}

void RabbitmqTest::quorumQueuesHaveTwoPriorities()
{
    QFETCH(int, version);
    QFETCH(QByteArray, order);
    Setting setting({.properties = {{.event = "urgent", .priority = 5}}}, {.version = static_cast<spec::RabbitmqVersion>(version)});
    setting.world.eventNames = {"plain", "urgent"};
    for (std::uint32_t key = 1; key <= 6; ++key)
        setting.world.publish(*setting.world.broker, setting.producer, setting.channel,
                              {.transaction = setting.world.tracker.start(), .key = key, .event = EventTypeId{key > 2 ? 1U : 0U}});
    setting.world.runFor(100ms);

    const TestConsumer& consumer = setting.attach(false);
    setting.world.runFor(100ms);

    QCOMPARE(QByteArray::fromStdString(consumer.text()), order);
}

void RabbitmqTest::onlyOneConsumerIsActive()
{
    Setting setting({.type = kClassic, .isSingleActiveConsumer = true}, {.prefetch = 2});
    TestConsumer& first = setting.attach(true);
    TestConsumer& second = setting.attach(true);

    setting.publish(3);
    const std::string before = second.text();
    first.detach(Departure::Reset);
    setting.world.runFor(1s);

    QCOMPARE(first.text(), std::string("1 2"));
    QCOMPARE(before, std::string());
    QCOMPARE(second.text(), std::string("1* 2*"));  // recording 08-30
}

void RabbitmqTest::anAlternateExchangeTakesWhatNobodyDoes()
{
    Setting setting;
    const ChannelId unbound = setting.world.addChannel("unbound", spec::RabbitmqQueue{.alternateExchange = "orders"});
    TestConsumer& consumer = setting.attach(false);

    const Confirm& confirm = setting.world.publish(setting.producer, unbound, 7);
    setting.world.runFor(100ms);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), std::string("7"));  // recording 07-10
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::whatIsMandatoryComesBack()
{
    Setting setting;
    const ChannelId strict = setting.world.addChannel("strict", spec::RabbitmqQueue{.isMandatory = true});
    const ChannelId lax = setting.world.addChannel("lax", spec::RabbitmqQueue{});

    const Confirm& returned = setting.world.publish(setting.producer, strict, 1);
    const Confirm& dropped = setting.world.publish(setting.producer, lax, 2);
    setting.world.runFor(100ms);

    QCOMPARE(returned.outcome, Outcome::Refused);
    QCOMPARE(dropped.outcome, Outcome::Ok);
}

void RabbitmqTest::theVersionLimitsDeliveries_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<qulonglong>("deadLetters");

    QTest::newRow("3.13: for ever") << static_cast<int>(spec::RabbitmqVersion::V3_13) << qulonglong{0};
    QTest::newRow("4.x: 20 times again") << static_cast<int>(spec::RabbitmqVersion::V4) << qulonglong{1};
}

void RabbitmqTest::theVersionLimitsDeliveries()
{
    QFETCH(int, version);
    QFETCH(qulonglong, deadLetters);
    Setting setting({.deadLetterChannel = "dead"}, {.version = static_cast<spec::RabbitmqVersion>(version)});
    TestConsumer& consumer = setting.attach(false);
    consumer.answer = Settlement::Requeue;

    setting.publish(1);

    QVERIFY(consumer.deliveries.size() >= 21);
    QCOMPARE(qulonglong{setting.world.probe(setting.channel).deadLetters()}, deadLetters);
}

void RabbitmqTest::aConfirmWaitsForTheDiskAndTheMajority_data()
{
    QTest::addColumn<spec::RabbitmqQueueType>("type");
    QTest::addColumn<spec::RabbitmqVersion>("version");
    QTest::addColumn<qint64>("microseconds");

    // There and back 1 ms each, routing 20 us, one fsync 1 ms; a quorum asks its followers, 1 ms each way.
    QTest::newRow("classic of 3.13") << kClassic << spec::RabbitmqVersion::V3_13 << qint64{3'020};
    QTest::newRow("classic of 4.x waits for no disk") << kClassic << spec::RabbitmqVersion::V4 << qint64{2'020};
    QTest::newRow("quorum") << kQuorum << spec::RabbitmqVersion::V4 << qint64{5'020};
}

void RabbitmqTest::aConfirmWaitsForTheDiskAndTheMajority()
{
    QFETCH(spec::RabbitmqQueueType, type);
    QFETCH(spec::RabbitmqVersion, version);
    QFETCH(qint64, microseconds);
    Setting setting({.type = type}, {.version = version}, 3);

    const Confirm& confirm = setting.world.publish(setting.producer, setting.channel, 1);
    setting.world.runFor(100ms);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(confirm.at, SimTime{1s} + std::chrono::microseconds{microseconds});
}

void RabbitmqTest::confirmsShareOneSync()
{
    Setting setting({}, {.syncTime = {distribution::Constant{10ms}}});

    std::vector<const Confirm*> confirms;
    for (std::uint64_t key = 1; key <= 5; ++key) {
        confirms.push_back(&setting.world.publish(setting.producer, setting.channel, key));
        setting.world.runFor(1ms);
    }
    setting.world.runFor(1s);

    // The first begins an fsync; the others wait for it together and share the next one.
    QCOMPARE(confirms[0]->at, SimTime{1s + 1020us + 10ms + 1ms});
    QCOMPARE(confirms[1]->at, SimTime{1s + 1020us + 20ms + 1ms});
    QCOMPARE(confirms[4]->at, confirms[1]->at);
}

void RabbitmqTest::aFullBatchLetsTheNextOneHoldMore()
{
    Setting setting({}, {.syncTime = {distribution::Constant{10ms}}});

    std::vector<const Confirm*> confirms;
    for (std::uint64_t key = 1; key <= 200; ++key)
        confirms.push_back(&setting.world.publish(setting.producer, setting.channel, key));
    setting.world.runFor(1s);

    // The first begins an fsync alone, then 32 share one, then 64, then the rest.
    const SimTime first = SimTime{1s + 1020us + 10ms + 1ms};
    QCOMPARE(confirms[0]->at, first);
    QCOMPARE(confirms[1]->at, first + 10ms);
    QCOMPARE(confirms[32]->at, first + 10ms);
    QCOMPARE(confirms[33]->at, first + 20ms);
    QCOMPARE(confirms[96]->at, first + 20ms);
    QCOMPARE(confirms[97]->at, first + 30ms);
    QCOMPARE(confirms[199]->at, first + 30ms);
}

void RabbitmqTest::aSingleNodeThatRestartsKeepsWhatItConfirmed()
{
    Setting setting({.type = kClassic});
    setting.publish(2);

    setting.world.broker->crashNode(0, false);
    setting.world.runFor(1s);
    const Confirm& refused = setting.world.publish(setting.producer, setting.channel, 3);
    setting.world.runFor(1s);
    setting.world.broker->restartNode(0);
    TestConsumer& consumer = setting.attach(false);
    setting.world.runFor(10s);

    QCOMPARE(refused.outcome, Outcome::Unavailable);
    QCOMPARE(consumer.text(), std::string("1* 2*"));  // recording 09-03
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::aHostThatFailsTakesWhatIsNotOnItsDisk_data()
{
    QTest::addColumn<spec::RabbitmqVersion>("version");
    QTest::addColumn<bool>("losesPower");
    QTest::addColumn<std::string>("left");
    QTest::addColumn<qulonglong>("lost");

    const std::string all = "1* 2* 3*";
    QTest::newRow("3.13, its host fails: confirmed is on the disk") << spec::RabbitmqVersion::V3_13 << true << all << 0ULL;
    QTest::newRow("4.x, its process dies: the operating system has it") << spec::RabbitmqVersion::V4 << false << all << 0ULL;
    // The operating system writes back after 30 s what the first second brought.
    QTest::newRow("4.x, its host fails") << spec::RabbitmqVersion::V4 << true << std::string("1* 2*") << 1ULL;
}

void RabbitmqTest::aHostThatFailsTakesWhatIsNotOnItsDisk()
{
    QFETCH(spec::RabbitmqVersion, version);
    QFETCH(bool, losesPower);
    QFETCH(std::string, left);
    QFETCH(qulonglong, lost);
    Setting setting({.type = kClassic}, {.version = version});
    setting.publish(2);
    setting.world.runFor(32s);
    const Confirm& confirm = setting.world.publish(setting.producer, setting.channel, 3);
    setting.world.runFor(100ms);

    setting.world.broker->crashNode(0, losesPower);
    if (losesPower)
        setting.world.broker->losePower(0);
    setting.world.runFor(1s);
    setting.world.broker->restartNode(0);
    TestConsumer& consumer = setting.attach(false);
    setting.world.runFor(10s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), left);
    QCOMPARE(qulonglong{setting.world.probe(setting.channel).losses(LossCause::PowerLoss)}, lost);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::aQuorumQueueSurvivesItsLeader()
{
    Setting setting({.type = kQuorum}, {}, 3);
    setting.world.addProducer();
    const ProducerId elsewhere = setting.world.addProducer();  // connected to another node than the leader
    std::vector<const Confirm*> confirms;

    for (std::uint64_t key = 1; key <= 100; ++key) {
        confirms.push_back(&setting.world.publish(elsewhere, setting.channel, key));
        setting.world.runFor(1ms);
        if (key == 50)
            setting.world.broker->crashNode(0, false);
    }
    setting.world.runFor(5s);
    TestConsumer& consumer = setting.attach(false);
    setting.world.runFor(20s);

    for (const Confirm* confirm : confirms)
        QVERIFY(!confirm->isOpen && confirm->outcome == Outcome::Ok);
    QCOMPARE(consumer.deliveries.size(), std::size_t{100});
    for (std::size_t i = 0; i < 100; ++i)
        QCOMPARE(consumer.deliveries[i].key, std::uint64_t{i + 1});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqTest::aClassicQueueOnADeadNodeSwallowsPublishes()
{
    Setting setting({.type = kClassic}, {}, 3);
    const ProducerId elsewhere = setting.world.addProducer();

    setting.world.broker->crashNode(0, false);
    setting.world.runFor(1s);
    const Confirm& confirm = setting.world.publish(elsewhere, setting.channel, 1);
    setting.world.runFor(1s);

    QCOMPARE(confirm.outcome, Outcome::Ok);  // recording 11-10: unroutable, so confirmed and lost
    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::BrokerCrashed), std::uint64_t{1});
}

QTEST_APPLESS_MAIN(RabbitmqTest)
#include "tst_rabbitmq.moc"
