// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/histogram.h"

#include "simcore/base/check.h"
#include "simcore/base/hash.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

using namespace stormglass;

using Values = std::vector<std::int64_t>;
Q_DECLARE_METATYPE(Values)

namespace {

Values manyValues(std::size_t count, const std::function<double(double)>& quantile)
{
    Values values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(static_cast<std::int64_t>(quantile((static_cast<double>(finishHash(i + 1) >> 11) + 0.5) * 0x1p-53)));
    return values;
}

Histogram histogramOf(const Values& values)
{
    Histogram histogram;
    for (const std::int64_t value : values)
        histogram.record(value);
    return histogram;
}

}  // namespace

class HistogramTest : public QObject {
    Q_OBJECT

private slots:
    void everyValueFallsIntoTheBucketThatHoldsIt();
    void bucketsAreAsNarrowAsPromised();
    void quantilesAreWithinTheStatedError_data();
    void quantilesAreWithinTheStatedError();
    void exactFiguresAreExact();
    void emptyHistogramIsAllZero();
    void smallValuesAreKeptApart();
    void mergeIsTheUnion();
    void whatCameSinceIsTheRest();
    void resetForgetsEverything();
    void dataSurviveTheWayToAnotherProcess();
    void contradictoryDataAreRefused_data();
    void contradictoryDataAreRefused();
    void negativeValuesBreakAPromise();
    void countAtMostFollowsTheValues();
};

void HistogramTest::everyValueFallsIntoTheBucketThatHoldsIt()
{
    for (int shift = 0; shift < 63; ++shift) {
        for (std::uint64_t i = 0; i < 1000; ++i) {
            const std::uint64_t value = finishHash(i) >> (shift + 1);
            const std::uint32_t bucket = Histogram::bucketOf(value);
            QVERIFY(bucket < Histogram::kBuckets);
            QVERIFY(Histogram::lowestOf(bucket) <= value);
            QVERIFY(Histogram::lowestOf(bucket + 1) > value);
        }
    }
}

void HistogramTest::bucketsAreAsNarrowAsPromised()
{
    for (std::uint32_t bucket = 0; bucket < Histogram::kBuckets; ++bucket) {
        const auto lowest = static_cast<double>(Histogram::lowestOf(bucket));
        const auto last = static_cast<double>(Histogram::lowestOf(bucket + 1)) - 1;
        QVERIFY((last - lowest) / 2 <= Histogram::kRelativeError * lowest);
    }
    static_assert(Histogram::kRelativeError <= 0.01);
}

