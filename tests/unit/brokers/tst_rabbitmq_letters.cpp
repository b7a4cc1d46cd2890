// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages that expire by themselves, and dead letters that go round.
#include "models/brokers/rabbitmq/envelopes.h"
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class RabbitmqLettersTest : public QObject {
    Q_OBJECT

private slots:
    void theShorterTimeToLiveHolds();
    void aMessageExpiresAtTheHeadOnly();
    void aNewHeadExpiresInItsOwnTime();
    void aDeadLetterHasNoExpiration();
    void aDeadLetterKeepsItsPriority();
    void aRetryLoopTellsHowOftenAMessageHasDied();
    void aLoopThatNobodyRejectsInIsCut();
    void whatDiesInTwoWaysIsCountedForEach();
    void countsEndWithoutHarm();
};

namespace {

using Queue = spec::RabbitmqQueue;

struct LetterSetting : QueueSetting {
    explicit LetterSetting(const Queue& queue, const Queue& letters = {}) : QueueSetting(spec::RabbitmqSettings{}, queue)
    {
        world.eventNames = {"lasting", "fleeting"};
        addGraveyard(letters);
        world.runUntil(1s);
    }

    void publish(std::uint32_t key, std::uint32_t event)
    {
        world.publish(*world.broker, producer, channel, {.transaction = world.tracker.start(), .key = key, .event = EventTypeId{event}});
        world.runFor(10ms);
    }
    /// Keys and times, in tenths of a second since the start, of what the graveyard has got.
    [[nodiscard]] std::string burials() const
    {
        std::string text;
        for (const auto& handled : graveyard->deliveries)
            text += (text.empty() ? "" : " ") + std::to_string(handled.key) + "@" + std::to_string((handled.at - SimTime{}) / 100ms);
        return text;
    }
};

/// Asks each delivery how often it has died in its queue.
class DeathReader final : public Consumer {
public:
    DeathReader(Broker& broker, SubscriptionId subscription, HostId host, Settlement settlement) : m_broker(broker), m_answer(settlement)
    {
        m_id = broker.attach(subscription, *this, host);
    }
    void deliver(Delivery delivery) override
    {
        deaths.push_back(delivery.deaths);
        m_broker.settle(m_id, delivery.tag, m_answer);
    }

    std::vector<std::int64_t> deaths;

private:
    Broker& m_broker;
    ConsumerId m_id;
    Settlement m_answer;
};

}  // namespace

void RabbitmqLettersTest::theShorterTimeToLiveHolds()
{
    LetterSetting setting({.properties = {{.event = "fleeting", .expiration = 1s}}, .messageTtl = 2s, .deadLetterChannel = "dead"});

    setting.publish(1, 1);
    setting.publish(2, 0);
    setting.world.runFor(5s);

    QCOMPARE(setting.burials(), std::string("1@20 2@30"));  // recording 03-06
}

void RabbitmqLettersTest::aMessageExpiresAtTheHeadOnly()
{
    LetterSetting setting({.properties = {{.event = "fleeting", .expiration = 1s}, {.event = "lasting", .expiration = 4s}}, .deadLetterChannel = "dead"});

    setting.publish(1, 0);
    setting.publish(2, 1);
    setting.world.runFor(10s);

    QCOMPARE(setting.burials(), std::string("1@50 2@50"));  // recording 03-02
}

void RabbitmqLettersTest::aNewHeadExpiresInItsOwnTime()
{
    LetterSetting setting({.properties = {{.event = "fleeting", .expiration = 1s}, {.event = "lasting", .expiration = 10s}}, .deadLetterChannel = "dead"});
    setting.publish(1, 0);
    setting.publish(2, 1);
    TestConsumer& consumer = setting.attach(true);  // takes both, so that the first is no longer in front
    setting.world.runFor(100ms);
    consumer.detach(Departure::Closed);
    setting.world.runFor(100ms);
    TestConsumer& next = setting.attach(true);
    setting.world.runFor(100ms);
    next.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(10ms);
    next.detach(Departure::Closed);  // the second one is back, and is the head now

    setting.world.runFor(5s);

    QCOMPARE(setting.burials(), std::string("2@20"));
}

