// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a transaction is judged by its effects alone.
#include "models/transactions/flow_tracker.h"

#include <QTest>

#include <numeric>

namespace stormglass {
namespace {

constexpr std::size_t kPlace = 0;
constexpr std::size_t kPay = 1;
constexpr std::size_t kMail = 2;  // optional, without compensation
constexpr std::size_t kScore = 3;  // optional, with a compensation

spec::Step step(const std::string& name, const std::string& compensation, bool isOptional)
{
    spec::Step step;
    step.name = name;
    step.compensation = compensation;
    step.isOptional = isOptional;
    return step;
}

spec::Flow orderFlow()
{
    spec::Flow flow;
    flow.name = "order";
    flow.deadline = 10s;
    flow.steps = {step("place", "cancel", false), step("pay", "refund", false), step("mail", "", true),
                  step("score", "unscore", true)};
    return flow;
}

/// A tracker, and a clock that tests move.
struct TrackerWorld {
    explicit TrackerWorld(PhaseBounds bounds = {}) : tracker(calendar, orderFlow(), bounds) { }

    void at(Duration sinceStart) { calendar.runUntil(SimTime{sinceStart}); }
    [[nodiscard]] std::uint64_t count(FlowOutcome outcome) const
    {
        return tracker.statistics().outcomes[static_cast<std::size_t>(outcome)];
    }
    [[nodiscard]] std::uint64_t booked() const
    {
        const auto& outcomes = tracker.statistics().outcomes;
        return std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0});
    }

    Calendar calendar;
    FlowTracker tracker;
};

}  // namespace

class FlowTrackerTest : public QObject {
    Q_OBJECT

private slots:
    void everyRequiredEffectCompletesTheFlow();
    void afterTheDeadlineItIsLate();
    void whatWasUndoneIsCompensated();
    void withoutAnyEffectItIsRejected();
    void aStandingEffectIsInconsistentAndNamed();
    void anEffectTwiceIsInconsistent();
    void aCompensationTwiceIsInconsistent();
    void aMailThatWasSentNeedsNoUndoing();
    void anOptionalEffectWithACompensationMustBeUndone();
    void onlyTheLastReferenceSettles();
    void theEndOfTheRunBooksWhatIsUnderWay();
    void whatWasDoneTwiceIsInconsistentAlsoWhileItIsUnderWay();
    void recordsAreUsedAgainClean();
    void phasesFollowTheStartOfTheFlow();
    void stepsAreNotDoneByASpentReference();
};

void FlowTrackerTest::everyRequiredEffectCompletesTheFlow()
{
    TrackerWorld world;
    world.at(1s);
    TransactionRef order = world.tracker.start();

    world.at(3s);
    world.tracker.applied(*order, kPlace);
    world.at(5s);
    world.tracker.applied(*order, kPay);
    QCOMPARE(world.tracker.unfinished(), 0U);
    world.at(30s);
    world.tracker.applied(*order, kMail);  // after completion, and it does not count
    order = {};

    const PhaseStatistics total = world.tracker.statistics().total();
    QCOMPARE(world.count(FlowOutcome::Completed), 1U);
    QCOMPARE(total.late, 0U);
    QCOMPARE(total.completion.mean(), 4e9);
    QCOMPARE(total.window.mean(), 2e9);
    QCOMPARE(world.tracker.statistics().timeline.windows()[5].completed, 1U);
}

void FlowTrackerTest::afterTheDeadlineItIsLate()
{
    TrackerWorld world;
    TransactionRef inTime = world.tracker.start();
    TransactionRef late = world.tracker.start();
    for (TransactionRef* order : {&inTime, &late})
        world.tracker.applied(**order, kPlace);

    world.at(10s);
    world.tracker.applied(*inTime, kPay);
    world.at(10s + 1ns);
    world.tracker.applied(*late, kPay);
    inTime = late = {};

    QCOMPARE(world.count(FlowOutcome::Completed), 2U);
    QCOMPARE(world.tracker.statistics().late, 1U);
    QCOMPARE(world.tracker.statistics().total().late, 1U);
}

