// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/quantity_text.h"
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class MemoryLeakTest : public QObject {
    Q_OBJECT

private slots:
    void workGetsSlowerUntilTheKill();
    void theBackOffDoubles();
    void theBackOffHasALimit();
    void whoHasLivedForTenMinutesIsStartedAtOnce();
    void aProcessThatDiedOtherwiseBeginsWithNothing();
};

namespace {

/// "7>17": the spans of time, in seconds, in which the only instance was down.
std::string downTimesOf(FaultModel& world, Duration until)
{
    std::string text;
    bool wasUp = true;
    for (Duration at{}; at <= until; at += 100ms) {
        world.runUntil(at);
        const bool isUp = world.instance("pay", 0).isUp();
        if (isUp != wasUp)
            text += (isUp ? ">" : text.empty() ? "" : " ") + numberToText(toSeconds(at));
        wasUp = isUp;
    }
    return text;
}

}  // namespace

void MemoryLeakTest::workGetsSlowerUntilTheKill()
{
    const FaultRun run(kRequests, R"({"name": "leak", "fault": "memory-leak", "target": "pay", "limit": "1000kB", "rate": "1000kB/s",
                                      "gc_overhead": "100%", "at": "0s"})", {"workload/load/rate=4/s"});

    // A quarter of the limit adds one third, a half as much again, three quarters thrice as much.
    QCOMPARE(run.spansOf("pay"), std::string("250>263.333 500>520 750>790"));
}

void MemoryLeakTest::theBackOffDoubles()
{
    FaultModel world(kRequests, R"({"name": "leak", "fault": "memory-leak", "target": "pay", "limit": "10MB", "rate": "10MB/s",
                                    "at": "5s", "for": "300s"})", {"topology/components/pay/startup_time=200ms", "run/duration=400s"});

    // Killed after a second: at once, after 10 s, 20 s, 40 s, 80 s, and at the end of the fault.
    QCOMPARE(downTimesOf(world, 350s),
             std::string("6>6.2 7.2>17.4 18.4>38.6 39.6>79.8 80.8>161 162>305.2"));
}

void MemoryLeakTest::theBackOffHasALimit()
{
    FaultModel world(kRequests, R"({"name": "leak", "fault": "memory-leak", "target": "pay", "limit": "5MB", "rate": "1MB/s",
                                    "back_off": "10s", "back_off_max": "15s", "at": "0s"})", {"run/duration=100s"});

    QCOMPARE(downTimesOf(world, 70s), std::string("10>20 25>40 45>60 65"));
}

void MemoryLeakTest::whoHasLivedForTenMinutesIsStartedAtOnce()
{
    FaultModel world(kRequests, R"({"name": "leak", "fault": "memory-leak", "target": "pay", "limit": "601MB", "rate": "1MB/s",
                                    "at": "0s"})", {"run/duration=4000s"});

    QCOMPARE(downTimesOf(world, 1900s), std::string());
    QCOMPARE(world.instance("pay", 0).upSince(), SimTime{1803s});
}

void MemoryLeakTest::aProcessThatDiedOtherwiseBeginsWithNothing()
{
    FaultModel world(kRequests, R"({"name": "leak", "fault": "memory-leak", "target": "pay", "limit": "10MB", "rate": "10MB/s",
                                    "at": "5s"}, {"name": "kill", "fault": "crash", "target": "pay", "at": "5500ms", "for": "300ms"})",
                     {"topology/components/pay/startup_time=200ms", "run/duration=100s"});

    QCOMPARE(downTimesOf(world, 8s), std::string("5.5>6 7>7.2"));
}

QTEST_APPLESS_MAIN(MemoryLeakTest)
#include "tst_memory_leak.moc"
