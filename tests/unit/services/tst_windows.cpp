// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/streaming/windows.h"

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

/// Reads an event at the instance, when it happens. True if it is not late.
bool read(Windows& windows, double seconds, std::size_t instance = 0, std::uint64_t key = 0)
{
    const bool isCounted = windows.add(at(seconds), key, {});
    windows.see(instance, at(seconds), at(seconds));
    return isCounted;
}

/// "0-10 x2, 10-20 x1": windows that are due now, with their counts.
std::string due(Windows& windows)
{
    std::string text;
    while (const std::optional<WindowId> id = windows.takeDue()) {
        const auto second = [](SimTime time) { return std::to_string(time.time_since_epoch() / 1s); };
        text += (text.empty() ? "" : ", ") + second(id->start) + "-" + second(id->end) + " x" + std::to_string(windows.at(*id).count);
        windows.remove(*id);
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
    void theSlowestInstanceHoldsTheWatermark();
    void anIdleInstanceDoesNot();
    void eventsBeforeTheStartOfTheRunHaveWindows();
};

void WindowsTest::aTumblingWindowClosesWhenTheWatermarkPassesItsEnd()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling));

    for (const double second : {1.0, 9.0, 11.0, 11.9})
        QVERIFY(read(windows, second));
    QCOMPARE(due(windows), "");
    QVERIFY(read(windows, 12));

    QCOMPARE(due(windows), "0-10 x2");
}

void WindowsTest::whatComesBehindTheWatermarkIsLate()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling));

    QVERIFY(read(windows, 11));
    QVERIFY(read(windows, 9.5));  // out of order, and in time
    QVERIFY(read(windows, 13));
    QVERIFY(!read(windows, 9.9));

    QCOMPARE(due(windows), "0-10 x1");
}

void WindowsTest::aSlidingWindowHasEachEventSeveralTimes()
{
    Windows windows(windowsOf(spec::WindowKind::Sliding));

    read(windows, 7);
    read(windows, 30);

    QCOMPARE(due(windows), "0-10 x1, 5-15 x1");
}

void WindowsTest::aLateEventIsStillInTheSlidingWindowsThatAreOpen()
{
    Windows windows(windowsOf(spec::WindowKind::Sliding));

    read(windows, 13);  // watermark 11
    QVERIFY(read(windows, 7));
    read(windows, 30);

    QCOMPARE(due(windows), "5-15 x2, 10-20 x1");
}

void WindowsTest::aSessionEndsWithSilence()
{
    Windows windows(windowsOf(spec::WindowKind::Session));

    for (const double second : {1.0, 3.0, 5.0, 9.0, 20.0})
        read(windows, second);

    QCOMPARE(due(windows), "1-8 x3, 9-12 x1");
}

void WindowsTest::anEventBetweenTwoSessionsMakesThemOne()
{
    Windows windows(windowsOf(spec::WindowKind::Session));

    for (const double second : {1.0, 5.0, 3.5, 20.0})
        read(windows, second);

    QCOMPARE(due(windows), "1-8 x3");
}

void WindowsTest::keysAreCountedApart()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling));

    read(windows, 1, 0, 7);
    read(windows, 2, 0, 8);
    read(windows, 3, 0, 7);
    read(windows, 12);

    QCOMPARE(due(windows), "0-10 x2, 0-10 x1");
}

void WindowsTest::theSlowestInstanceHoldsTheWatermark()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling));

    read(windows, 1, 0);
    read(windows, 1, 1);
    read(windows, 50, 0);
    QCOMPARE(due(windows), "");
    read(windows, 40, 1);

    QCOMPARE(due(windows), "0-10 x2");
}

void WindowsTest::anIdleInstanceDoesNot()
{
    spec::StreamProcessorSettings settings = windowsOf(spec::WindowKind::Tumbling);
    settings.idleness = 20s;
    Windows windows(settings);

    read(windows, 1, 0);
    read(windows, 1, 1);
    read(windows, 50, 0);

    QCOMPARE(due(windows), "0-10 x2");
}

void WindowsTest::eventsBeforeTheStartOfTheRunHaveWindows()
{
    Windows windows(windowsOf(spec::WindowKind::Tumbling));

    QVERIFY(read(windows, -0.5));
    read(windows, 2);

    QCOMPARE(due(windows), "-10-0 x1");
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::WindowsTest)
#include "tst_windows.moc"
