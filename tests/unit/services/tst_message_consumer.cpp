// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/consumer_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

class MessageConsumerTest : public QObject {
    Q_OBJECT

private slots:
    void deliveriesAreHandledInTheirOrder();
    void aPollFollowsTheLastOfTheBuffer();
    void consumersOfAnInstanceWorkSideBySide();
    void aTechnicalFailureIsWorthAnotherAttempt_data();
    void aTechnicalFailureIsWorthAnotherAttempt();
    void onlyARefusalIsMended();
    void aRefusalThatCannotBeMendedComesAgain();
    void whatNobodyCaresForIsAcknowledgedAtOnce();
    void anEventHasItsOwnRoutineOrThatOfAll();
    void everyReactionToAMessageRuns();
    void oneFailedReactionBringsTheMessageBack();
    void aCrashSettlesNothing();
    void theBrokerHearsHowTheConsumerLeft();
    void afterARestartAConsumerBeginsAnew();
    void whatIsOnItsWayToADeadConsumerIsIgnored();
    void nothingIsHandledFromTheBufferOfAClosedChannel();
    void theEndOfTheRunIsNoCrash();
    void theDelayIsTheTimeUntilTheHandler();
};

void MessageConsumerTest::deliveriesAreHandledInTheirOrder()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();

    for (const std::uint64_t tag : {7U, 3U, 5U})
        world.deliver(tag);
    world.runUntil(15ms);
    world.deliver(4);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "7 ack@10, 3 ack@20, 5 ack@30, 4 ack@40");
}

void MessageConsumerTest::aPollFollowsTheLastOfTheBuffer()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();
    QCOMPARE(world.broker.polls, 1);

    world.deliver(1);
    world.deliver(2);
    world.runUntil(19ms);
    QCOMPARE(world.broker.polls, 1);
    world.runUntil(20ms);

    QCOMPARE(world.broker.polls, 2);
}

void MessageConsumerTest::consumersOfAnInstanceWorkSideBySide()
{
    StationSettings settings = oneWorker();  // which is for requests: a consumer is a worker of its own
    settings.consumers = 2;
    ConsumerWorld world(settings, 2);
    world.react(kPaid, {world.work(10ms)});
    world.station.start();
    QCOMPARE(world.broker.consumers.size(), 4U);

    for (const std::size_t consumer : {0U, 1U, 2U, 3U, 0U})
        world.deliver(consumer, kPaid, consumer);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "0 ack@10, 1 ack@10, 2 ack@10, 3 ack@10, 0 ack@20");
    QCOMPARE(world.broker.settled[3].consumer, 3U);
}

void MessageConsumerTest::aTechnicalFailureIsWorthAnotherAttempt_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("settled");

    QTest::newRow("a handler that succeeds") << Outcome::Ok << "1 ack@0, 2 ack@0";
    QTest::newRow("a business refusal has been dealt with") << Outcome::Rejected << "1 ack@0, 2 ack@0";
    QTest::newRow("an error") << Outcome::Failed << "1 requeue@0, 2 requeue@0";
    QTest::newRow("no room") << Outcome::Refused << "1 requeue@0, 2 requeue@0";
    QTest::newRow("a broken connection") << Outcome::Reset << "1 requeue@0, 2 requeue@0";
    QTest::newRow("no answer") << Outcome::TimedOut << "1 requeue@0, 2 requeue@0";
    QTest::newRow("nobody there") << Outcome::Unavailable << "1 requeue@0, 2 requeue@0";
}

void MessageConsumerTest::aTechnicalFailureIsWorthAnotherAttempt()
{
    QFETCH(Outcome, outcome);
    QFETCH(QString, settled);
    ConsumerWorld world;
    world.react(kPaid, {world.endingWith(outcome), world.endingWith(Outcome::Ok)});
    world.station.start();

    world.deliver(1);
    world.deliver(2);
    world.runUntil(1s);

    QCOMPARE(QString::fromStdString(world.settled()), settled);
}

void MessageConsumerTest::onlyARefusalIsMended()
{
    ConsumerWorld world;
    world.react(kPaid, {world.endingWith(Outcome::Rejected)}, {world.work(10ms)});
    world.react(kShipped, {world.endingWith(Outcome::Failed)}, {world.work(10ms)});
    world.station.start();

    world.deliver(1, kPaid);
    world.deliver(2, kShipped);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 ack@10, 2 requeue@10");
}

void MessageConsumerTest::aRefusalThatCannotBeMendedComesAgain()
{
    ConsumerWorld world;
    world.react(kPaid, {world.endingWith(Outcome::Rejected)}, {world.endingWith(Outcome::Unavailable)});
    world.station.start();

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 requeue@0");
}

void MessageConsumerTest::whatNobodyCaresForIsAcknowledgedAtOnce()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();

    world.deliver(1, kShipped);
    world.deliver(2, kPaid);
    world.deliver(3, kShipped);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 ack@0, 2 ack@10, 3 ack@10");
    QCOMPARE(world.station.probe().arrivals(), 1U);
    QCOMPARE(world.channel.delay().count(), 1U);
}

