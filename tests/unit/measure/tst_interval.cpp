// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/interval.h"

#include "simcore/base/check.h"

#include <QtTest>

#include <cmath>
#include <vector>

using namespace stormglass;

class IntervalTest : public QObject {
    Q_OBJECT

private slots:
    void quantilesAgreeWithTheTable_data();
    void quantilesAgreeWithTheTable();
    void quantileIsSymmetric();
    void intervalIsThatOfTheTextbook();
    void oneSampleSaysNothing();
    void pairingCancelsWhatBothShare();
    void equalSamplesDoNotDiffer();
    void aConstantDifferenceIsSignificant();
    void unequalPairsBreakAPromise();
};

// Abramowitz and Stegun, table 26.10.
void IntervalTest::quantilesAgreeWithTheTable_data()
{
    QTest::addColumn<double>("probability");
    QTest::addColumn<double>("degreesOfFreedom");
    QTest::addColumn<double>("t");

    QTest::newRow("95 % one") << 0.975 << 1.0 << 12.706;
    QTest::newRow("95 % two") << 0.975 << 2.0 << 4.303;
    QTest::newRow("95 % nine") << 0.975 << 9.0 << 2.262;
    QTest::newRow("95 % many") << 0.975 << 120.0 << 1.980;
    QTest::newRow("99 % one") << 0.995 << 1.0 << 63.657;
    QTest::newRow("99 % nineteen") << 0.995 << 19.0 << 2.861;
    QTest::newRow("99 % thirty") << 0.995 << 30.0 << 2.750;
    QTest::newRow("90 % five") << 0.95 << 5.0 << 2.015;
}

void IntervalTest::quantilesAgreeWithTheTable()
{
    QFETCH(double, probability);
    QFETCH(double, degreesOfFreedom);
    QFETCH(double, t);

    QVERIFY(std::abs(studentQuantile(probability, degreesOfFreedom) - t) <= 0.0005);
}

void IntervalTest::quantileIsSymmetric()
{
    QVERIFY(std::abs(studentQuantile(0.25, 7) + studentQuantile(0.75, 7)) < 1e-11);
    QVERIFY(std::abs(studentQuantile(0.75, 1) - 1) < 1e-11);  // Cauchy's quartile
}

void IntervalTest::intervalIsThatOfTheTextbook()
{
    const std::vector<double> samples{1, 2, 3, 4, 5};

    const Interval interval = studentInterval(samples, 0.95);

    QCOMPARE(interval.mean, 3.0);
    QCOMPARE(interval.samples, std::size_t{5});
    QVERIFY(std::abs(interval.halfWidth - 2.776445 * std::sqrt(0.5)) < 1e-6);
    QVERIFY(interval.contains(4.9));
    QVERIFY(!interval.contains(5));
}

void IntervalTest::oneSampleSaysNothing()
{
    const std::vector<double> samples{7};

    QVERIFY(std::isinf(studentInterval({}, 0.95).halfWidth));
    QVERIFY(std::isinf(studentInterval(samples, 0.95).halfWidth));
    QCOMPARE(studentInterval(samples, 0.95).mean, 7.0);
    QVERIFY(!pairedInterval(samples, std::vector<double>{1}, 0.95).significant);
}

void IntervalTest::pairingCancelsWhatBothShare()
{
    const std::vector<double> luck{10, 250, 40, 900, 3, 77};
    std::vector<double> slow;
    for (std::size_t i = 0; i < luck.size(); ++i)
        slow.push_back(luck[i] + 1 + (i % 2 == 0 ? 0.1 : -0.1));

    const PairedInterval paired = pairedInterval(slow, luck, 0.99);

    QVERIFY(paired.significant);
    QVERIFY(paired.difference.contains(1));
    QVERIFY(paired.difference.halfWidth < 0.5);
}

void IntervalTest::equalSamplesDoNotDiffer()
{
    const std::vector<double> samples{10, 250, 40};

    const PairedInterval paired = pairedInterval(samples, samples, 0.95);

    QCOMPARE(paired.difference.mean, 0.0);
    QCOMPARE(paired.difference.halfWidth, 0.0);
    QVERIFY(!paired.significant);
}

void IntervalTest::aConstantDifferenceIsSignificant()
{
    QVERIFY(pairedInterval(std::vector<double>{1, 2, 3}, std::vector<double>{0, 1, 2}, 0.99).significant);
}

void IntervalTest::unequalPairsBreakAPromise()
{
    const std::vector<double> two{1, 2};

    QVERIFY_EXCEPTION_THROWN(static_cast<void>(pairedInterval(two, {}, 0.95)), BrokenPromise);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(studentInterval(two, 1)), BrokenPromise);
}

QTEST_APPLESS_MAIN(IntervalTest)
#include "tst_interval.moc"
