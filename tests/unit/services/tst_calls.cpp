// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calls between stations: who keeps a worker, who gives up, who tries again.
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

StationSettings asynchronousWorker()
{
    StationSettings settings = oneWorker();
    settings.workers.holdsWorkerDuringCalls = false;
    return settings;
}

Instruction parallel(std::vector<Instructions> branches)
{
    return {instruction::Parallel{std::move(branches)}};
}

}  // namespace

class CallsTest : public QObject {
    Q_OBJECT

private slots:
    void aThreadPerRequestWaitsWithItsWorker();
    void anAsynchronousCallGivesTheWorkerBack();
    void whoComesBackFromACallGoesFirst();
    void aTimeoutDoesNotCancelTheWork();
    void attemptsWaitLongerAndLonger();
    void aCrashOfTheCalleeIsNoticedAtOnce();
    void aLostHostIsNoticedByTheTimeout();
    void aLateAnswerIsNotTakenForTheNextOne();
    void branchesOfAThreadShareItsWorker();
    void asynchronousBranchesTakeAWorkerEach();
    void aCrashAmidBranchesGivesTheirServersBack();
};

void CallsTest::aThreadPerRequestWaitsWithItsWorker()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)});
    Station& front = world.addStation(oneWorker(), {world.call(backend, {})});

    world.ask(front);
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 20");
}

void CallsTest::anAsynchronousCallGivesTheWorkerBack()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)});
    Station& front = world.addStation(asynchronousWorker(), {world.call(backend, {})});
    front.start();

    world.ask(front);
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 10");
    QCOMPARE(front.probe().utilisation(world.calendar.now()), 0.0);
}

void CallsTest::whoComesBackFromACallGoesFirst()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(5ms)});
    Station& front
        = world.addStation(asynchronousWorker(), {world.work(10ms), world.call(backend, {}), world.work(10ms)});
    front.start();

    for (int i = 0; i < 3; ++i)
        world.ask(front);
    world.runUntil(70ms);

    // The third begins at 40 only: the first has come back at 15 and goes on at 20, the second at 25 and at 30.
    QCOMPARE(world.heard(), "Ok 30, Ok 40, Ok 65");
    QCOMPARE(front.probe().utilisation(world.calendar.now()), 6.0 / 7);
}

void CallsTest::aTimeoutDoesNotCancelTheWork()
{
    ServiceWorld world;
    Station& backend = world.addStation(oneWorker(), {world.work(50ms)});
    Station& front = world.addStation(oneWorker(), {world.call(backend, {.timeout = 10ms})});

    world.ask(front);
    world.runUntil(49ms);
    QCOMPARE(backend.probe().present(), 1U);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "TimedOut 10");
    QCOMPARE(backend.probe().served(), 1U);
}

void CallsTest::attemptsWaitLongerAndLonger()
{
    ServiceWorld world;
    Station& backend = world.addStation(oneWorker(), {});
    Station& front = world.addStation(oneWorker(), {world.call(backend, {.timeout = 1s,
                                                                         .maxAttempts = 5,
                                                                         .firstDelay = 100ms,
                                                                         .maxDelay = 300ms,
                                                                         .growthFactor = 2,
                                                                         .jitter = 0})});
    backend.crash(0, false);
    world.ask(front);

    const std::pair<Duration, std::uint64_t> expected[]
        = {{0ms, 1}, {99ms, 1}, {100ms, 2}, {299ms, 2}, {300ms, 3}, {599ms, 3}, {600ms, 4}, {899ms, 4}, {900ms, 5}};
    for (const auto& [at, attempts] : expected) {
        world.runUntil(at);
        QCOMPARE(backend.probe().drops(DropCause::Unavailable), attempts);
    }
    world.runUntil(10s);

    QCOMPARE(world.heard(), "Unavailable 900");
}

void CallsTest::aCrashOfTheCalleeIsNoticedAtOnce()
{
    ServiceWorld world;
    Station& backend = world.addStation(oneWorker(), {world.work(50ms)});
    Station& front = world.addStation(oneWorker(), {world.call(backend, {})});
    world.ask(front);

    world.runUntil(20ms);
    backend.crash(0, false);
    world.runUntil(5s);

    QCOMPARE(world.heard(), "Reset 20");
}

void CallsTest::aLostHostIsNoticedByTheTimeout()
{
    ServiceWorld world;
    Station& backend = world.addStation(oneWorker(), {world.work(50ms)});
    Station& front = world.addStation(oneWorker(), {world.call(backend, {.timeout = 700ms})});
    world.ask(front);

    world.runUntil(20ms);
    backend.crash(0, true);
    world.runUntil(5s);

    QCOMPARE(world.heard(), "TimedOut 700");
}

void CallsTest::aLateAnswerIsNotTakenForTheNextOne()
{
    ServiceWorld world;
    Station& backend = world.addStation(oneWorker(), {world.work(15ms)});
    const spec::CallPolicy policy{.timeout = 10ms, .maxAttempts = 2, .firstDelay = 1ms, .jitter = 0};
    Station& front = world.addStation(oneWorker(), {world.call(backend, policy)});

    // The answer to the first attempt comes at 15, while the second one (from 11 to 21) waits for its own at 30.
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "TimedOut 21");
    QCOMPARE(backend.probe().served(), 2U);
}

void CallsTest::branchesOfAThreadShareItsWorker()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {parallel({{world.work(10ms)}, {world.work(20ms)}})});
    station.start();

    world.ask(station);
    world.ask(station);
    world.runUntil(40ms);

    QCOMPARE(world.heard(), "Ok 20, Ok 40");
    QCOMPARE(station.probe().utilisation(world.calendar.now()), 1.0);
}

void CallsTest::asynchronousBranchesTakeAWorkerEach()
{
    ServiceWorld world;
    Station& station = world.addStation(asynchronousWorker(), {parallel({{world.work(10ms)}, {world.work(20ms)}})});
    station.start();

    world.ask(station);
    world.ask(station);
    world.runUntil(120ms);

    // One worker has sixty milliseconds of work to do. The branches of the second request come last.
    QCOMPARE(world.heard(), "Ok 30, Ok 60");
    QCOMPARE(station.probe().utilisation(world.calendar.now()), 0.5);
    QCOMPARE(station.instance(0).workers().inUse(), 0U);
}

void CallsTest::aCrashAmidBranchesGivesTheirServersBack()
{
    ServiceWorld world;
    StationSettings settings = asynchronousWorker();
    settings.workers.concurrency = 2;
    Station& station = world.addStation(settings, {parallel({{world.work(10ms)}, {world.work(20ms)}})});
    station.start();
    world.ask(station);

    world.runUntil(5ms);
    station.crash(0, false);
    world.runUntil(10ms);

    QCOMPARE(world.heard(), "Reset 5");
    QCOMPARE(station.probe().utilisation(world.calendar.now()), 0.5);
    QCOMPARE(station.instance(0).workers().inUse(), 0U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::CallsTest)
#include "tst_calls.moc"
