// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/balancer.h"
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

StationSettings checkedForReadiness()
{
    StationSettings settings = manyWorkers();
    settings.health.readiness.isEnabled = true;
    return settings;
}

/// Liveness needs a worker: a pool that is stuck fails.
StationSettings checkedForLiveness()
{
    StationSettings settings = oneWorker();
    settings.health.liveness = {.isEnabled = true, .needsWorker = true};
    return settings;
}

/// The first instant from that one on, in steps of 100 ms, at which the condition holds.
template <class Condition>
Duration firstTime(ServiceWorld& world, Duration from, Condition holds)
{
    Duration now = from;
    for (world.runUntil(now); !holds() && now < from + 1h; world.runUntil(now))
        now += 100ms;
    return now;
}

}  // namespace

class HealthCheckerTest : public QObject {
    Q_OBJECT

private slots:
    void aCrashIsNoticedAfterThreeChecks();
    void aLostHostIsNoticedATimeoutLater();
    void aRestartedInstanceIsReadyWithItsFirstCheck();
    void withNobodyReadyTheCallerHearsItAtOnce();
    void aStuckPoolIsRestarted();
    void restartsWaitLongerAndLonger();
    void aBusyPoolThatMovesIsLeftAlone();
    void whoStandsStillIsRestarted();
    void whoGoesOnInTimeHasPassed();
};

void HealthCheckerTest::aCrashIsNoticedAfterThreeChecks()
{
    ServiceWorld world;
    Station& station = world.addStation(checkedForReadiness(), {}, 8);
    station.start();
    world.runUntil(1min);

    for (std::size_t i = 1; i < 8; ++i)
        station.crash(i, false);

    // Each is asked in a rhythm of its own: the third failure is 20 to 30 s away.
    const auto readyCount = [&] {
        std::size_t count = 0;
        for (std::size_t i = 0; i < 8; ++i)
            count += station.balancer()->isReady(i) ? 1 : 0;
        return count;
    };
    const Duration soonest = firstTime(world, 1min, [&] { return readyCount() < 8; });
    const Duration latest = firstTime(world, soonest, [&] { return readyCount() == 1; });
    QVERIFY(soonest >= 1min + 20s && latest <= 1min + 30100ms);
    QVERIFY(latest - soonest > 1s);
    QVERIFY(station.balancer()->isReady(0));
}

void HealthCheckerTest::aLostHostIsNoticedATimeoutLater()
{
    ServiceWorld world;
    Station& closed = world.addStation(checkedForReadiness(), {});
    Station& silent = world.addStation(checkedForReadiness(), {});
    for (Station* station : {&closed, &silent})
        station->start();
    world.runUntil(1min);
    closed.crash(0, false);
    silent.crash(0, true);

    const Duration atOnce = firstTime(world, 1min, [&] { return !closed.balancer()->isReady(0); });
    const Duration afterTimeout = firstTime(world, atOnce, [&] { return !silent.balancer()->isReady(0); });

    // Of one name, they are asked at the same instants.
    QCOMPARE(afterTimeout - atOnce, Duration{1s});
}

void HealthCheckerTest::aRestartedInstanceIsReadyWithItsFirstCheck()
{
    ServiceWorld world;
    StationSettings settings = checkedForReadiness();
    settings.startupTime = 5s;
    settings.health.readiness.initialDelay = 3s;
    Station& station = world.addStation(settings, {});
    station.start();
    world.runUntil(1min);
    station.crash(0, false);
    world.runUntil(70s);  // back before it was noticed
    QVERIFY(station.balancer()->isReady(0));

    station.restart(0);

    world.runUntil(75s);
    QVERIFY2(!station.balancer()->isReady(0), "a new process has not passed yet");
    world.runUntil(77999ms);
    QVERIFY(!station.balancer()->isReady(0));
    world.runUntil(78s);
    QVERIFY(station.balancer()->isReady(0));
}

void HealthCheckerTest::withNobodyReadyTheCallerHearsItAtOnce()
{
    ServiceWorld world;
    Station& station = world.addStation(checkedForReadiness(), {});
    station.start();
    station.crash(0, true);  // a host that is gone would keep silent
    world.runUntil(1min);

    world.ask(station);
    world.runUntil(2min);

    QCOMPARE(world.heard(), "Unavailable 60000");
    QCOMPARE(station.probe().drops(DropCause::Unavailable), 1U);
}

void HealthCheckerTest::aStuckPoolIsRestarted()
{
    ServiceWorld world;
    Station& station = world.addStation(checkedForLiveness(), {world.work(1h)});
    station.start();
    world.runUntil(1min);
    world.ask(station);

    const Duration killed = firstTime(world, 1min, [&] { return !station.instance(0).isUp(); });
    const Duration back = firstTime(world, killed, [&] { return station.instance(0).isUp(); });

    QVERIFY(killed >= 1min + 21s && killed <= 1min + 31100ms);
    QCOMPARE(station.probe().count(StationEvent::RestartedByProbe), 1U);
    QCOMPARE(back - killed, Duration{10s});
    QCOMPARE(station.probe().drops(DropCause::Crashed), 1U);
}

void HealthCheckerTest::restartsWaitLongerAndLonger()
{
    ServiceWorld world;
    Station& station = world.addStation(checkedForLiveness(), {world.work(10h)});
    station.start();

    std::string waits;
    Duration now{};
    for (int i = 0; i < 7; ++i) {
        world.ask(station);  // sticks
        const Duration killed = firstTime(world, now, [&] { return !station.instance(0).isUp(); });
        now = firstTime(world, killed, [&] { return station.instance(0).isUp(); });
        waits += std::to_string((now - killed + 500ms) / 1s) + " ";
    }

    QCOMPARE(waits, std::string("10 20 40 80 160 300 300 "));
}

void HealthCheckerTest::aBusyPoolThatMovesIsLeftAlone()
{
    ServiceWorld world;
    StationSettings settings = checkedForLiveness();
    settings.workers.queueCapacity = 1000;
    Station& station = world.addStation(settings, {world.work(900ms)});
    station.start();

    for (int i = 0; i < 200; ++i)
        world.ask(station);
    world.runUntil(3min);

    QCOMPARE(station.probe().count(StationEvent::RestartedByProbe), 0U);
    QCOMPARE(station.probe().served(), 200U);
}

void HealthCheckerTest::whoStandsStillIsRestarted()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.health.liveness.isEnabled = true;
    Station& station = world.addStation(settings, {});
    station.start();
    world.runUntil(1min);

    station.instance(0).pause(&world);
    const Duration killed = firstTime(world, 1min, [&] { return !station.instance(0).isUp(); });
    world.runUntil(killed + 10s);
    world.ask(station);
    world.runUntil(2min);

    QVERIFY(killed >= 1min + 21s && killed <= 1min + 31100ms);
    QVERIFY2(world.heard().starts_with("Ok"), "the new process does not stand still");
}

void HealthCheckerTest::whoGoesOnInTimeHasPassed()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.health.liveness = {.isEnabled = true, .period = 1s};
    Station& station = world.addStation(settings, {});
    station.start();

    for (Duration now = 0s; now < 1min; now += 1s) {
        world.runUntil(now);
        station.instance(0).pause(&world);
        world.runUntil(now + 900ms);
        station.instance(0).resume(&world);
    }

    QCOMPARE(station.probe().count(StationEvent::RestartedByProbe), 0U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::HealthCheckerTest)
#include "tst_health_checker.moc"
