// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/calendar.h"

#include "simcore/base/too_large.h"
#include "tests/unit/calendar/recorder.h"

#include <QtTest>

#include <deque>
#include <memory>
#include <stdexcept>

using namespace stormglass;

class CalendarTest : public QObject {
    Q_OBJECT

private slots:
    void anEventFiresAtItsInstant();
    void schedulingInThePastIsABrokenPromise();
    void schedulingTwiceIsABrokenPromise();
    void aFullCalendarSaysWhatIsTooLarge();
    void aCancelledEventNeverFires();
    void aDestroyedEventNeverFires();
    void aStaleHandleCancelsNobodyElse();
    void cancelledTimeoutsLeaveNothingBehind();
    void runningUntilAnInstantIncludesItAndEndsThere();
    void runningForEverLeavesTheClockAtTheLastEvent();
    void whatIsScheduledForNeverDoesNotHappen();
    void waitsBeyondTheEndOfTimeEndNever();
    void aRunThatIsAskedToStopStaysWhereItIs();
    void aFailureComesOutOfRunNext();
    void anOwnedEventLivesUntilItHasFired();
    void anOwnedEventDiesWithTheCalendar();
    void eventsMayOutliveTheCalendar();
};

void CalendarTest::anEventFiresAtItsInstant()
{
    Calendar calendar;
    SimTime fired = kNever;
    Call event([&] { fired = calendar.now(); });

    calendar.schedule(SimTime{5ms}, event);
    QCOMPARE(calendar.nextTime(), SimTime{5ms});
    QCOMPARE(calendar.pending(), 1U);
    QVERIFY(calendar.runNext());

    QCOMPARE(fired, SimTime{5ms});
    QVERIFY(!event.isScheduled());
    QVERIFY(!calendar.runNext());
    QCOMPARE(calendar.nextTime(), kNever);
    QCOMPARE(calendar.executed(), 1U);
}

void CalendarTest::schedulingInThePastIsABrokenPromise()
{
    Calendar calendar;
    std::vector<int> record;
    Recorder event(record, 1);
    calendar.runUntil(SimTime{1s});

    QVERIFY_THROWS_EXCEPTION(BrokenPromise, calendar.schedule(SimTime{1s} - 1ns, event));
    QVERIFY(!event.isScheduled());
    QCOMPARE(calendar.pending(), 0U);
}

void CalendarTest::schedulingTwiceIsABrokenPromise()
{
    Calendar calendar;
    std::vector<int> record;
    Recorder event(record, 1);
    calendar.schedule(SimTime{1s}, event);

    QVERIFY_THROWS_EXCEPTION(BrokenPromise, calendar.schedule(SimTime{2s}, event));
    QCOMPARE(calendar.pending(), 1U);
}

void CalendarTest::aFullCalendarSaysWhatIsTooLarge()
{
    Calendar calendar(100);
    std::vector<int> record;
    std::deque<Recorder> events;
    for (int i = 0; i < 100; ++i)
        calendar.schedule(SimTime{1s}, events.emplace_back(record, i));
    Recorder oneTooMany(record, 100);

    QVERIFY_THROWS_EXCEPTION(TooLarge, calendar.schedule(SimTime{1s}, oneTooMany));

    events.front().cancel();
    calendar.schedule(SimTime{1s}, oneTooMany);
    QCOMPARE(calendar.pending(), 100U);
}

void CalendarTest::aCancelledEventNeverFires()
{
    Calendar calendar;
    std::vector<int> record;
    Recorder later(record, 1);
    Recorder now(record, 2);
    calendar.schedule(SimTime{1s}, later);
    calendar.schedule(kStartOfRun, now);

    later.cancel();
    now.cancel();
    now.cancel();
    calendar.runUntil(SimTime{2s});

    QVERIFY(record.empty());
    QCOMPARE(calendar.executed(), 0U);
}

void CalendarTest::aDestroyedEventNeverFires()
{
    Calendar calendar;
    std::vector<int> record;
    auto event = std::make_unique<Recorder>(record, 1);
    calendar.schedule(SimTime{1s}, *event);

    event.reset();

    QCOMPARE(calendar.pending(), 0U);
    QVERIFY(!calendar.runNext());
}

void CalendarTest::aStaleHandleCancelsNobodyElse()
{
    Calendar calendar;
    const EventHandle later = calendar.resumeAt(SimTime{1s}, std::noop_coroutine());
    const EventHandle now = calendar.resumeAt(kStartOfRun, std::noop_coroutine());
    QVERIFY(calendar.cancel(later));
    QVERIFY(calendar.runNext());
    std::vector<int> record;
    Recorder first(record, 1);
    Recorder second(record, 2);
    calendar.schedule(SimTime{1s}, first);
    calendar.schedule(kStartOfRun, second);

    QVERIFY(!calendar.cancel(later));
    QVERIFY(!calendar.cancel(now));
    QVERIFY(!calendar.cancel(EventHandle{}));

    QCOMPARE(calendar.pending(), 2U);
}