void MessageConsumerTest::anEventHasItsOwnRoutineOrThatOfAll()
{
    ConsumerWorld world;
    world.react({}, {world.work(1ms)});
    world.react(kPaid, {world.work(10ms)});
    world.station.start();

    world.deliver(1, kShipped);
    world.deliver(2, kPaid);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 ack@1, 2 ack@11");
}

void MessageConsumerTest::everyReactionToAMessageRuns()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.react(kPaid, {world.endingWith(Outcome::Rejected)});
    world.react(kPaid, {world.work(1ms)});
    world.station.start();

    world.deliver(1);
    world.deliver(2);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 ack@11, 2 ack@22");
    QCOMPARE(world.station.probe().served(), 2U);
}

void MessageConsumerTest::oneFailedReactionBringsTheMessageBack()
{
    ConsumerWorld world;
    world.react(kPaid, {world.fail()});
    world.react(kPaid, {world.work(10ms)});
    world.react(kPaid, {world.endingWith(Outcome::Rejected)});
    world.station.start();

    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 requeue@10");
}

void MessageConsumerTest::aCrashSettlesNothing()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms), world.fail()});
    world.station.start();
    for (const std::uint64_t tag : {1U, 2U, 3U})
        world.deliver(tag);

    world.runUntil(15ms);
    world.station.crash(0, false);
    world.runUntil(20ms);

    StationProbe& books = world.station.probe();
    QCOMPARE(world.settled(), "1 requeue@10");
    QCOMPARE(books.served(), 1U);                   // to its end, though in vain
    QCOMPARE(books.drops(DropCause::Crashed), 1U);  // the third was nobody's business yet
    QCOMPARE(books.present(), 0U);
    QCOMPARE(books.littlesLawGap(world.calendar.now()), 0.0);
    // Busy for 15 of 20 ms; the worker for requests, whom nobody asks, does not count.
    QCOMPARE(books.utilisation(world.calendar.now()), 0.75);
    QCOMPARE(world.tracker.unfinished(), 0U);
}

void MessageConsumerTest::theBrokerHearsHowTheConsumerLeft()
{
    StationSettings settings = oneWorker();
    settings.consumers = 2;
    ConsumerWorld world(settings, 2);
    world.station.start();

    world.station.crash(0, true);
    world.station.crash(1, false);
    world.station.crash(0, false);  // it is down already

    const std::vector<Departure> expected{Departure::Vanished, Departure::Vanished, Departure::Reset, Departure::Reset};
    QCOMPARE(world.broker.departures, expected);
}

void MessageConsumerTest::afterARestartAConsumerBeginsAnew()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();
    world.deliver(1);
    world.deliver(2);
    world.runUntil(5ms);
    world.station.crash(0, false);

    world.station.restart(0);
    world.runUntil(6ms);
    QCOMPARE(world.broker.consumers.size(), 2U);
    QCOMPARE(world.broker.polls, 2);
    world.deliver(1, kPaid, 1);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "1 ack@16");
    QCOMPARE(world.broker.settled[0].consumer, 1U);
}

void MessageConsumerTest::whatIsOnItsWayToADeadConsumerIsIgnored()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();

    world.station.crash(0, false);
    world.deliver(1);
    world.runUntil(1s);

    QCOMPARE(world.settled(), "");
    QCOMPARE(world.station.probe().arrivals(), 0U);
    QCOMPARE(world.tracker.unfinished(), 0U);
}

void MessageConsumerTest::nothingIsHandledFromTheBufferOfAClosedChannel()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();
    for (const std::uint64_t tag : {1U, 2U, 3U})
        world.deliver(tag);

    world.runUntil(15ms);
    world.broker.consumers[0]->closed();
    world.runUntil(16ms);
    world.deliver(4);
    world.runUntil(1s);

    // What is in its hands is done to the end; the broker knows that tag no more.
    QCOMPARE(world.settled(), "1 ack@10, 2 ack@20, 4 ack@30");
    QCOMPARE(world.station.probe().arrivals(), 3U);
    QCOMPARE(world.station.probe().present(), 0U);
    QCOMPARE(world.tracker.unfinished(), 0U);
}

void MessageConsumerTest::theEndOfTheRunIsNoCrash()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();
    world.deliver(1);
    world.deliver(2);

    world.runUntil(5ms);
    world.tracker.endRun();
    world.station.clear();
    world.runUntil(1s);

    QCOMPARE(world.settled(), "");
    QCOMPARE(world.station.probe().dropsInAll(), 0U);
    QCOMPARE(world.station.probe().present(), 1U);
}

void MessageConsumerTest::theDelayIsTheTimeUntilTheHandler()
{
    ConsumerWorld world;
    world.react(kPaid, {world.work(10ms)});
    world.station.start();

    world.deliver(1);
    world.runUntil(4ms);
    world.deliver(2);
    world.runUntil(1s);

    QCOMPARE(world.channel.delay().count(), 2U);
    QCOMPARE(world.channel.delay().min(), 0);
    QCOMPARE(world.channel.delay().max(), Duration{6ms}.count());
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::MessageConsumerTest)
#include "tst_message_consumer.moc"
