// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class PauseTest : public QObject {
    Q_OBJECT

private slots:
    void workStandsStillAndGoesOn_data();
    void workStandsStillAndGoesOn();
    void pausesOverlap();
    void requestsWaitUnreadAndTheQueueRefusesAfterwards();
    void theCallerOfAPausedOneTimesOut();
    void whatHasComeIsReadBeforeTheTimerIsLookedAt_data();
    void whatHasComeIsReadBeforeTheTimerIsLookedAt();
    void whoHasPausedPastTheEndOfItsCallTriesNoMore();
    void whoIsStartedAgainIsNotPaused();
    void aPausedProcessCanBeKilled();
    void aDatabaseStandsStill();
    void theFaultHitsWhatItNames();
};

namespace {

/// Who pauses.
const int kFirstCause = 0;
const int kSecondCause = 0;

/// A caller that waits 15 ms for a callee, which works for so long.
struct Pair {
    explicit Pair(Duration work)
        : callee(world.addStation(oneWorker(), {world.work(work)}))
        , caller(world.addStation(oneWorker(), {world.call(callee, {.timeout = 15ms})}))
    {
    }

    ServiceWorld world;
    Station& callee;
    Station& caller;
};

}  // namespace

void PauseTest::workStandsStillAndGoesOn_data()
{
    QTest::addColumn<qint64>("resumedAt");
    QTest::addColumn<QByteArray>("heard");
    QTest::newRow("the pause ends before the work would have") << qint64{9} << QByteArray("Ok 15");
    QTest::newRow("the work would have ended in the pause") << qint64{50} << QByteArray("Ok 56");
}

void PauseTest::workStandsStillAndGoesOn()
{
    QFETCH(const qint64, resumedAt);
    QFETCH(const QByteArray, heard);
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});
    world.ask(station);

    world.runUntil(4ms);
    station.instance(0).pause(&kFirstCause);
    world.runUntil(std::chrono::milliseconds(resumedAt));
    station.instance(0).resume(&kFirstCause);
    world.runUntil(1s);

    QCOMPARE(QByteArray::fromStdString(world.heard()), heard);
}

void PauseTest::pausesOverlap()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});
    Instance& instance = station.instance(0);
    world.ask(station);

    world.runUntil(4ms);
    instance.pause(&kFirstCause);
    world.runUntil(6ms);
    instance.pause(&kSecondCause);
    world.runUntil(9ms);
    instance.resume(&kFirstCause);
    world.runUntil(12ms);
    instance.resume(&kSecondCause);
    world.runUntil(14ms);
    instance.pause(&kFirstCause);
    world.runUntil(15ms);
    instance.resume(&kFirstCause);
    world.runUntil(1s);

    // 4 ms before, 2 ms between, and the rest after the pauses of 8 ms and 1 ms.
    QCOMPARE(world.heard(), std::string("Ok 19"));
}

void PauseTest::requestsWaitUnreadAndTheQueueRefusesAfterwards()
{
    ServiceWorld world;
    StationSettings settings = oneWorker();
    settings.workers.queueCapacity = 1;
    Station& station = world.addStation(settings, {world.work(10ms)});

    station.instance(0).pause(&kFirstCause);
    world.runUntil(5ms);
    for (int i = 0; i < 3; ++i)
        world.ask(station);
    world.runUntil(20ms);
    QCOMPARE(world.heard(), std::string("-, -, -"));
    station.instance(0).resume(&kFirstCause);
    world.runUntil(1s);

    QCOMPARE(world.heard(), std::string("Ok 30, Ok 40, Refused 20"));
    QCOMPARE(station.probe().cameInAll(), station.probe().leftInAll());
    QCOMPARE(station.probe().littlesLawGap(world.calendar.now()), 0.0);
}

