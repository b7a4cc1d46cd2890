// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/exact_moments.h"

#include <QtTest>

#include <cmath>
#include <vector>

using namespace stormglass;

namespace {

ExactMoments momentsOf(const std::vector<std::uint64_t>& values)
{
    ExactMoments moments;
    for (const std::uint64_t value : values)
        moments.add(value);
    return moments;
}

constexpr std::uint64_t kLargest = (std::uint64_t{1} << 63) - 1;

}  // namespace

class ExactMomentsTest : public QObject {
    Q_OBJECT

private slots:
    void nothingHasMeanAndVarianceZero();
    void meanAndVarianceAreThoseOfTheTextbook();
    void smallSpreadAroundALargeMeanIsNotLost();
    void theLargestValuesDoNotOverflow();
    void mergingIsRecordingBoth();
    void wordsCarryEverything();
};

void ExactMomentsTest::nothingHasMeanAndVarianceZero()
{
    QCOMPARE(momentsOf({}).mean(), 0.0);
    QCOMPARE(momentsOf({}).variance(), 0.0);
    QCOMPARE(momentsOf({5}).mean(), 5.0);
    QCOMPARE(momentsOf({5}).variance(), 0.0);
}

void ExactMomentsTest::meanAndVarianceAreThoseOfTheTextbook()
{
    const ExactMoments moments = momentsOf({2, 4, 4, 4, 5, 5, 7, 9});

    QCOMPARE(moments.count(), std::uint64_t{8});
    QCOMPARE(moments.sum(), 40.0);
    QCOMPARE(moments.mean(), 5.0);
    QCOMPARE(moments.variance(), 32.0 / 7);
}

void ExactMomentsTest::smallSpreadAroundALargeMeanIsNotLost()
{
    const std::uint64_t large = 1'000'000'000'000'000'000;

    const ExactMoments moments = momentsOf({large, large + 1, large + 2, large + 4});

    QCOMPARE(moments.variance(), 8.75 / 3);  // in doubles all four values would be one
}

void ExactMomentsTest::theLargestValuesDoNotOverflow()
{
    const ExactMoments same = momentsOf(std::vector<std::uint64_t>(1000, kLargest));
    const ExactMoments apart = momentsOf({0, kLargest, 0, kLargest});

    QCOMPARE(same.mean(), 0x1p63);
    QCOMPARE(same.variance(), 0.0);
    QVERIFY(std::abs(apart.variance() / (0x1p124 * 4 / 3) - 1) < 1e-15);
}

void ExactMomentsTest::mergingIsRecordingBoth()
{
    const std::vector<std::uint64_t> first{kLargest, kLargest, 17, 4, kLargest};
    const std::vector<std::uint64_t> second{kLargest, kLargest, kLargest, kLargest, 3};
    std::vector<std::uint64_t> both = first;
    both.insert(both.end(), second.begin(), second.end());

    ExactMoments merged = momentsOf(second);
    merged.merge(momentsOf(first));

    QVERIFY(merged == momentsOf(both));
}

void ExactMomentsTest::wordsCarryEverything()
{
    const ExactMoments moments = momentsOf({kLargest, kLargest, kLargest, kLargest, kLargest, 3});

    QVERIFY(ExactMoments::fromWords(moments.count(), moments.words()) == moments);
}

QTEST_APPLESS_MAIN(ExactMomentsTest)
#include "tst_exact_moments.moc"
