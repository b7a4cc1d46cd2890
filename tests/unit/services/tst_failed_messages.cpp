// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a consumer does with a message that it cannot handle.
#include "tests/unit/services/scripted_broker.h"
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

constexpr EventTypeId kEvent{7};
using Settled = ScriptedBroker::Settled;

/// One consumer whose handler works for 10 ms and then fails, if the program says so.
class ConsumerWorld : public ServiceWorld {
public:
    explicit ConsumerWorld(spec::FailedMessages failed, bool fails = true)
        : broker(calendar), station(addStation(settingsOf(std::move(failed)), {}))
    {
        station.addReaction(SubscriptionId{0}, broker, probe);
        Routine routine;
        routine.body.push_back(work(10ms));
        if (fails)
            routine.body.push_back(fail());
        station.addReactionRoutine(SubscriptionId{0}, broker, {}, std::move(routine));
        station.setDeadLetters(broker, ChannelId{3});
        station.start();
    }

    void deliver(std::uint64_t tag)
    {
        broker.consumers[0]->deliver(
            {.message = {.transaction = newTransaction(), .event = kEvent}, .tag = tag, .isRedelivered = false});
    }

    ScriptedBroker broker;
    ChannelProbe probe;
    Station& station;

private:
    static StationSettings settingsOf(spec::FailedMessages failed)
    {
        StationSettings settings = oneWorker();
        settings.failedMessages = std::move(failed);
        return settings;
    }
};

}  // namespace

class FailedMessagesTest : public QObject {
    Q_OBJECT

private slots:
    void byDefaultTheBrokerGetsThemBackAtOnce();
    void theyAreTriedAgainInTheConsumersHands();
    void theWaitsGrowUpToTheLongest();
    void whatSucceedsLaterIsAcknowledged();
    void skippedMeansDiscarded();
    void deadLettersArePublishedFirst();
    void aDeadLetterThatIsRefusedIsTriedAgain();
    void parkedMessagesKeepTheirTransaction();
};

void FailedMessagesTest::byDefaultTheBrokerGetsThemBackAtOnce()
{
    ConsumerWorld world({});

    world.deliver(1);
    world.runUntil(10ms);

    QCOMPARE(world.broker.settled, (std::vector<Settled>{{1, Settlement::Requeue}}));
    QCOMPARE(world.station.probe().count(StationEvent::GivenUp), 0U);
}

void FailedMessagesTest::theyAreTriedAgainInTheConsumersHands()
{
    ConsumerWorld world({.maxAttempts = 3, .firstDelay = 1s});
    world.deliver(1);
    world.deliver(2);

    world.runUntil(2029ms);
    QVERIFY(world.broker.settled.empty());  // attempts from 0, 1010 and 2020
    world.runUntil(2030ms);
    QCOMPARE(world.broker.settled.size(), 1U);
    world.runUntil(4059ms);
    QCOMPARE(world.broker.settled.size(), 1U);  // the second message had to wait
    world.runUntil(4060ms);

    QCOMPARE(world.broker.settled.size(), 2U);
    QCOMPARE(world.station.probe().served(), 2U);
    QCOMPARE(world.station.probe().count(StationEvent::GivenUp), 2U);
}

void FailedMessagesTest::theWaitsGrowUpToTheLongest()
{
    ConsumerWorld world({.maxAttempts = 5, .firstDelay = 1s, .maxDelay = 3s, .growthFactor = 2});
    world.deliver(1);

    const Duration end = 5 * 10ms + 1s + 2s + 3s + 3s;
    world.runUntil(end - 1ms);
    QVERIFY(world.broker.settled.empty());
    world.runUntil(end);

    QCOMPARE(world.broker.settled.size(), 1U);
}

void FailedMessagesTest::whatSucceedsLaterIsAcknowledged()
{
    ConsumerWorld world({.maxAttempts = 3}, false);

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.broker.settled, (std::vector<Settled>{{1, Settlement::Acknowledge}}));
}

void FailedMessagesTest::skippedMeansDiscarded()
{
    ConsumerWorld world({.maxAttempts = 1, .then = spec::GiveUp::Skip});

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.broker.settled, (std::vector<Settled>{{1, Settlement::Discard}}));
}

void FailedMessagesTest::deadLettersArePublishedFirst()
{
    ConsumerWorld world({.maxAttempts = 1, .then = spec::GiveUp::DeadLetter});

    world.deliver(1);
    world.runUntil(10ms);
    QCOMPARE(world.broker.published.size(), 1U);
    QCOMPARE(world.broker.published[0].event, kEvent.value);
    QVERIFY(world.broker.settled.empty());
    world.completions.resolve(world.broker.published[0].confirm, Outcome::Ok);
    world.runUntil(1s);

    QCOMPARE(world.broker.settled, (std::vector<Settled>{{1, Settlement::LaidAside}}));
}

void FailedMessagesTest::aDeadLetterThatIsRefusedIsTriedAgain()
{
    ConsumerWorld world({.maxAttempts = 1, .then = spec::GiveUp::DeadLetter});

    world.deliver(1);
    world.runUntil(10ms);
    world.completions.resolve(world.broker.published[0].confirm, Outcome::Refused);
    world.runUntil(1s);

    QCOMPARE(world.broker.settled, (std::vector<Settled>{{1, Settlement::Requeue}}));
}

void FailedMessagesTest::parkedMessagesKeepTheirTransaction()
{
    ConsumerWorld world({.maxAttempts = 1, .then = spec::GiveUp::Park});

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.broker.settled, (std::vector<Settled>{{1, Settlement::LaidAside}}));
    QCOMPARE(world.tracker.unfinished(), 1U);
    QCOMPARE(world.station.probe().count(StationEvent::Parked), 1U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::FailedMessagesTest)
#include "tst_failed_messages.moc"
