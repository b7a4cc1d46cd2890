// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/streaming/windows.h"

#include "simcore/base/too_large.h"

#include <QTest>

namespace stormglass {

using namespace std::chrono_literals;

namespace {

spec::StreamProcessorSettings windowsOf(spec::WindowKind kind)
{
    spec::StreamProcessorSettings settings;
    settings.window = kind;
    settings.size = 10s;
    settings.slide = 5s;
    settings.gap = 3s;
    settings.outOfOrderness = 2s;
    return settings;
}

SimTime at(double seconds) { return SimTime{Duration{static_cast<std::int64_t>(seconds * 1e9)}}; }

/// Reads an event of the partition, when it happens. True if it is not late.
bool read(Windows& windows, double seconds, std::size_t partition = 0, std::uint64_t key = 0)
{
    const bool isCounted = windows.add(at(seconds), key, {}) > 0;
    windows.see(partition, at(seconds), at(seconds));
    return isCounted;
}

/// "0-10 x2, 10-20 x1": windows that are due now, with their counts.
std::string due(Windows& windows)
{
    std::string text;
    for (const WindowId& id : windows.takeDue()) {
        const auto second = [](SimTime time) { return std::to_string(time.time_since_epoch() / 1s); };
        text += (text.empty() ? "" : ", ") + second(id.start) + "-" + second(id.end) + " x" + std::to_string(windows.at(id).count);
        windows.remove(id);
    }
    return text;
}

}  // namespace

class WindowsTest : public QObject {
    Q_OBJECT

private slots:
    void aTumblingWindowClosesWhenTheWatermarkPassesItsEnd();
    void whatComesBehindTheWatermarkIsLate();
    void aSlidingWindowHasEachEventSeveralTimes();
    void aLateEventIsStillInTheSlidingWindowsThatAreOpen();
    void aSessionEndsWithSilence();
    void anEventBetweenTwoSessionsMakesThemOne();
    void keysAreCountedApart();
    void theSlowestPartitionHoldsTheWatermark();
    void aPartitionThatNothingComesFromHoldsItForEver();
    void anIdlePartitionDoesNot();
    void whoIsHeldUpIsNotIdle();
    void aSessionThatIsDueTakesNothingMore();
    void aKnownStreamIsCountedExactly_data();
    void aKnownStreamIsCountedExactly();
    void aCopyIsACheckpoint();
    void eventsBeforeTheStartOfTheRunHaveWindows();
    void moreWindowsThanMemoryHoldsEndTheRun();
};

void WindowsTest::moreWindowsThanMemoryHoldsEndTheRun()
{
    Windows windows(windowsOf(spec::WindowKind::Sliding), 1, 3);
    static_cast<void>(read(windows, 12));  // in 5-15 and 10-20

    QVERIFY_THROWS_EXCEPTION(TooLarge, windows.add(at(12), 1, {}));
}

void WindowsTest::aTumblingWindowClosesWhenTheWatermarkPassesItsEnd()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling), 1);

    for (const double second : {1.0, 9.0, 11.0, 11.9})
        QVERIFY(read(windows, second));
    QCOMPARE(due(windows), "");
    QVERIFY(read(windows, 12));

    QCOMPARE(due(windows), "0-10 x2");
}

void WindowsTest::whatComesBehindTheWatermarkIsLate()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling), 1);

    QVERIFY(read(windows, 11));
    QVERIFY(read(windows, 9.5));  // out of order, and in time
    QVERIFY(read(windows, 13));
    QVERIFY(!read(windows, 9.9));

    QCOMPARE(due(windows), "0-10 x1");
}

void WindowsTest::aSlidingWindowHasEachEventSeveralTimes()
{
    Windows windows(windowsOf(spec::WindowKind::Sliding), 1);

    read(windows, 7);
    read(windows, 30);

    QCOMPARE(due(windows), "0-10 x1, 5-15 x1");
}

void WindowsTest::aLateEventIsStillInTheSlidingWindowsThatAreOpen()
{
    Windows windows(windowsOf(spec::WindowKind::Sliding), 1);

    read(windows, 13);  // watermark 11
    QVERIFY(read(windows, 7));
    read(windows, 30);

    QCOMPARE(due(windows), "5-15 x2, 10-20 x1");
}

void WindowsTest::aSessionEndsWithSilence()
{
    Windows windows(windowsOf(spec::WindowKind::Session), 1);

    for (const double second : {1.0, 3.0, 5.0, 9.0, 20.0})
        read(windows, second);

    QCOMPARE(due(windows), "1-8 x3, 9-12 x1");
}

void WindowsTest::anEventBetweenTwoSessionsMakesThemOne()
{
    Windows windows(windowsOf(spec::WindowKind::Session), 1);

    for (const double second : {1.0, 5.0, 3.5, 20.0})
        read(windows, second);

    QCOMPARE(due(windows), "1-8 x3");
}

