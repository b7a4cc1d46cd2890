// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class ClockSkewTest : public QObject {
    Q_OBJECT

private slots:
    void deadlinesAreReadByTheClockOfTheServer();
    void deadlinesAreWrittenByTheClockOfTheCaller();
    void theFaultComesAndGoes();
};

namespace {

/// The second of two requests waits for 10 ms; their deadline is 15 ms after they were sent.
std::string heardOfTwo(Duration serverIsAhead, Duration callerIsAhead)
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.dropsExpired = true;
    Station& server = world.addStation(settings, {world.work(10ms)});
    settings.workers.concurrency = 2;
    Station& caller = world.addStation(settings, {world.call(server, {.timeout = 15ms})});
    server.instance(0).condition().shiftClock(serverIsAhead);
    caller.instance(0).condition().shiftClock(callerIsAhead);
    world.ask(caller);
    world.ask(caller);
    world.runUntil(1s);
    return world.heard();
}

}  // namespace

void ClockSkewTest::deadlinesAreReadByTheClockOfTheServer()
{
    QCOMPARE(heardOfTwo(0ms, 0ms), std::string("Ok 10, TimedOut 15"));
    QCOMPARE(heardOfTwo(6ms, 0ms), std::string("Ok 10, TimedOut 10"));
}

void ClockSkewTest::deadlinesAreWrittenByTheClockOfTheCaller()
{
    QCOMPARE(heardOfTwo(6ms, 6ms), std::string("Ok 10, TimedOut 15"));
    QCOMPARE(heardOfTwo(0ms, -6ms), std::string("Ok 10, TimedOut 10"));
}

void ClockSkewTest::theFaultComesAndGoes()
{
    // 150 ms of work every 100 ms: each second one has to wait, and finds its deadline of 15 s passed.
    const FaultRun run(kRequests, R"({"name": "skew", "fault": "clock-skew", "target": "pay", "offset": "20s", "at": "320ms",
                                      "for": "1s"})",
                       {"topology/components/pay/drops_expired=true", "topology/components/pay/operations/charge/program/0/time=150ms"});

    QCOMPARE(run.spansOf("pay"), std::string("100>250 200>400 400>550 600>750 800>950"));
    QCOMPARE(run.figure("pay", "dropped: expired"), 4.0);
    QVERIFY(run.isBalanced());
}

QTEST_APPLESS_MAIN(ClockSkewTest)
#include "tst_clock_skew.moc"