void PauseTest::theCallerOfAPausedOneTimesOut()
{
    Pair pair(10ms);
    pair.callee.instance(0).pause(&kFirstCause);
    pair.world.ask(pair.caller);

    pair.world.runUntil(1s);

    QCOMPARE(pair.world.heard(), std::string("TimedOut 15"));
}

void PauseTest::whatHasComeIsReadBeforeTheTimerIsLookedAt_data()
{
    QTest::addColumn<int>("work");
    QTest::addColumn<QString>("heard");

    QTest::newRow("an answer in time") << 10 << "Ok 40";
    QTest::newRow("an answer after the timeout, but in the pause") << 30 << "Ok 40";
    QTest::newRow("no answer until the end of the pause") << 60 << "TimedOut 40";
}

void PauseTest::whatHasComeIsReadBeforeTheTimerIsLookedAt()
{
    QFETCH(int, work);
    QFETCH(QString, heard);
    Pair pair{std::chrono::milliseconds{work}};
    pair.world.ask(pair.caller);

    pair.world.runUntil(5ms);
    pair.caller.instance(0).pause(&kFirstCause);
    pair.world.runUntil(40ms);
    pair.caller.instance(0).resume(&kFirstCause);
    pair.world.runUntil(1s);

    QCOMPARE(QString::fromStdString(pair.world.heard()), heard);
}

void PauseTest::whoHasPausedPastTheEndOfItsCallTriesNoMore()
{
    ServiceWorld world;
    Station& callee = world.addStation(oneWorker(), {world.work(100ms)});
    Station& caller = world.addStation(
        oneWorker(), {world.call(callee, {.timeout = 5ms, .maxAttempts = 3, .totalTimeout = 20ms})});
    world.ask(caller);

    world.runUntil(2ms);
    caller.instance(0).pause(&kFirstCause);
    world.runUntil(60ms);
    caller.instance(0).resume(&kFirstCause);
    world.runUntil(1s);

    QCOMPARE(world.heard(), std::string("TimedOut 60"));
    QCOMPARE(caller.probe().calls().calls(), 1U);
}

void PauseTest::whoIsStartedAgainIsNotPaused()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});
    Instance& instance = station.instance(0);

    instance.pause(&kFirstCause);
    world.runUntil(5ms);
    station.crash(0, false);
    station.restart(0);
    world.runUntil(20ms);
    world.ask(station);
    world.runUntil(25ms);
    instance.resume(&kFirstCause);
    world.runUntil(1s);

    QCOMPARE(world.heard(), std::string("Ok 30"));
}

void PauseTest::aPausedProcessCanBeKilled()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});
    world.ask(station);
    world.ask(station);

    world.runUntil(4ms);
    station.instance(0).pause(&kFirstCause);
    world.runUntil(20ms);
    station.crash(0, false);
    world.runUntil(1s);

    QCOMPARE(world.heard(), std::string("Reset 20, Reset 20"));
}

void PauseTest::aDatabaseStandsStill()
{
    ServiceWorld world;
    spec::DatabaseSettings one;
    one.concurrency = 1;
    one.writeTime = Distribution{distribution::Constant{10ms}};
    Database& store = world.addDatabase(one);
    StationSettings settings = oneWorker();
    settings.workers.concurrency = 2;
    Station& station = world.addStation(settings, {ServiceWorld::access(store)});
    world.ask(station);
    world.ask(station);

    world.runUntil(4ms);
    store.pause(0, &kFirstCause);
    world.runUntil(50ms);
    store.resume(0, &kFirstCause);
    world.runUntil(1s);

    QCOMPARE(world.heard(), std::string("Ok 56, Ok 66"));
}

void PauseTest::theFaultHitsWhatItNames()
{
    const FaultRun run(kRequests, R"({"name": "gc", "fault": "pause", "target": "pay", "at": "305ms", "for": "200ms"})");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>510 400>520 500>530 600>610 700>710 800>810 900>910"));
    QVERIFY(run.isBalanced());
}

QTEST_APPLESS_MAIN(PauseTest)
#include "tst_pause.moc"
