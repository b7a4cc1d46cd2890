// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/series.h"

#include "simcore/base/check.h"

#include <QtTest>

#include <numeric>

using namespace stormglass;

namespace {

std::uint64_t totalCount(const Series& series)
{
    std::uint64_t sum = 0;
    for (const SeriesWindow& window : series.windows())
        sum += window.count;
    return sum;
}

double totalHeld(const Series& series)
{
    double sum = 0;
    for (const SeriesWindow& window : series.windows())
        sum += window.held;
    return sum;
}

}  // namespace

class SeriesTest : public QObject {
    Q_OBJECT

private slots:
    void eventsFallIntoTheirWindows();
    void levelIsSpreadOverTheWindowsItHolds();
    void windowsDoubleWhenTheRunOutgrowsThem();
    void aSeriesCanBeAskedForFewerWindows();
    void aLongSilenceCostsNoMoreThanAShortOne();
    void coarseningLosesNothing();
    void mergeAddsWindowByWindow();
    void mergeMeetsAtTheCoarserWidth();
    void mergeOfForeignWidthsBreaksAPromise();
    void windowsSurviveTheWayToAnotherProcess();
};

void SeriesTest::eventsFallIntoTheirWindows()
{
    Series series(1s);
    series.record(kStartOfRun);
    series.record(kStartOfRun + 999ms, 5);
    series.record(kStartOfRun + 1s, 7);
    series.record(kStartOfRun + 500ms, 3);  // late news of an earlier window

    QCOMPARE(series.windows().size(), std::size_t{2});
    QVERIFY((series.windows()[0] == SeriesWindow{.count = 3, .sum = 9, .max = 5, .held = 0}));
    QVERIFY((series.windows()[1] == SeriesWindow{.count = 1, .sum = 7, .max = 7, .held = 0}));
    QCOMPARE(series.rate(0), 3.0);
    QCOMPARE(series.mean(0), 3.0);
}

void SeriesTest::levelIsSpreadOverTheWindowsItHolds()
{
    Series series(1s);
    series.hold(kStartOfRun + 500ms, 4);
    series.hold(kStartOfRun + 2250ms, 0);
    series.hold(kStartOfRun + 2500ms, 2);
    series.finish(kStartOfRun + 3s);

    QCOMPARE(series.windows().size(), std::size_t{3});
    QCOMPARE(series.level(0), 2.0);
    QCOMPARE(series.level(1), 4.0);
    QCOMPARE(series.level(2), 2.0);
    QCOMPARE(series.windows()[1].max, 4.0);
    QCOMPARE(series.windows()[2].max, 4.0);  // it began with 4
}

void SeriesTest::windowsDoubleWhenTheRunOutgrowsThem()
{
    Series series(1s);
    for (int second = 0; second < 100'000; ++second)
        series.record(kStartOfRun + std::chrono::seconds(second));

    QCOMPARE(qint64{series.width().count()}, qint64{256} * 1'000'000'000);
    QVERIFY(series.windows().size() > Series::kMaxWindows / 2);
    QVERIFY(series.windows().size() <= Series::kMaxWindows);
    QCOMPARE(series.rate(17), 1.0);
    QCOMPARE(totalCount(series), std::uint64_t{100'000});
}

void SeriesTest::aSeriesCanBeAskedForFewerWindows()
{
    Series brief(1s, 10);
    Series full(1s);
    for (int second = 0; second < 100; ++second) {
        brief.record(kStartOfRun + std::chrono::seconds(second));
        full.record(kStartOfRun + std::chrono::seconds(second));
    }
    QCOMPARE(brief.windows().size(), std::size_t{7});
    QVERIFY(brief.width() == 16s);

    full.merge(brief);  // meets at the fewer windows

    QCOMPARE(full.windows().size(), std::size_t{7});
    QCOMPARE(full.rate(3), 1.0);
}

void SeriesTest::aLongSilenceCostsNoMoreThanAShortOne()
{
    Series series(1ns);
    series.hold(kStartOfRun, 3);
    series.hold(kStartOfRun + std::chrono::hours(24 * 365 * 200), 0);

    QVERIFY(series.windows().size() <= Series::kMaxWindows);
    QCOMPARE(series.level(0), 3.0);
    QVERIFY(std::abs(totalHeld(series) / (3.0 * 200 * 365 * 86400e9) - 1) < 1e-12);
}

void SeriesTest::coarseningLosesNothing()
{
    Series fine(1s);
    Series coarse(1s);
    coarse.record(kStartOfRun + 3000s, 0);  // so wide that every window below is final
    fine.record(kStartOfRun + 3000s, 0);
    for (int i = 0; i < 2'900; ++i) {
        fine.record(kStartOfRun + std::chrono::seconds(i), i % 13);
        coarse.record(kStartOfRun + std::chrono::seconds(2'899 - i), (2'899 - i) % 13);
    }

    QVERIFY(fine == coarse);
}

void SeriesTest::mergeAddsWindowByWindow()
{
    Series first(1s);
    first.record(kStartOfRun, 2);
    first.hold(kStartOfRun, 1);
    first.finish(kStartOfRun + 2s);
    Series second(1s);
    second.record(kStartOfRun + 500ms, 6);
    second.hold(kStartOfRun, 3);
    second.finish(kStartOfRun + 1s);

    first.merge(second);

    QCOMPARE(first.replications(), 2);
    QCOMPARE(first.rate(0), 1.0);
    QCOMPARE(first.mean(0), 4.0);
    QCOMPARE(first.level(0), 2.0);
    QCOMPARE(first.level(1), 0.5);
    QCOMPARE(first.windows()[0].max, 6.0);
}

void SeriesTest::mergeMeetsAtTheCoarserWidth()
{
    Series brief(1s);
    brief.record(kStartOfRun + 3s);
    Series lengthy(1s);
    lengthy.record(kStartOfRun + 2'000s);

    Series one = brief;
    one.merge(lengthy);
    Series other = lengthy;
    other.merge(brief);

    QVERIFY(one.width() == 4s);
    QVERIFY(other.width() == 4s);
    QCOMPARE(one.windows()[0].count, std::uint64_t{1});
    QVERIFY(std::ranges::equal(one.windows(), other.windows()));
}

void SeriesTest::mergeOfForeignWidthsBreaksAPromise()
{
    Series series(2s);

    QVERIFY_EXCEPTION_THROWN(series.merge(Series(3s)), BrokenPromise);
    QVERIFY_EXCEPTION_THROWN(Series(0s), BrokenPromise);
}

void SeriesTest::windowsSurviveTheWayToAnotherProcess()
{
    Series series(1s);
    series.record(kStartOfRun + 5s, 3);
    Series sum(1s);
    sum.record(kStartOfRun + 5s, 4);

    const std::vector<SeriesWindow> windows(series.windows().begin(), series.windows().end());
    sum.merge(Series::fromWindows(series.width(), series.replications(), windows));

    QCOMPARE(sum.mean(5), 3.5);
    QCOMPARE(sum.replications(), 2);
}

QTEST_APPLESS_MAIN(SeriesTest)
#include "tst_series.moc"
