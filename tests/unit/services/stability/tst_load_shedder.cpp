// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"

#include <QTest>

#include <cmath>

namespace stormglass {

using namespace tests;

namespace {

constexpr spec::LoadShedding kCodel{.rule = spec::SheddingRule::Codel};
constexpr spec::LoadShedding kFailAtScale{.rule = spec::SheddingRule::FailAtScale};

/// The instants at which requests are dropped that come every millisecond after a wait of 50 ms, in milliseconds.
std::vector<std::int64_t> dropsOfCodel(LoadShedder& shedder, Duration from, Duration to)
{
    std::vector<std::int64_t> drops;
    for (Duration now = from; now < to; now += 1ms) {
        if (shedder.drops(SimTime{now}, 50ms, true, false))
            drops.push_back(now / 1ms);
    }
    return drops;
}

}  // namespace

class LoadShedderTest : public QObject {
    Q_OBJECT

private slots:
    void codelDropsFasterAndFaster();
    void codelStopsWhenOneWaitIsShort();
    void codelGoesOnWhereItWasRightBefore();
    void aQueueThatIsEmptyAfterwardsIsNotTooLong();
    void aBacklogShortensThePatience();
    void shedRequestsAreRefused();
    void underAdaptiveLifoTheNewestIsNextInABacklog();
    void whatHasNoTimeLeftIsNotBegun();
};

void LoadShedderTest::codelDropsFasterAndFaster()
{
    LoadShedder shedder(kCodel);

    const std::vector<std::int64_t> drops = dropsOfCodel(shedder, 0ms, 400ms);

    // Above the target for an interval at 100; then 100 / sqrt(n) apart.
    QCOMPARE(drops, (std::vector<std::int64_t>{100, 200, 271, 329, 379}));
}

void LoadShedderTest::codelStopsWhenOneWaitIsShort()
{
    LoadShedder shedder(kCodel);
    static_cast<void>(dropsOfCodel(shedder, 0ms, 150ms));

    QVERIFY(!shedder.drops(SimTime{150ms}, 4ms, true, false));

    QCOMPARE(dropsOfCodel(shedder, 151ms, 260ms), (std::vector<std::int64_t>{251}));
}

void LoadShedderTest::codelGoesOnWhereItWasRightBefore()
{
    LoadShedder shedder(kCodel);
    static_cast<void>(dropsOfCodel(shedder, 0ms, 400ms));  // five drops
    QVERIFY(!shedder.drops(SimTime{400ms}, 1ms, true, false));

    // RFC 8289: with the count of the last time less that of the time before: 5 - 1.
    QCOMPARE(dropsOfCodel(shedder, 401ms, 560ms), (std::vector<std::int64_t>{501, 551}));
}

void LoadShedderTest::aQueueThatIsEmptyAfterwardsIsNotTooLong()
{
    LoadShedder shedder(kCodel);

    for (Duration now = 0ms; now < 1s; now += 1ms)
        QVERIFY(!shedder.drops(SimTime{now}, 50ms, true, true));
}

void LoadShedderTest::aBacklogShortensThePatience()
{
    LoadShedder shedder(kFailAtScale);
    for (const Duration backlogged : {0ms, 100ms, 101ms})
        shedder.joined(backlogged);

    QVERIFY2(shedder.drops(SimTime{1s}, 6ms, false, false), "the last joined a queue that was not empty for too long");
    QVERIFY2(!shedder.drops(SimTime{1s}, 100ms, true, false), "the first may wait for an interval");
    QVERIFY2(shedder.drops(SimTime{1s}, 101ms, true, true), "and no longer");
}

void LoadShedderTest::shedRequestsAreRefused()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.shedding = kFailAtScale;
    settings.workers.shedding.interval = 25ms;
    Station& station = world.addStation(settings, {world.work(10ms)});

    for (int i = 0; i < 5; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 20, Ok 30, Refused 30, Refused 30");
    QCOMPARE(station.probe().drops(DropCause::Shed), 2U);
    QCOMPARE(station.probe().littlesLawGap(world.calendar.now()), 0.0);
}

void LoadShedderTest::underAdaptiveLifoTheNewestIsNextInABacklog()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.discipline = spec::Discipline::AdaptiveLifo;
    settings.workers.shedding.interval = 25ms;
    Station& station = world.addStation(settings, {world.work(10ms)});

    for (int i = 0; i < 6; ++i)
        world.ask(station);
    world.runUntil(1s);

    // The oldest is next at 10 and 20; from 30 on, when the queue has not been empty for 25 ms, the newest.
    QCOMPARE(world.heard(), "Ok 10, Ok 20, Ok 30, Ok 60, Ok 50, Ok 40");
}

void LoadShedderTest::whatHasNoTimeLeftIsNotBegun()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.shedding.minTimeLeft = 10ms;
    Station& station = world.addStation(settings, {world.work(10ms)});

    world.ask(station, 1s);
    world.ask(station, 20ms);
    world.ask(station, 29ms);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 20, Refused 20");
    QCOMPARE(station.probe().drops(DropCause::Expired), 1U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::LoadShedderTest)
#include "tst_load_shedder.moc"
