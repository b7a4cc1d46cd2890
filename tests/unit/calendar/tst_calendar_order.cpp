// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/calendar.h"

#include "tests/unit/calendar/recorder.h"

#include <QtTest>

#include <algorithm>
#include <deque>
#include <map>
#include <random>

using namespace stormglass;

class CalendarOrderTest : public QObject {
    Q_OBJECT

private slots:
    void eventsOfOneInstantFireInSchedulingOrder();
    void cancellingKeepsTheOrderOfTheOthers();
    void whatIsScheduledForNowComesAfterWhatWasScheduledBefore();
    void agreesWithASortedList_data();
    void agreesWithASortedList();
};

void CalendarOrderTest::eventsOfOneInstantFireInSchedulingOrder()
{
    Calendar calendar;
    std::vector<int> record;
    std::deque<Recorder> events;
    for (int i = 0; i < 1'000; ++i)
        calendar.schedule(SimTime{1s} + (i % 2) * 1ns, events.emplace_back(record, i));

    calendar.runUntil(SimTime{2s});

    QVERIFY(std::ranges::is_sorted(record, {}, [](int i) { return std::pair(i % 2, i); }));
    QCOMPARE(record.size(), 1'000U);
}

void CalendarOrderTest::cancellingKeepsTheOrderOfTheOthers()
{
    Calendar calendar;
    std::vector<int> record;
    std::deque<Recorder> events;
    for (int i = 0; i < 1'000; ++i)
        calendar.schedule(i < 500 ? kStartOfRun : SimTime{1s}, events.emplace_back(record, i));

    std::vector<int> expected;
    for (int i = 0; i < 1'000; ++i) {
        if (i % 3 == 1)
            events[static_cast<std::size_t>(i)].cancel();
        else
            expected.push_back(i);
    }
    calendar.runUntil(SimTime{2s});

    QCOMPARE(record, expected);
}

void CalendarOrderTest::whatIsScheduledForNowComesAfterWhatWasScheduledBefore()
{
    Calendar calendar;
    std::vector<int> record;
    Recorder third(record, 3);
    Recorder fourth(record, 4);
    Call first([&] {
        record.push_back(1);
        calendar.schedule(calendar.now(), third);
        calendar.schedule(calendar.now() + 1ns, fourth);
    });
    Recorder second(record, 2);
    calendar.schedule(SimTime{1s}, first);
    calendar.schedule(SimTime{1s}, second);

    calendar.runUntil(SimTime{2s});

    QCOMPARE(record, (std::vector{1, 2, 3, 4}));
}

void CalendarOrderTest::agreesWithASortedList_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("instants");

    QTest::newRow("many ties") << 1U << 5;
    QTest::newRow("some ties") << 2U << 300;
    QTest::newRow("hardly any ties") << 3U << 1'000'000;
}

/// Schedules, cancels and runs at random, next to a map sorted by instant and scheduling order.
void CalendarOrderTest::agreesWithASortedList()
{
    QFETCH(unsigned, seed);
    QFETCH(int, instants);
    std::minstd_rand random(seed);
    Calendar calendar;
    std::vector<int> record;
    std::deque<Recorder> events;
    for (int i = 0; i < 500; ++i)
        events.emplace_back(record, i);
    std::map<std::pair<SimTime, int>, int> reference;
    std::vector<int> expected;

    for (int step = 0; step < 50'000; ++step) {
        const int number = static_cast<int>(random() % 500);
        Recorder& event = events[static_cast<std::size_t>(number)];
        if (event.isScheduled()) {
            event.cancel();
            std::erase_if(reference, [&](const auto& entry) { return entry.second == number; });
        } else {
            const SimTime at = calendar.now() + Duration{static_cast<int>(random()) % instants};
            calendar.schedule(at, event);
            reference.emplace(std::pair(at, step), number);
        }
        if (random() % 3 == 0 && calendar.runNext()) {
            expected.push_back(reference.begin()->second);
            reference.erase(reference.begin());
        }
        if (calendar.pending() != reference.size() || record != expected)
            break;
        record.clear();
        expected.clear();
    }

    QCOMPARE(record, expected);
    QCOMPARE(calendar.pending(), reference.size());
    QCOMPARE(calendar.nextTime(), reference.begin()->first.first);
}

QTEST_APPLESS_MAIN(CalendarOrderTest)
#include "tst_calendar_order.moc"