void RabbitmqLettersTest::aDeadLetterHasNoExpiration()
{
    LetterSetting setting({.properties = {{.expiration = 1s}}, .deadLetterChannel = "dead"}, {.properties = {{.expiration = 1s}}});
    setting.graveyard->detach(Departure::Closed);

    setting.publish(1, 0);
    setting.world.runFor(60s);

    QCOMPARE(setting.world.probe(setting.dead).held(), std::uint64_t{1});
    QCOMPARE(setting.world.probe(setting.dead).expiries(), std::uint64_t{0});
}

void RabbitmqLettersTest::aDeadLetterKeepsItsPriority()
{
    LetterSetting setting({.properties = {{.event = "fleeting", .priority = 5}}, .messageTtl = 1s, .deadLetterChannel = "dead"},
                    {.type = spec::RabbitmqQueueType::Classic, .maxPriority = 5});
    setting.graveyard->detach(Departure::Closed);
    setting.publish(1, 0);
    setting.publish(2, 1);
    setting.world.runFor(2s);

    setting.graveyard->attach();
    setting.world.runFor(1s);

    QCOMPARE(setting.graveyard->text(), std::string("2 1"));
}

void RabbitmqLettersTest::aRetryLoopTellsHowOftenAMessageHasDied()
{
    BrokerWorld world(spec::RabbitmqSettings{});
    const ChannelId work = world.addChannel("work", Queue{.deadLetterChannel = "wait"});
    static_cast<void>(world.addChannel("wait", Queue{.hasWaitingQueue = true, .messageTtl = 10s, .deadLetterChannel = "work"}));
    const SubscriptionId jobs = world.subscribe(work, "worker");
    const ProducerId producer = world.addProducer();
    DeathReader reader(*world.broker, jobs, world.newHost(), Settlement::Discard);
    world.runUntil(1s);

    world.publish(producer, work, 1);
    world.runFor(35s);

    QCOMPARE(reader.deaths, (std::vector<std::int64_t>{0, 1, 2, 3}));  // recording 02-19
    QVERIFY(world.isBalanced());
}

void RabbitmqLettersTest::aLoopThatNobodyRejectsInIsCut()
{
    BrokerWorld world(spec::RabbitmqSettings{});
    const ChannelId one = world.addChannel("one", Queue{.hasWaitingQueue = true, .messageTtl = 1s, .deadLetterChannel = "other"});
    const ChannelId other = world.addChannel("other", Queue{.hasWaitingQueue = true, .messageTtl = 1s, .deadLetterChannel = "one"});
    const ProducerId producer = world.addProducer();

    world.publish(producer, one, 1);
    world.runFor(60s);

    QCOMPARE(world.probe(one).deadLetters(), std::uint64_t{1});
    QCOMPARE(world.probe(other).losses(LossCause::DeadLetterCycle), std::uint64_t{1});  // recording 02-21
    QCOMPARE(world.probe(one).held() + world.probe(other).held(), std::uint64_t{0});
    QVERIFY(world.isBalanced());
}

void RabbitmqLettersTest::whatDiesInTwoWaysIsCountedForEach()
{
    rabbitmq::Envelopes envelopes;
    const auto* const queue = reinterpret_cast<const rabbitmq::Queue*>(&envelopes);  // it is only compared
    const std::string noKey;

    rabbitmq::Envelopes::Number letter = envelopes.afterDeath(0, *queue, rabbitmq::DeathReason::Rejected, noKey);
    letter = envelopes.afterDeath(letter, *queue, rabbitmq::DeathReason::Expired, noKey);
    letter = envelopes.afterDeath(letter, *queue, rabbitmq::DeathReason::Rejected, noKey);

    QCOMPARE(envelopes.deathsIn(*queue, letter), std::int64_t{3});
    QCOMPARE(envelopes.deaths(letter).size(), std::size_t{2});
    QCOMPARE(envelopes.deaths(letter).front().count, std::int64_t{2});  // the latest in front
}

void RabbitmqLettersTest::countsEndWithoutHarm()
{
    rabbitmq::Envelopes envelopes;
    const auto* const queue = reinterpret_cast<const rabbitmq::Queue*>(&envelopes);
    const std::string noKey;

    rabbitmq::Envelopes::Number letter = 0;
    for (int i = 0; i < 100'000; ++i)
        letter = envelopes.afterDeath(letter, *queue, rabbitmq::DeathReason::Rejected, noKey);

    QCOMPARE(envelopes.deathsIn(*queue, letter), rabbitmq::Envelopes::kMostDeaths);
}

QTEST_APPLESS_MAIN(RabbitmqLettersTest)

#include "tst_rabbitmq_letters.moc"
