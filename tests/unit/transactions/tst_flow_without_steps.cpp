// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When a transaction is complete that has no steps to tell by.
#include "models/transactions/flow_tracker.h"

#include <QTest>

namespace stormglass {
namespace {

struct Stepless {
    void at(Duration sinceStart) { calendar.runUntil(SimTime{sinceStart}); }
    [[nodiscard]] std::uint64_t count(FlowOutcome outcome) const
    {
        return tracker.statistics().outcomes[static_cast<std::size_t>(outcome)];
    }

    Calendar calendar;
    FlowTracker tracker{calendar, spec::Flow{}, PhaseBounds{}};
};

}  // namespace

class FlowWithoutStepsTest : public QObject {
    Q_OBJECT

private slots:
    void itCompletesUnlessItWasTurnedAway();
    void itDoesNotWaitForSpentReferences();
    void itFailsIfAMessageWasLost();
    void whatHappensToSpentReferencesChangesNothing();
    void theEndOfTheRunKnowsWhatHasCompleted();
};

void FlowWithoutStepsTest::itCompletesUnlessItWasTurnedAway()
{
    Stepless world;
    TransactionRef answered = world.tracker.start();
    TransactionRef refused = world.tracker.start();
    refused->hasFailed = true;

    world.at(2s);
    answered = refused = {};

    QCOMPARE(world.count(FlowOutcome::Completed), 1U);
    QCOMPARE(world.count(FlowOutcome::Rejected), 1U);
    QCOMPARE(world.tracker.statistics().total().completion.mean(), 2e9);
}

void FlowWithoutStepsTest::itDoesNotWaitForSpentReferences()
{
    Stepless world;
    TransactionRef inHand = world.tracker.start();
    TransactionRef inLog = inHand;
    TransactionRef inAnotherLog = inHand;

    world.at(2s);
    inHand->noteEffect(world.calendar.now());
    inLog.spend();
    inHand = {};
    QCOMPARE(world.tracker.unfinished(), 1U);
    world.at(3s);
    inAnotherLog.spend();

    QCOMPARE(world.tracker.unfinished(), 0U);
    QCOMPARE(world.count(FlowOutcome::Completed), 1U);
    QCOMPARE(world.tracker.statistics().total().completion.mean(), 2e9);
}

void FlowWithoutStepsTest::itFailsIfAMessageWasLost()
{
    Stepless world;
    TransactionRef inLog = world.tracker.start();
    TransactionRef inMemory = inLog;

    inMemory->noteLoss("overflow");
    inMemory = {};
    inLog.spend();

    QCOMPARE(world.tracker.unfinished(), 0U);
    QCOMPARE(world.count(FlowOutcome::Rejected), 1U);
    QCOMPARE(world.tracker.statistics().lost.at("overflow"), 1U);
}

void FlowWithoutStepsTest::whatHappensToSpentReferencesChangesNothing()
{
    Stepless world;
    TransactionRef inLog = world.tracker.start();
    inLog->messages = 3;
    inLog.spend();

    TransactionRef again = inLog;
    again->noteLoss("discarded");
    again->messages += 2;
    inLog = again = {};
    const TransactionRef next = world.tracker.start();

    QCOMPARE(world.count(FlowOutcome::Completed), 1U);
    QVERIFY(world.tracker.statistics().lost.empty());
    QVERIFY2(world.tracker.statistics().total().messages == 5, "they have been sent all the same");
    QVERIFY2(!next.isSpent() && next->messages == 0, "the record is used again clean");
}

void FlowWithoutStepsTest::theEndOfTheRunKnowsWhatHasCompleted()
{
    Stepless world;
    TransactionRef handled = world.tracker.start();
    const TransactionRef waiting = world.tracker.start();
    handled.spend();

    world.tracker.endRun();

    QCOMPARE(world.count(FlowOutcome::Completed), 1U);
    QCOMPARE(world.count(FlowOutcome::InFlight), 1U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::FlowWithoutStepsTest)
#include "tst_flow_without_steps.moc"