void HistogramTest::quantilesAreWithinTheStatedError_data()
{
    QTest::addColumn<Values>("values");

    QTest::newRow("exponential latencies") << manyValues(20'000, [](double u) { return -5e6 * std::log(u); });
    QTest::newRow("a heavy tail over nine decades") << manyValues(20'000, [](double u) { return 1000 / (u * u); });
    QTest::newRow("small numbers") << manyValues(20'000, [](double u) { return 300 * u; });
    QTest::newRow("only one value") << Values(10, 123'456'789);
    QTest::newRow("two far values") << Values{0, INT64_MAX};
}

void HistogramTest::quantilesAreWithinTheStatedError()
{
    QFETCH(Values, values);
    const Histogram histogram = histogramOf(values);
    std::ranges::sort(values);

    for (const double q : {0.0, 0.001, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * static_cast<double>(values.size()) - 1e-9)));
        const auto exact = static_cast<double>(values[rank - 1]);
        const auto found = static_cast<double>(histogram.quantile(q));
        QVERIFY2(std::abs(found - exact) <= Histogram::kRelativeError * exact, QByteArray::number(q));
    }
    QCOMPARE(qint64{histogram.quantile(0)}, qint64{values.front()});
    QCOMPARE(qint64{histogram.quantile(1)}, qint64{values.back()});
}

void HistogramTest::exactFiguresAreExact()
{
    Histogram histogram;
    for (const Duration value : {Duration{3ms}, Duration{1ms}, Duration{8ms}})
        histogram.record(value);

    QCOMPARE(histogram.count(), std::uint64_t{3});
    QCOMPARE(qint64{histogram.min()}, qint64{1'000'000});
    QCOMPARE(qint64{histogram.max()}, qint64{8'000'000});
    QCOMPARE(histogram.sum(), 12e6);
    QCOMPARE(histogram.mean(), 4e6);
    QCOMPARE(histogram.variance(), 13e12);
    QCOMPARE(histogram.standardDeviation(), std::sqrt(13e12));
}

void HistogramTest::emptyHistogramIsAllZero()
{
    const Histogram histogram;

    QVERIFY(histogram.isEmpty());
    QCOMPARE(qint64{histogram.min()}, qint64{0});
    QCOMPARE(qint64{histogram.max()}, qint64{0});
    QCOMPARE(histogram.mean(), 0.0);
    QCOMPARE(qint64{histogram.quantile(0.99)}, qint64{0});
    QVERIFY(histogram.data() == HistogramData());
}

void HistogramTest::smallValuesAreKeptApart()
{
    Histogram histogram;
    for (std::int64_t value = 1; value <= 100; ++value)
        histogram.record(value);

    for (std::int64_t percent = 1; percent <= 100; ++percent)
        QCOMPARE(qint64{histogram.quantile(static_cast<double>(percent) / 100)}, qint64{percent});
}

void HistogramTest::mergeIsTheUnion()
{
    const Values first = manyValues(5'000, [](double u) { return 1e6 * u; });
    const Values second = manyValues(3'000, [](double u) { return 1e12 * u; });
    Values both = first;
    both.insert(both.end(), second.begin(), second.end());

    Histogram ascending = histogramOf(first);
    ascending.merge(histogramOf(second));
    Histogram descending = histogramOf(second);
    descending.merge(histogramOf(first));
    descending.merge(Histogram());

    QVERIFY(ascending == histogramOf(both));
    QVERIFY(descending == histogramOf(both));
}

void HistogramTest::whatCameSinceIsTheRest()
{
    const Histogram earlier = histogramOf({1, 5, 1'000'000});
    Histogram later = earlier;
    for (const std::int64_t value : {7, 7, 90'000})
        later.record(value);

    const Histogram rest = later.since(earlier);

    QCOMPARE(rest.count(), 3U);
    QCOMPARE(rest.sum(), 90'014.0);
    QCOMPARE(rest.quantile(0.5), 7);
    QVERIFY(std::abs(static_cast<double>(rest.quantile(0.99)) - 90'000) <= 90'000 * Histogram::kRelativeError);
    QVERIFY(earlier.since(earlier).isEmpty());
    QCOMPARE(later.since(Histogram{}).data().moments, later.data().moments);
}

void HistogramTest::resetForgetsEverything()
{
    Histogram histogram = histogramOf({1, 1'000'000'000'000});
    histogram.reset();

    QVERIFY(histogram == Histogram());
    histogram.record(5);
    QVERIFY(histogram == histogramOf({5}));
    Histogram other = histogramOf({7});
    other.merge(histogram);
    QVERIFY(other == histogramOf({5, 7}));
}

void HistogramTest::dataSurviveTheWayToAnotherProcess()
{
    const Histogram histogram = histogramOf(manyValues(1'000, [](double u) { return 1e15 * u * u * u; }));

    const Result<Histogram> arrived = Histogram::fromData(histogram.data());

    QVERIFY(arrived.isOk());
    QVERIFY(arrived.value() == histogram);
    QCOMPARE(arrived.value().variance(), histogram.variance());
    QVERIFY(Histogram::fromData(HistogramData()).value() == Histogram());
}

void HistogramTest::contradictoryDataAreRefused_data()
{
    QTest::addColumn<int>("defect");
    QTest::newRow("buckets out of order") << 0;
    QTest::newRow("a bucket twice") << 1;
    QTest::newRow("a bucket that does not exist") << 2;
    QTest::newRow("min outside of the first bucket") << 3;
    QTest::newRow("max below min") << 4;
    QTest::newRow("a negative min") << 5;
}

void HistogramTest::contradictoryDataAreRefused()
{
    QFETCH(int, defect);
    HistogramData data = histogramOf({1'000, 1'001, 50'000}).data();
    switch (defect) {
    case 0: std::swap(data.buckets[0], data.buckets[1]); break;
    case 1: data.buckets[1].first = data.buckets[0].first; break;
    case 2: data.buckets[1].first = Histogram::kBuckets; break;
    case 3: data.min = 5; break;
    case 4: data.max = 999; break;
    case 5: data.min = -1; break;
    }

    QVERIFY(!Histogram::fromData(data).isOk());
}

void HistogramTest::negativeValuesBreakAPromise()
{
    Histogram histogram = histogramOf({0, INT64_MAX});  // room for every bucket

    QVERIFY_EXCEPTION_THROWN(histogram.record(-1ms), BrokenPromise);
    QVERIFY_EXCEPTION_THROWN(histogram.record(INT64_MIN), BrokenPromise);
    QVERIFY(histogram == histogramOf({0, INT64_MAX}));
}

void HistogramTest::countAtMostFollowsTheValues()
{
    const Histogram histogram = histogramOf(manyValues(100'000, [](double u) { return 1e9 * u; }));

    QCOMPARE(histogram.countAtMost(-1), 0.0);
    QCOMPARE(histogram.countAtMost(2'000'000'000), 100'000.0);
    for (const double share : {0.1, 0.333, 0.5, 0.9})
        QVERIFY(std::abs(histogram.countAtMost(static_cast<std::int64_t>(1e9 * share)) - 1e5 * share) < 500);
}

QTEST_APPLESS_MAIN(HistogramTest)
#include "tst_histogram.moc"