void FlowTrackerTest::whatWasUndoneIsCompensated()
{
    TrackerWorld world;
    TransactionRef order = world.tracker.start();
    world.at(1s);
    world.tracker.applied(*order, kPlace);
    world.tracker.rejected(*order, kPay);
    world.at(4s);
    world.tracker.reverted(*order, kPlace);

    order = {};

    QCOMPARE(world.count(FlowOutcome::Compensated), 1U);
    QCOMPARE(world.tracker.statistics().total().window.mean(), 3e9);
    QCOMPARE(world.tracker.unfinished(), 0U);
}

void FlowTrackerTest::withoutAnyEffectItIsRejected()
{
    TrackerWorld world;
    TransactionRef order = world.tracker.start();
    world.tracker.rejected(*order, kPlace);

    order = {};

    QCOMPARE(world.count(FlowOutcome::Rejected), 1U);
}

void FlowTrackerTest::aStandingEffectIsInconsistentAndNamed()
{
    TrackerWorld world;
    world.at(2s);
    TransactionRef order = world.tracker.start();
    world.tracker.applied(*order, kPlace);

    order = {};

    QCOMPARE(world.count(FlowOutcome::Inconsistent), 1U);
    const results::StuckFlow expected{
        .flow = "order", .number = 1, .startedAt = 2, .done = {"place"}, .open = {"pay"}};
    QCOMPARE(world.tracker.stuck().size(), 1U);
    QVERIFY(world.tracker.stuck().front() == expected);
}

void FlowTrackerTest::anEffectTwiceIsInconsistent()
{
    TrackerWorld world;
    TransactionRef order = world.tracker.start();
    world.tracker.applied(*order, kPlace);
    world.tracker.applied(*order, kPay);
    world.tracker.applied(*order, kPay);

    order = {};

    QCOMPARE(world.count(FlowOutcome::Inconsistent), 1U);
    QCOMPARE(world.tracker.stuck().front().done, (std::vector<std::string>{"place", "pay (2 times)"}));
}

void FlowTrackerTest::aCompensationTwiceIsInconsistent()
{
    TrackerWorld world;
    TransactionRef order = world.tracker.start();
    world.tracker.applied(*order, kPlace);
    world.tracker.applied(*order, kPay);
    world.tracker.reverted(*order, kPlace);
    world.tracker.reverted(*order, kPay);
    world.tracker.reverted(*order, kPay);

    order = {};

    QCOMPARE(world.count(FlowOutcome::Inconsistent), 1U);
    QCOMPARE(world.tracker.stuck().front().done, (std::vector<std::string>{"refund (2 times)"}));
}

void FlowTrackerTest::aMailThatWasSentNeedsNoUndoing()
{
    TrackerWorld world;
    TransactionRef order = world.tracker.start();
    world.tracker.applied(*order, kPlace);
    world.tracker.applied(*order, kMail);
    world.tracker.applied(*order, kMail);
    world.tracker.reverted(*order, kPlace);

    order = {};

    QCOMPARE(world.count(FlowOutcome::Compensated), 1U);
}

void FlowTrackerTest::anOptionalEffectWithACompensationMustBeUndone()
{
    TrackerWorld world;
    TransactionRef order = world.tracker.start();
    world.tracker.applied(*order, kPlace);
    world.tracker.applied(*order, kScore);
    world.tracker.reverted(*order, kPlace);

    order = {};

    QCOMPARE(world.count(FlowOutcome::Inconsistent), 1U);
}

void FlowTrackerTest::onlyTheLastReferenceSettles()
{
    TrackerWorld world;
    TransactionRef request = world.tracker.start();
    TransactionRef message = request;

    request = {};
    QCOMPARE(world.booked(), 0U);
    QCOMPARE(world.tracker.unfinished(), 1U);
    message = {};

    QCOMPARE(world.booked(), 1U);
    QCOMPARE(world.tracker.unfinished(), 0U);
}

