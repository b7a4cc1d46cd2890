// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/shrink.h"

#include "models/experiments/fault_strength.h"
#include "tests/unit/experiments/small_system.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::experiments;
using test::crash;

/// Shrinking, with runs that are made up.
class ShrinkTest : public QObject {
    Q_OBJECT

private slots:
    void needlessFaultsAreTakenAway();
    void faultIsAsShortAsItCanBe();
    void pairNeedsOnlyItsOverlap();
    void zoneBecomesTheInstanceThatMatters();
    void fewerInstancesAreHit();
    void milderFaultIsTaken();
    void faultBeginsLaterButLeavesTimeToRecover();
    void unmeasuredFigureIsNoSmallerCase();
    void faultUnderWhichNothingIsMeasuredKeepsItsLength();
    void endOfTheRunsKeepsWhatWasReached();
    void stepsAreRound();
};

namespace {

constexpr const char* kThat = "success(order) > 90%";

/// What is found for a set of faults.
using ShrinkWorld = std::function<double(const FaultSet&)>;

Judgement judge(const ShrinkWorld& world, const FaultSet& faults)
{
    Judgement judgement;
    judgement.expectations = {test::found(kThat, world(faults))};
    return judgement;
}

struct Shrinking {
    Shrunk shrunk;
    std::size_t runs = 0;
};

Shrinking shrinkIn(const ShrinkWorld& world, const FaultSet& faults, std::size_t most = 1000)
{
    Shrinking shrinking;
    const ShrinkTask task{.design = "sync", .faults = faults, .judgement = judge(world, faults), .nameOfLast = {}};
    shrinking.shrunk = shrink(test::smallSystem(), task, [&](const std::vector<Trial>& trials) {
        std::vector<Judgement> judgements;
        for (const Trial& trial : trials) {
            if (shrinking.runs == most)
                break;
            ++shrinking.runs;
            judgements.push_back(judge(world, trial.faults));
        }
        return judgements;
    });
    return shrinking;
}

/// Success falls to 80 % if a place is broken for so long.
ShrinkWorld breaksAfter(const std::string& place, Duration least)
{
    return [=](const FaultSet& faults) { return test::brokenTogether(faults, place, place) >= least ? 0.8 : 0.99; };
}

const spec::Victims& victimsOf(const spec::Fault& fault) { return std::get<spec::Crash>(fault.settings).victims; }

}  // namespace

void ShrinkTest::needlessFaultsAreTakenAway()
{
    const Shrunk shrunk
        = shrinkIn(breaksAfter("stock", 1s), {crash("orders", 20s, 10s), crash("stock", 20s, 10s), crash("web", 25s, 10s)}).shrunk;

    QCOMPARE(shrunk.faults.size(), std::size_t{1});
    QCOMPARE(*targetOf(shrunk.faults.front()), std::string("stock"));
    QVERIFY(shrunk.isComplete);
}

void ShrinkTest::faultIsAsShortAsItCanBe()
{
    const Shrinking result = shrinkIn(breaksAfter("stock", 3300ms), {crash("stock", 20s, 10s)});

    const spec::FaultTiming& timing = result.shrunk.faults.front().timing;
    QCOMPARE(timing.lasting, Duration{3300ms});
    QCOMPARE(result.shrunk.inevitableAt, timing.at + timing.lasting);
    QVERIFY2(result.runs < 40, qPrintable(QString::number(result.runs)));
}

void ShrinkTest::pairNeedsOnlyItsOverlap()
{
    const ShrinkWorld world = [](const FaultSet& faults) {
        return test::brokenTogether(faults, "orders", "stock") >= 2s ? 0.5 : 0.99;
    };

    const Shrunk shrunk = shrinkIn(world, {crash("orders", 20s, 10s), crash("stock", 25s, 10s)}).shrunk;

    QCOMPARE(shrunk.faults.size(), std::size_t{2});
    QCOMPARE(test::brokenTogether(shrunk.faults, "orders", "stock"), Duration{2s});
    const spec::FaultTiming& first = shrunk.faults.front().timing;
    QCOMPARE(shrunk.inevitableAt, first.at + first.lasting);
    QCOMPARE(shrunk.faults.back().timing.lasting, Duration{2s});
}

