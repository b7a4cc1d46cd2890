// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/network/two_hosts.h"

#include <QTest>

namespace stormglass::tests {

class ImpairmentsTest : public QObject {
    Q_OBJECT

private slots:
    void aSlowWayAddsItsDelay();
    void delaysAddUpAndEndApart();
    void halfTheStrengthIsHalfTheDelay();
    void nothingOvertakesWhatWasSentBefore();
    void whatWasJammedArrivesWithTheFirstRepetition();
    void whatFollowsAJamComesBySlowStart();
    void aConnectionGivesUpAfterAQuarterOfAnHour();
    void aWayThatIsStoppedRefusesAtOnce();
    void aResetBreaksWhatWasHeldUp();
    void aResetOfOneWayBreaksBoth();
    void aCutOfOneWayLeavesTheOther();
    void totalLossIsSilence();
    void aNarrowWayMakesParcelsWait();
    void whatWaitsAtANarrowWayGoesOnWhenItIsWideAgain();
    void whatIsDelayedBeyondANarrowWayStaysSo();
    void aResetBreaksWhatWaitsAtANarrowWay();
    void whatDoesNotFitIntoTheQueueComesAgain();
    void whatIsDrawnAheadOfItsTimeTakesNobodysPlace();
    void signalsKeepTheirPlaceAmongParcels();
    void observersHearOfCutsOnly();
    void expectedDelayCountsRepetitions();
};

namespace {

spec::Latency slow(Duration delay)
{
    spec::Latency settings;
    settings.delay = delay;
    return settings;
}

SlowWays slowWays(HostPairs pairs, Duration delay) { return {std::move(pairs), slow(delay), TwoHosts::noDraws(), false}; }

CutWays cut(HostPairs pairs, Reach how) { return {std::move(pairs), how, TwoHosts::noDraws()}; }

}  // namespace

void ImpairmentsTest::aSlowWayAddsItsDelay()
{
    TwoHosts world;
    SlowWays rule = slowWays(forwards(), 100ms);
    world.network.impairments().add(rule);

    world.send(1);
    world.send(2, kB, kA);
    world.send(3, kA, kC);
    world.runUntil(1s);

    QCOMPARE(world.log, std::string("2@1 3@1 1@101"));
    QCOMPARE(world.network.delay(kA, kB, 100), Duration{101ms});
    QCOMPARE(world.network.delay(kB, kA, 100), Duration{1ms});
    world.network.impairments().remove(rule);
}

void ImpairmentsTest::delaysAddUpAndEndApart()
{
    TwoHosts world;
    SlowWays first = slowWays(forwards(), 100ms);
    SlowWays second = slowWays(bothWays(), 50ms);
    world.network.impairments().add(first);
    world.network.impairments().add(second);

    world.send(1);
    world.runUntil(1s);
    world.network.impairments().remove(first);
    world.send(2);
    world.runUntil(2s);
    world.network.impairments().remove(second);
    world.send(3);
    world.runUntil(3s);

    QCOMPARE(world.log, std::string("1@151 2@1051 3@2001"));
}

void ImpairmentsTest::halfTheStrengthIsHalfTheDelay()
{
    TwoHosts world;
    SlowWays rule = slowWays(forwards(), 100ms);
    world.network.impairments().add(rule);
    world.network.impairments().setStrength(rule, 0.5);

    world.send(1);
    world.runUntil(1s);

    QCOMPARE(world.log, std::string("1@51"));
    world.network.impairments().remove(rule);
}

void ImpairmentsTest::nothingOvertakesWhatWasSentBefore()
{
    TwoHosts world;
    SlowWays rule = slowWays(forwards(), 100ms);
    world.network.impairments().add(rule);
    world.send(1);
    world.runUntil(10ms);

    world.network.impairments().remove(rule);
    world.send(2);
    world.send(3, kB, kA);
    world.runUntil(100ms);
    const bool wasWatched = world.network.isImpaired();
    world.runUntil(200ms);
    world.send(4);
    world.runUntil(300ms);

    QCOMPARE(world.log, std::string("3@11 1@101 2@101 4@201"));
    QVERIFY(wasWatched);
    QVERIFY(!world.network.isImpaired());
}

void ImpairmentsTest::whatWasJammedArrivesWithTheFirstRepetition()
{
    TwoHosts world;
    CutWays rule = cut(forwards(), Reach::Silent);
    world.network.impairments().add(rule);
    world.log.clear();

    world.send(1);
    world.runUntil(1s);
    world.network.impairments().remove(rule);
    world.log.clear();
    world.runUntil(10s);

    // The round trip takes 2 ms, so it is sent again after 202, 404 and 808 ms.
    QCOMPARE(world.log, std::string("1@1415"));
    QVERIFY(!world.network.isImpaired());
}

void ImpairmentsTest::whatFollowsAJamComesBySlowStart()
{
    TwoHosts world;
    CutWays rule = cut(forwards(), Reach::Silent);
    world.network.impairments().add(rule);

    for (int i = 1; i <= 5; ++i)
        world.send(i);
    world.runUntil(1s);
    world.network.impairments().remove(rule);
    world.log.clear();
    world.send(6);
    world.runUntil(10s);

    // One at 1414 ms, two when its acknowledgement is back, then four; what was not lost waits for those before it.
    QCOMPARE(world.log, std::string("1@1415 2@1417 3@1417 4@1419 5@1419 6@1419"));
}

void ImpairmentsTest::aConnectionGivesUpAfterAQuarterOfAnHour()
{
    TwoHosts world;
    CutWays rule = cut(forwards(), Reach::Silent);
    world.network.impairments().add(rule);
    world.log.clear();

    world.send(1);
    world.runUntil(500s);
    world.send(2);
    world.runUntil(2000s);

    // 202 ms doubled nine times make 206.646 s, and six times 120 s follow.
    QCOMPARE(world.log, std::string("1 broken@926646 2 broken@926646"));
    world.network.impairments().remove(rule);
    QVERIFY(!world.network.isImpaired());
}

void ImpairmentsTest::aWayThatIsStoppedRefusesAtOnce()
{
    TwoHosts world;
    world.send(1);
    CutWays rule = cut(bothWays(), Reach::Refused);
    world.network.impairments().add(rule);
    world.log.clear();

    world.send(2);
    world.runUntil(1s);
    world.network.impairments().remove(rule);
    world.log += ',';
    world.send(3);
    world.runUntil(2s);

    QCOMPARE(world.log, std::string("1@1 2 refused@2 open, 3@1001"));
}

void ImpairmentsTest::aResetBreaksWhatWasHeldUp()
{
    TwoHosts world;
    CutWays jam = cut(forwards(), Reach::Silent);
    CutWays stop = cut(forwards(), Reach::Refused);
    world.network.impairments().add(jam);
    world.send(1);
    world.send(2);
    world.runUntil(5ms);
    world.log.clear();

    world.network.impairments().add(stop);
    world.runUntil(1s);

    QCOMPARE(world.log, std::string("1 broken@5 2 broken@5 shut"));
    world.network.impairments().remove(stop);
    world.network.impairments().remove(jam);
}

void ImpairmentsTest::aResetOfOneWayBreaksBoth()
{
    TwoHosts world;
    CutWays jam = cut(bothWays(), Reach::Silent);
    CutWays stop = cut(forwards(), Reach::Refused);
    world.network.impairments().add(jam);
    world.send(1, kB, kA);
    world.log.clear();

    world.network.impairments().add(stop);

    QCOMPARE(world.log, std::string("1 broken@0 shut"));
    world.network.impairments().remove(stop);
    world.network.impairments().remove(jam);
}

void ImpairmentsTest::aCutOfOneWayLeavesTheOther()
{
    TwoHosts world;
    CutWays rule = cut(forwards(), Reach::Silent);
    world.network.impairments().add(rule);
    world.log.clear();

    world.send(1);
    world.send(2, kB, kA);
    world.runUntil(100ms);

    QCOMPARE(world.log, std::string("2@1"));
    QVERIFY(!world.network.canReach(kA, kB));
    QVERIFY(world.network.canReach(kB, kA));
    QVERIFY(!world.network.areConnected(kB, kA));
    world.network.impairments().remove(rule);
}

void ImpairmentsTest::totalLossIsSilence()
{
    TwoHosts world;
    LossyWays rule(forwards(), 1, 0, TwoHosts::noDraws(), false);
    world.network.impairments().add(rule);

    const Reach full = world.network.reach(kA, kB);
    world.network.impairments().setStrength(rule, 0.5);
    const Reach half = world.network.reach(kA, kB);

    QCOMPARE(full, Reach::Silent);
    QCOMPARE(half, Reach::Open);
    QCOMPARE(world.log, std::string("shut open"));
    world.network.impairments().remove(rule);
}

void ImpairmentsTest::aNarrowWayMakesParcelsWait()
{
    TwoHosts world;
    NarrowWays rule(forwards(), 1000, 0, 200, TwoHosts::noDraws(), false);
    world.network.impairments().add(rule);

    for (int i = 1; i <= 4; ++i)
        world.send(i);
    world.send(5, kB, kA);
    world.runUntil(1s);

    // Two fit into the bucket, the others take a tenth of a second each.
    QCOMPARE(world.log, std::string("1@1 2@1 5@1 3@101 4@201"));
    world.network.impairments().remove(rule);
}

void ImpairmentsTest::whatWaitsAtANarrowWayGoesOnWhenItIsWideAgain()
{
    TwoHosts world;
    NarrowWays rule(forwards(), 1000, 0, 0, TwoHosts::noDraws(), false);
    world.network.impairments().add(rule);

    for (int i = 1; i <= 3; ++i)
        world.send(i);
    world.send(4, kA, kB, 100'000);
    world.runUntil(150ms);
    world.network.impairments().remove(rule);
    world.send(5);
    world.runUntil(200s);

    // One took a tenth of a second; the others do not pay for a fault that is over.
    QCOMPARE(world.log, std::string("1@101 2@151 3@151 4@151 5@151"));
}

void ImpairmentsTest::whatIsDelayedBeyondANarrowWayStaysSo()
{
    TwoHosts world;
    NarrowWays narrow(forwards(), 1000, 0, 0, TwoHosts::noDraws(), false);
    spec::Latency latency;
    latency.delay = 50ms;
    SlowWays slow(forwards(), latency, TwoHosts::noDraws(), false);
    world.network.impairments().add(narrow);
    world.network.impairments().add(slow);

    world.send(1);
    world.send(2);
    world.runUntil(120ms);
    world.network.impairments().remove(narrow);
    world.runUntil(1s);

    QCOMPARE(world.log, std::string("1@151 2@171"));
    world.network.impairments().remove(slow);
}

void ImpairmentsTest::aResetBreaksWhatWaitsAtANarrowWay()
{
    TwoHosts world;
    NarrowWays narrow(forwards(), 1000, 0, 0, TwoHosts::noDraws(), false);
    CutWays cut(forwards(), Reach::Refused, TwoHosts::noDraws());
    world.network.impairments().add(narrow);
    world.send(1);
    world.send(2);
    world.runUntil(150ms);

    world.network.impairments().add(cut);
    world.network.impairments().remove(cut);
    world.network.impairments().remove(narrow);
    world.runUntil(10s);

    QVERIFY2(world.log.find("1@101") != std::string::npos, world.log.c_str());
    QVERIFY2(world.log.find("2 broken@150") != std::string::npos, world.log.c_str());
}

void ImpairmentsTest::whatDoesNotFitIntoTheQueueComesAgain()
{
    TwoHosts world;
    NarrowWays rule(forwards(), 1000, 150, 0, TwoHosts::noDraws(), false);
    world.network.impairments().add(rule);

    for (int i = 1; i <= 3; ++i)
        world.send(i);
    world.runUntil(1s);

    // The round trip has 100 ms of waiting in it: the timeout is 302 ms, and the third one follows 102 ms later.
    QCOMPARE(world.log, std::string("1@101 2@403 3@505"));
    world.network.impairments().remove(rule);
}

void ImpairmentsTest::whatIsDrawnAheadOfItsTimeTakesNobodysPlace()
{
    TwoHosts world;
    NarrowWays rule(forwards(), 1000, 150, 0, TwoHosts::noDraws(), false);
    world.network.impairments().add(rule);

    Duration drawn{};
    for (int i = 0; i < 50; ++i)
        drawn = world.network.drawDelay(kA, kB, 100);

    // The first one is under way for 100 ms; each other finds the queue full, and is repeated 302 ms later.
    QCOMPARE(drawn, Duration{403ms});
    world.network.impairments().remove(rule);
}

void ImpairmentsTest::signalsKeepTheirPlaceAmongParcels()
{
    TwoHosts world;
    SlowWays rule = slowWays(forwards(), 100ms);
    world.network.impairments().add(rule);
    world.send(1);
    world.network.impairments().remove(rule);

    world.network.signal(kA, kB, 10, 5ms, [&world] { world.log += " signal"; });
    world.send(2);
    world.runUntil(1s);

    QCOMPARE(world.log, std::string("1@101 2@101 signal"));
}

void ImpairmentsTest::observersHearOfCutsOnly()
{
    TwoHosts world;
    SlowWays slowRule = slowWays(bothWays(), 100ms);
    CutWays first = cut(forwards(), Reach::Silent);
    CutWays second = cut(bothWays(), Reach::Silent);

    world.network.impairments().add(slowRule);
    world.network.impairments().add(first);
    world.network.impairments().add(second);
    world.network.impairments().remove(first);
    world.network.impairments().remove(second);
    world.network.impairments().remove(slowRule);

    QCOMPARE(world.log, std::string("shut shut shut open"));
}

void ImpairmentsTest::expectedDelayCountsRepetitions()
{
    TwoHosts world;
    LossyWays rule(forwards(), 0.1, 0, TwoHosts::noDraws(), false);
    world.network.impairments().add(rule);

    // p / (1 - 2 p) timeouts of 202 ms, but for those that would be longer than 120 s.
    const Duration expected = world.network.delay(kA, kB, 100);
    QVERIFY(expected <= 26250us && expected > 26249us);
    QCOMPARE(world.network.delay(kB, kA, 100), Duration{1ms});
    world.network.impairments().remove(rule);
}

}  // namespace stormglass::tests

QTEST_APPLESS_MAIN(stormglass::tests::ImpairmentsTest)
#include "tst_impairments.moc"