void FlowTrackerTest::theEndOfTheRunBooksWhatIsUnderWay()
{
    TrackerWorld world;
    TransactionRef complete = world.tracker.start();
    TransactionRef halfWay = world.tracker.start();
    TransactionRef settled = world.tracker.start();
    world.tracker.applied(*complete, kPlace);
    world.tracker.applied(*complete, kPay);
    world.tracker.applied(*halfWay, kPlace);
    settled = {};

    world.tracker.endRun();
    world.tracker.endRun();
    complete = halfWay = {};  // changes the books no more

    QCOMPARE(world.count(FlowOutcome::Completed), 1U);
    QCOMPARE(world.count(FlowOutcome::InFlight), 1U);
    QCOMPARE(world.count(FlowOutcome::Rejected), 1U);
    QCOMPARE(world.booked(), world.tracker.started());
    QVERIFY(world.tracker.stuck().empty());
}

void FlowTrackerTest::whatWasDoneTwiceIsInconsistentAlsoWhileItIsUnderWay()
{
    TrackerWorld world;
    TransactionRef twice = world.tracker.start();
    world.tracker.applied(*twice, kPlace);
    world.tracker.applied(*twice, kPlace);

    world.tracker.endRun();

    QCOMPARE(world.count(FlowOutcome::Inconsistent), 1U);
    QCOMPARE(world.count(FlowOutcome::InFlight), 0U);
    std::uint64_t askedAgain = 0;
    for (const PhaseStatistics& phase : world.tracker.statistics().phases)
        askedAgain += phase.duplicates;
    QCOMPARE(askedAgain, 1U);
}

void FlowTrackerTest::recordsAreUsedAgainClean()
{
    TrackerWorld world;
    for (int i = 0; i < 3000; ++i) {
        TransactionRef order = world.tracker.start();
        QVERIFY(order->steps[kPlace].applied == 0 && !order->steps[kPlace].isCancelled);
        QVERIFY(!order->saga.isKnown);
        world.tracker.applied(*order, kPlace);
        order->steps[kPlace].isCancelled = true;
        order->saga.isKnown = true;
    }

    QCOMPARE(world.count(FlowOutcome::Inconsistent), 3000U);
    QCOMPARE(world.tracker.stuck().size(), 10U);
    QCOMPARE(world.tracker.stuck().back().number, 10U);
}

void FlowTrackerTest::phasesFollowTheStartOfTheFlow()
{
    TrackerWorld world({.warmUpEnd = SimTime{1s}, .firstFault = SimTime{2s}, .lastFaultEnd = SimTime{3s}});
    for (const Duration start : {0ms, 1000ms, 2000ms, 2999ms, 3000ms}) {
        world.at(start);
        TransactionRef order = world.tracker.start();
        world.tracker.duplicate(*order);
        world.tracker.acknowledged(*order, start != 2000ms);
    }

    const auto& phases = world.tracker.statistics().phases;
    QCOMPARE(phases[0].offered, 1U);  // the one in the warm-up is not measured
    QCOMPARE(phases[1].offered, 2U);
    QCOMPARE(phases[1].accepted, 1U);
    QCOMPARE(phases[1].duplicates, 2U);
    QCOMPARE(phases[2].rejected, 1U);
    QCOMPARE(world.booked(), 5U);
}

void FlowTrackerTest::stepsAreNotDoneByASpentReference()
{
    TrackerWorld world;
    TransactionRef order = world.tracker.start();

    order.spend();
    QVERIFY(!order.isSpent());
    QCOMPARE(world.tracker.unfinished(), 1U);
    world.tracker.applied(*order, kPlace);
    world.tracker.applied(*order, kPay);
    order = {};

    QCOMPARE(world.count(FlowOutcome::Completed), 1U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::FlowTrackerTest)
#include "tst_flow_tracker.moc"