void ShrinkTest::zoneBecomesTheInstanceThatMatters()
{
    const ShrinkWorld world = [](const FaultSet& faults) {
        const std::string& target = *targetOf(faults.front());
        return target == "b" || target == "b1" || target == "stock" ? 0.8 : 0.99;
    };

    const Shrunk shrunk = shrinkIn(world, {crash("b", 20s, 10s)}).shrunk;

    QCOMPARE(*targetOf(shrunk.faults.front()), std::string("stock"));
}

void ShrinkTest::fewerInstancesAreHit()
{
    const ShrinkWorld world = [](const FaultSet& faults) {
        return instancesHit(test::smallSystem(), faults.front()).value_or(0) >= 2 ? 0.8 : 0.99;
    };

    const Shrunk shrunk = shrinkIn(world, {crash("payment", 20s, 10s)}).shrunk;

    QVERIFY(victimsOf(shrunk.faults.front()).mode == spec::VictimMode::Fixed);
    QCOMPARE(victimsOf(shrunk.faults.front()).count, std::int64_t{2});
}

void ShrinkTest::milderFaultIsTaken()
{
    const std::vector<std::string> none = quantitiesOf(crash("payment", 1s, 1s));
    spec::Fault most = crash("payment", 1s, 1s);
    std::get<spec::Crash>(most.settings).victims.mode = spec::VictimMode::FixedPercent;

    const auto half = scaled(test::smallSystem(), most, "share", 0.5);
    const auto twice = scaled(test::smallSystem(), most, "share", 2);

    QVERIFY(none.empty());  // instances have a way of their own
    QCOMPARE(victimsOf(half.value()).share, 0.25);
    QCOMPARE(victimsOf(twice.value()).share, 1.0);
    QVERIFY(!scaled(test::smallSystem(), *twice, "share", 2));  // there is nothing beyond all
    QVERIFY(!scaled(test::smallSystem(), most, "nonsense", 2));
}

void ShrinkTest::faultBeginsLaterButLeavesTimeToRecover()
{
    const Shrunk shrunk = shrinkIn(breaksAfter("stock", 10s), {crash("stock", 20s, 10s)}).shrunk;

    // 30 s were left behind it, of which it leaves half.
    QCOMPARE(shrunk.faults.front().timing.at, Duration{35s});
    QCOMPARE(shrunk.inevitableAt, Duration{45s});
}

void ShrinkTest::unmeasuredFigureIsNoSmallerCase()
{
    const ShrinkWorld world = [](const FaultSet& faults) {
        return test::brokenTogether(faults, "stock", "stock") >= 5s ? 0.8 : std::nan("");
    };

    const Shrunk shrunk = shrinkIn(world, {crash("stock", 20s, 10s)}).shrunk;

    QCOMPARE(shrunk.faults.front().timing.lasting, Duration{5s});
}

void ShrinkTest::faultUnderWhichNothingIsMeasuredKeepsItsLength()
{
    const ShrinkWorld world = [](const FaultSet&) { return std::nan(""); };

    const Shrunk shrunk = shrinkIn(world, {crash("web", 20s, 10s), crash("stock", 20s, 10s)}).shrunk;

    QCOMPARE(shrunk.faults.size(), std::size_t{1});
    QCOMPARE(shrunk.faults.front().timing.lasting, Duration{10s});
    QCOMPARE(shrunk.inevitableAt, Duration::zero());
}

void ShrinkTest::endOfTheRunsKeepsWhatWasReached()
{
    const Shrinking result = shrinkIn(breaksAfter("stock", 1s), {crash("stock", 20s, 10s)}, 4);

    QVERIFY(!result.shrunk.isComplete);
    QCOMPARE(result.shrunk.inevitableAt, Duration::zero());
    QVERIFY(result.shrunk.judgement.breaks(0));
    QVERIFY(result.shrunk.faults.front().timing.lasting < 10s);
}

void ShrinkTest::stepsAreRound()
{
    QCOMPARE(searchStep(10s), Duration{100ms});
    QCOMPARE(searchStep(33s), Duration{200ms});
    QCOMPARE(searchStep(59s), Duration{500ms});
    QCOMPARE(searchStep(50ns), Duration{1ns});
}

QTEST_APPLESS_MAIN(ShrinkTest)
#include "tst_shrink.moc"
