// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a consumer does with a message that it cannot handle.
#include "tests/unit/services/consumer_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

constexpr ChannelId kDeadLetters{3};

StationSettings giving(spec::FailedMessages failed)
{
    StationSettings settings = oneWorker();
    settings.failedMessages = std::move(failed);
    return settings;
}

/// One consumer whose handler works for 10 ms and then fails, unless it is asked not to.
class FailingWorld : public ConsumerWorld {
public:
    explicit FailingWorld(spec::FailedMessages failed, bool fails = true) : ConsumerWorld(giving(std::move(failed)))
    {
        Instructions body{work(10ms)};
        if (fails)
            body.push_back(fail());
        react(kPaid, std::move(body));
        station.setDeadLetters(broker, kDeadLetters);
        station.start();
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
    void poisonIsTriedAsOftenAndGivenUp_data();
    void poisonIsTriedAsOftenAndGivenUp();
    void aHungHandlerTriesAgainWhenItGoesOn();
    void skippedMeansDiscarded();
    void deadLettersArePublishedFirst();
    void aDeadLetterThatIsRefusedIsTriedAgain();
    void parkedMessagesKeepTheirTransaction();
};

void FailedMessagesTest::byDefaultTheBrokerGetsThemBackAtOnce()
{
    FailingWorld world({});

    world.deliver(1);
    world.runUntil(10ms);

    QCOMPARE(world.settled(), "1 requeue@10");
    QCOMPARE(world.station.probe().count(StationEvent::GivenUp), 0U);
}

void FailedMessagesTest::theyAreTriedAgainInTheConsumersHands()
{
    FailingWorld world({.maxAttempts = 3, .firstDelay = 1s});
    world.deliver(1);
    world.deliver(2);

    world.runUntil(1min);

    // Attempts from 0, 1010 and 2020; the second message had to wait.
    QCOMPARE(world.settled(), "1 discard@2030, 2 discard@4060");
    QCOMPARE(world.station.probe().served(), 2U);
    QCOMPARE(world.station.probe().count(StationEvent::GivenUp), 2U);
}

void FailedMessagesTest::theWaitsGrowUpToTheLongest()
{
    FailingWorld world({.maxAttempts = 5, .firstDelay = 1s, .maxDelay = 3s, .growthFactor = 2});
    world.deliver(1);

    world.runUntil(1min);

    // Five times 10 ms, and waits of 1, 2, 3 and 3 s.
    QCOMPARE(world.settled(), "1 discard@9050");
}

void FailedMessagesTest::whatSucceedsLaterIsAcknowledged()
{
    FailingWorld world({.maxAttempts = 3}, false);

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 ack@10");
}

void FailedMessagesTest::poisonIsTriedAsOftenAndGivenUp_data()
{
    QTest::addColumn<Flaw>("flaw");
    QTest::addColumn<QByteArray>("settled");

    QTest::newRow("poison is worked on in vain") << Flaw::Poison << QByteArray("1 discard@2030, 2 ack@2040");
    QTest::newRow("what cannot be read costs no work") << Flaw::Corrupt << QByteArray("1 discard@2000, 2 ack@2010");
}

void FailedMessagesTest::poisonIsTriedAsOftenAndGivenUp()
{
    QFETCH(const Flaw, flaw);
    QFETCH(const QByteArray, settled);
    FailingWorld world({.maxAttempts = 3, .firstDelay = 1s}, false);

    world.deliver(1, kPaid, 0, flaw);
    world.deliver(2);
    world.runUntil(1min);

    QCOMPARE(QByteArray::fromStdString(world.settled()), settled);
    QCOMPARE(world.station.probe().count(StationEvent::GivenUp), 1U);
}

void FailedMessagesTest::aHungHandlerTriesAgainWhenItGoesOn()
{
    FailingWorld world({.maxAttempts = 2, .firstDelay = 1s});
    world.deliver(1);
    world.runUntil(500ms);

    world.station.instance(0).hang(&world);
    world.runUntil(5s);
    world.station.instance(0).release(&world);
    world.runUntil(1min);

    QCOMPARE(world.settled(), "1 discard@5010");
}

void FailedMessagesTest::skippedMeansDiscarded()
{
    FailingWorld world({.maxAttempts = 1, .then = spec::GiveUp::Skip});

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 discard@10");
}

void FailedMessagesTest::deadLettersArePublishedFirst()
{
    FailingWorld world({.maxAttempts = 1, .then = spec::GiveUp::DeadLetter});

    world.deliver(1);
    world.runUntil(10ms);
    QCOMPARE(world.broker.published.size(), 1U);
    QCOMPARE(world.broker.published[0].event, kPaid.value);
    QCOMPARE(world.broker.published[0].channel, kDeadLetters);
    QVERIFY(world.broker.settled.empty());
    world.completions.resolve(world.broker.published[0].confirm, Outcome::Ok);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 laid aside@10");
}

void FailedMessagesTest::aDeadLetterThatIsRefusedIsTriedAgain()
{
    FailingWorld world({.maxAttempts = 1, .then = spec::GiveUp::DeadLetter});

    world.deliver(1);
    world.runUntil(10ms);
    world.completions.resolve(world.broker.published[0].confirm, Outcome::Refused);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 requeue@10");
}

void FailedMessagesTest::parkedMessagesKeepTheirTransaction()
{
    FailingWorld world({.maxAttempts = 1, .then = spec::GiveUp::Park});

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 laid aside@10");
    QCOMPARE(world.tracker.unfinished(), 1U);
    QCOMPARE(world.station.probe().count(StationEvent::Parked), 1U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::FailedMessagesTest)
#include "tst_failed_messages.moc"