void CalendarTest::cancelledTimeoutsLeaveNothingBehind()
{
    Calendar calendar;
    std::vector<int> record;
    std::deque<Recorder> timeouts;
    for (int i = 0; i < 100; ++i)
        timeouts.emplace_back(record, i);

    std::size_t most = 0;
    for (int request = 0; request < 1'000'000; ++request) {
        Recorder& timeout = timeouts[static_cast<std::size_t>(request % 100)];
        timeout.cancel();
        calendar.schedule(calendar.now() + 30s, timeout);
        most = std::max(most, calendar.pending());
        if (request % 10 == 0)
            calendar.runUntil(calendar.now() + 1ms);
    }

    QCOMPARE(most, 100U);
    QCOMPARE(calendar.executed(), 0U);
}

void CalendarTest::runningUntilAnInstantIncludesItAndEndsThere()
{
    Calendar calendar;
    std::vector<int> record;
    Recorder atTheEnd(record, 1);
    Recorder after(record, 2);
    calendar.schedule(SimTime{1s}, atTheEnd);
    calendar.schedule(SimTime{1s} + 1ns, after);

    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, std::vector{1});
    QCOMPARE(calendar.now(), SimTime{1s});
    calendar.runUntil(SimTime{3s});
    QCOMPARE(calendar.now(), SimTime{3s});
    QVERIFY_THROWS_EXCEPTION(BrokenPromise, calendar.runUntil(SimTime{2s}));
}

void CalendarTest::runningForEverLeavesTheClockAtTheLastEvent()
{
    Calendar calendar;
    std::vector<int> record;
    Recorder event(record, 1);
    calendar.schedule(SimTime{7s}, event);

    calendar.runUntil(kNever);

    QCOMPARE(calendar.now(), SimTime{7s});
}

void CalendarTest::whatIsScheduledForNeverDoesNotHappen()
{
    Calendar calendar;
    std::vector<int> record;
    Recorder event(record, 1);
    calendar.schedule(kNever, event);

    calendar.runUntil(kNever);

    QVERIFY(!calendar.runNext());
    QVERIFY(record.empty());
    QVERIFY(event.isScheduled());
}

void CalendarTest::waitsBeyondTheEndOfTimeEndNever()
{
    Calendar calendar;
    calendar.runUntil(SimTime{1s});

    QCOMPARE(calendar.after(2s), SimTime{3s});
    QCOMPARE(calendar.after(Duration::max()), kNever);
    QCOMPARE(calendar.after(Duration::max() - 1s + 1ns), kNever);
}

void CalendarTest::aRunThatIsAskedToStopStaysWhereItIs()
{
    Calendar calendar;
    std::vector<int> record;
    Call stop([&] { calendar.requestStop(); });
    Recorder after(record, 1);
    calendar.schedule(SimTime{1s}, stop);
    calendar.schedule(SimTime{1s}, after);

    calendar.runUntil(SimTime{5s});
    calendar.runUntil(SimTime{6s});

    QVERIFY(calendar.isStopRequested());
    QVERIFY(record.empty());
    QCOMPARE(calendar.now(), SimTime{1s});
}

void CalendarTest::aFailureComesOutOfRunNext()
{
    Calendar calendar;
    Call event([&] { calendar.fail(std::make_exception_ptr(std::runtime_error("burnt"))); });
    calendar.schedule(SimTime{1s}, event);

    QVERIFY_THROWS_EXCEPTION(std::runtime_error, calendar.runNext());
    QVERIFY(!calendar.runNext());

    calendar.fail(std::make_exception_ptr(std::runtime_error("burnt outside of any event")));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, calendar.runNext());
}

void CalendarTest::anOwnedEventLivesUntilItHasFired()
{
    Calendar calendar;
    const auto alive = std::make_shared<int>(0);
    bool wasAlive = false;
    calendar.scheduleOwned(SimTime{1s}, std::make_unique<Call>([&wasAlive, alive] {
                               wasAlive = alive.use_count() > 1;
                           }));

    QCOMPARE(alive.use_count(), 2);
    calendar.runUntil(SimTime{1s});

    QVERIFY(wasAlive);
    QCOMPARE(alive.use_count(), 1);
}

void CalendarTest::anOwnedEventDiesWithTheCalendar()
{
    const auto alive = std::make_shared<int>(0);
    {
        Calendar calendar;
        calendar.scheduleOwned(SimTime{1s}, std::make_unique<Call>([alive] {}));
        QCOMPARE(alive.use_count(), 2);
    }
    QCOMPARE(alive.use_count(), 1);
}

void CalendarTest::eventsMayOutliveTheCalendar()
{
    std::vector<int> record;
    Recorder event(record, 1);
    {
        Calendar calendar;
        calendar.schedule(SimTime{1s}, event);
    }
    QVERIFY(!event.isScheduled());
}

QTEST_APPLESS_MAIN(CalendarTest)
#include "tst_calendar.moc"