void WindowsTest::keysAreCountedApart()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling), 1);

    read(windows, 1, 0, 7);
    read(windows, 2, 0, 8);
    read(windows, 3, 0, 7);
    read(windows, 12);

    QCOMPARE(due(windows), "0-10 x2, 0-10 x1");
}

void WindowsTest::theSlowestPartitionHoldsTheWatermark()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling), 2);

    read(windows, 1, 0);
    read(windows, 1, 1);
    read(windows, 50, 0);
    QCOMPARE(due(windows), "");
    read(windows, 40, 1);

    QCOMPARE(due(windows), "0-10 x2");
}

void WindowsTest::aPartitionThatNothingComesFromHoldsItForEver()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling), 3);

    for (const double second : {1.0, 20.0, 1000.0}) {
        read(windows, second, 0);
        read(windows, second, 2);
    }

    QCOMPARE(due(windows), "");
}

void WindowsTest::anIdlePartitionDoesNot()
{
    spec::StreamProcessorSettings settings = windowsOf(spec::WindowKind::Tumbling);
    settings.idleness = 20s;
    Windows windows(settings, 3);  // the last has nothing at all

    read(windows, 1, 0);
    read(windows, 1, 1);
    read(windows, 50, 0);

    QCOMPARE(due(windows), "0-10 x2");
}

void WindowsTest::whoIsHeldUpIsNotIdle()
{
    spec::StreamProcessorSettings settings = windowsOf(spec::WindowKind::Tumbling);
    settings.idleness = 20s;
    Windows windows(settings, 2);

    read(windows, 1, 0);
    read(windows, 1, 1);
    windows.heldUp(at(2));
    read(windows, 50, 0);
    QCOMPARE(due(windows), "");
    windows.goesOn(at(60));
    read(windows, 61, 0);
    QCOMPARE(due(windows), "");
    QVERIFY(read(windows, 9, 1));

    read(windows, 90, 0);
    QCOMPARE(due(windows), "0-10 x3, 50-60 x1, 60-70 x1");
}

void WindowsTest::aSessionThatIsDueTakesNothingMore()
{
    Windows windows(windowsOf(spec::WindowKind::Session), 1);

    read(windows, 1);   // until 4
    read(windows, 6);   // until 9; watermark 4
    QVERIFY(read(windows, 3.5));  // it belongs to both, of which the first is due: its result has its own
    QVERIFY(!read(windows, 0.5));
    read(windows, 20);

    QCOMPARE(due(windows), "1-4 x1, 3-9 x2");
}

void WindowsTest::aKnownStreamIsCountedExactly_data()
{
    QTest::addColumn<spec::WindowKind>("kind");
    QTest::addColumn<int>("windows");
    QTest::addColumn<int>("each");
    // 100 events/s from 0 to 60 s, and one at 72 s, which moves the watermark to 70 s.
    QTest::newRow("tumbling") << spec::WindowKind::Tumbling << 6 << 1000;
    QTest::newRow("sliding: the first and the last of 13 are half full") << spec::WindowKind::Sliding << 13 << 1000;
    QTest::newRow("session: all of it") << spec::WindowKind::Session << 1 << 6000;
}

void WindowsTest::aKnownStreamIsCountedExactly()
{
    QFETCH(spec::WindowKind, kind);
    QFETCH(int, windows);
    QFETCH(int, each);
    Windows counter(windowsOf(kind), 1);

    std::vector<std::uint64_t> counts;
    const auto collect = [&] {
        for (const WindowId& id : counter.takeDue()) {
            counts.push_back(counter.at(id).count);
            counter.remove(id);
        }
    };
    for (int i = 0; i < 6000; ++i) {
        QVERIFY(read(counter, i / 100.0));
        collect();
    }
    read(counter, 72);
    collect();

    QCOMPARE(counts.size(), static_cast<std::size_t>(windows));
    if (kind == spec::WindowKind::Sliding) {
        QCOMPARE(counts.front(), 500U);
        QCOMPARE(counts.back(), 500U);
        counts.erase(counts.begin());
        counts.pop_back();
    }
    for (const std::uint64_t count : counts)
        QCOMPARE(count, static_cast<std::uint64_t>(each));
}

void WindowsTest::aCopyIsACheckpoint()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling), 1);
    read(windows, 1);
    read(windows, 2);
    const Windows kept = windows;
    read(windows, 3);
    read(windows, 15);
    QCOMPARE(due(windows), "0-10 x3");

    windows = kept;
    windows.restart(at(20));
    read(windows, 3);
    read(windows, 15);

    QCOMPARE(due(windows), "0-10 x3");
    QCOMPARE(windows.content(), 1U);
}

void WindowsTest::eventsBeforeTheStartOfTheRunHaveWindows()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling), 1);

    QVERIFY(read(windows, -0.5));
    read(windows, 2);

    QCOMPARE(due(windows), "-10-0 x1");
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::WindowsTest)
#include "tst_windows.moc"
