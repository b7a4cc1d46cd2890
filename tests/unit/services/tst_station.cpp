// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

class StationTest : public QObject {
    Q_OBJECT

private slots:
    void aFullQueueRefuses();
    void theLastComesFirstUnderLcfs();
    void whoseCallerHasGivenUpIsNotBegun();
    void aRateLimitAdmitsABurstAndThenTheRate();
    void requestsGoRoundTheInstances();
    void aCrashResetsWhatIsThereAtOnce();
    void aCrashGivesItsServersBack();
    void aClosedPortAnswersAndALostHostDoesNot();
    void anInstanceComesBackAfterItsStartupTime();
    void aCrashWhileStartingStartsAgain();
    void theOthersServeWhileOneIsDown();
};

void StationTest::aFullQueueRefuses()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.queueCapacity = 1;
    Station& station = world.addStation(settings, {world.work(10ms)});

    for (int i = 0; i < 3; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 20, Refused 0");
    QCOMPARE(station.probe().drops(DropCause::QueueFull), 1U);
    QCOMPARE(station.probe().served(), 2U);
}

void StationTest::theLastComesFirstUnderLcfs()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.discipline = spec::Discipline::Lcfs;
    Station& station = world.addStation(settings, {world.work(10ms)});

    for (int i = 0; i < 4; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 40, Ok 30, Ok 20");
}

void StationTest::whoseCallerHasGivenUpIsNotBegun()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.dropsExpired = true;
    Station& station = world.addStation(settings, {world.work(10ms)});

    world.ask(station, 15ms);
    world.ask(station, 15ms);  // begun in time: it is served to the end
    world.ask(station, 15ms);
    world.ask(station, 1s);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 20, TimedOut 20, Ok 30");
    QCOMPARE(station.probe().drops(DropCause::Expired), 1U);
}

void StationTest::aRateLimitAdmitsABurstAndThenTheRate()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.rateLimit = 10;
    settings.burst = 2;
    Station& station = world.addStation(settings, {});

    const auto admittedAt = [&](Duration at) {
        world.runUntil(at);
        const Answer& answer = world.ask(station);
        world.runUntil(at);
        return answer.outcome == Outcome::Ok;
    };

    QVERIFY(admittedAt(0ms) && admittedAt(0ms) && !admittedAt(0ms));
    QVERIFY(!admittedAt(90ms));
    QVERIFY(admittedAt(110ms) && !admittedAt(110ms));
    QVERIFY2(admittedAt(10s) && admittedAt(10s) && !admittedAt(10s), "no more than a burst is saved up");
    QCOMPARE(station.probe().drops(DropCause::RateLimited), 4U);
}

void StationTest::requestsGoRoundTheInstances()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)}, 3);

    for (int i = 0; i < 4; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 10, Ok 10, Ok 20");
}

void StationTest::aCrashResetsWhatIsThereAtOnce()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});
    world.ask(station);
    world.ask(station);

    world.runUntil(5ms);
    station.crash(0, false);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Reset 5, Reset 5");
    QCOMPARE(station.probe().drops(DropCause::Crashed), 2U);
    QCOMPARE(station.probe().present(), 0U);
    QCOMPARE(station.probe().cameInAll(), station.probe().leftInAll());
    QCOMPARE(station.probe().littlesLawGap(world.calendar.now()), 0.0);
}

void StationTest::aCrashGivesItsServersBack()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(100ms)});
    station.start();
    for (const Duration crash : {10ms, 30ms, 50ms}) {
        world.runUntil(crash - 10ms);
        world.ask(station);
        world.runUntil(crash);
        station.crash(0, false);
        station.restart(0);
        world.runUntil(crash);
    }

    world.runUntil(60ms);

    // Busy for 10 ms before each crash, and free after it.
    QCOMPARE(station.probe().utilisation(world.calendar.now()), 0.5);
    QCOMPARE(station.instance(0).workers().inUse(), 0U);
}

void StationTest::aClosedPortAnswersAndALostHostDoesNot()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});

    station.crash(0, false);
    world.ask(station);
    world.runUntil(100ms);
    station.restart(0);
    world.runUntil(100ms);
    world.ask(station);
    world.runUntil(105ms);
    station.crash(0, true);
    world.ask(station);
    world.runUntil(10s);

    QCOMPARE(world.heard(), "Unavailable 0, -, -");
    QCOMPARE(station.probe().drops(DropCause::Unavailable), 2U);
}

void StationTest::anInstanceComesBackAfterItsStartupTime()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.startupTime = 3s;
    Station& station = world.addStation(settings, {});
    station.crash(0, false);

    world.runUntil(1s);
    station.restart(0);
    world.runUntil(3999ms);
    world.ask(station);
    world.runUntil(4s);
    world.ask(station);
    world.runUntil(5s);

    QCOMPARE(world.heard(), "Unavailable 3999, Ok 4000");
}

void StationTest::aCrashWhileStartingStartsAgain()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.startupTime = 3s;
    Station& station = world.addStation(settings, {});
    station.crash(0, false);
    station.restart(0);

    world.runUntil(2s);
    station.crash(0, false);
    world.runUntil(4s);
    world.ask(station);
    station.restart(0);
    world.runUntil(7s);
    world.ask(station);
    world.runUntil(8s);

    QCOMPARE(world.heard(), "Unavailable 4000, Ok 7000");
}

void StationTest::theOthersServeWhileOneIsDown()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)}, 2);
    station.crash(0, false);

    world.ask(station);
    world.ask(station);
    world.runUntil(1s);

    QVERIFY(station.isAnyUp());
    QCOMPARE(world.heard(), "Ok 10, Ok 20");
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::StationTest)
#include "tst_station.moc"
