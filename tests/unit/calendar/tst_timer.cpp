// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/timer.h"

#include "simcore/calendar/calendar.h"

#include <QtTest>

#include <vector>

using namespace stormglass;

class TimerTest : public QObject {
    Q_OBJECT

private slots:
    void callsBackOnce();
    void startingAgainForgetsTheFormerInstant();
    void aCancelledTimerIsSilentUntilItIsStartedAgain();
    void mayStartItselfAgain();
};

void TimerTest::callsBackOnce()
{
    Calendar calendar;
    std::vector<SimTime> calls;
    Timer timer(calendar, [&] { calls.push_back(calendar.now()); });

    timer.startIn(3ms);
    QVERIFY(timer.isScheduled());
    calendar.runUntil(SimTime{1s});

    QCOMPARE(calls, std::vector{SimTime{3ms}});
    QVERIFY(!timer.isScheduled());
}

void TimerTest::startingAgainForgetsTheFormerInstant()
{
    Calendar calendar;
    std::vector<SimTime> calls;
    Timer timer(calendar, [&] { calls.push_back(calendar.now()); });

    timer.startAt(SimTime{5ms});
    timer.startAt(SimTime{9ms});
    QCOMPARE(calendar.pending(), 1U);
    calendar.runUntil(SimTime{1s});

    QCOMPARE(calls, std::vector{SimTime{9ms}});
}

void TimerTest::aCancelledTimerIsSilentUntilItIsStartedAgain()
{
    Calendar calendar;
    std::vector<SimTime> calls;
    Timer timer(calendar, [&] { calls.push_back(calendar.now()); });

    timer.startIn(1ms);
    timer.cancel();
    calendar.runUntil(SimTime{10ms});
    timer.startIn(1ms);
    calendar.runUntil(SimTime{20ms});

    QCOMPARE(calls, std::vector{SimTime{11ms}});
}

void TimerTest::mayStartItselfAgain()
{
    Calendar calendar;
    int calls = 0;
    Timer timer(calendar, [&] {
        if (++calls < 3)
            timer.startIn(1ms);
    });

    timer.startIn(1ms);
    calendar.runUntil(SimTime{1s});

    QCOMPARE(calls, 3);
}

QTEST_APPLESS_MAIN(TimerTest)
#include "tst_timer.moc"
