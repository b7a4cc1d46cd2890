// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/distribution.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;

class DistributionTest : public QObject {
    Q_OBJECT

private slots:
    void momentsFollowTheory_data();
    void momentsFollowTheory();
    void publishedQuantilesGiveTheMean();
    void aConstantZeroHasNoVariation();
};

void DistributionTest::momentsFollowTheory_data()
{
    QTest::addColumn<double>("milliseconds");
    QTest::addColumn<double>("squaredCv");
    const auto row = [](const char* text, double milliseconds, double squaredCv) {
        QTest::newRow(text) << milliseconds << squaredCv;
    };

    row("10ms", 10, 0);
    row("uniform(1ms, 3ms)", 2, 1.0 / 12);
    row("exponential(5ms)", 5, 1);
    row("erlang(4, 10ms)", 10, 0.25);
    row("hyperexponential(0.1: 50ms, 0.9: 5ms)", 9.5, 2 * (0.1 * 2500 + 0.9 * 25) / (9.5 * 9.5) - 1);
    row("hyperexponential(1: 50ms, 9: 5ms)", 9.5, 2 * (0.1 * 2500 + 0.9 * 25) / (9.5 * 9.5) - 1);
    row("lognormal(mean 20ms, cv 1.5)", 20, 2.25);
    row("gamma(mean 10ms, cv 0.5)", 10, 0.25);
    row("weibull(mean 10ms, shape 1)", 10, 1);
    row("weibull(mean 10ms, shape 0.5)", 10, 5);  // gamma(5) / gamma(3)^2 - 1
    row("weibull(mean 10ms, shape 2)", 10, 4 / M_PI - 1);
    row("pareto(min 1ms, max 4ms, shape 1)", std::log(4.0) * 4 / 3, 3 * 4 / 3 / std::pow(std::log(4.0) * 4 / 3, 2) - 1);
    row("pareto(min 1ms, max 4ms, shape 2)", 1.6, 2 * std::log(4.0) * 16 / 15 / (1.6 * 1.6) - 1);
    row("empirical(1ms: 5, 2ms: 3, 10ms: 2)", 3.1, (0.5 + 1.2 + 20) / (3.1 * 3.1) - 1);
}

void DistributionTest::momentsFollowTheory()
{
    QFETCH(double, milliseconds);
    QFETCH(double, squaredCv);

    const Distribution distribution = readDistribution(QTest::currentDataTag()).value();

    QVERIFY(std::abs(distribution.meanNanoseconds() / (milliseconds * 1e6) - 1) < 1e-12);
    QCOMPARE(qint64{distribution.mean().count()}, qint64{std::llround(milliseconds * 1e6)});
    QVERIFY(std::abs(distribution.squaredCoefficientOfVariation() - squaredCv) < 1e-11);
}

void DistributionTest::publishedQuantilesGiveTheMean()
{
    const double sigma = std::log(8.0) / 2.3263478740408408;

    const Distribution distribution{distribution::LognormalQuantiles{.p50 = 10ms, .p99 = 80ms}};

    QVERIFY(std::abs(distribution.meanNanoseconds() / (1e7 * std::exp(sigma * sigma / 2)) - 1) < 1e-12);
    QVERIFY(std::abs(distribution.squaredCoefficientOfVariation() - (std::exp(sigma * sigma) - 1)) < 1e-12);
}

void DistributionTest::aConstantZeroHasNoVariation()
{
    const Distribution zero;

    QVERIFY(zero.meanNanoseconds() == 0);
    QVERIFY(zero.squaredCoefficientOfVariation() == 0);
}

QTEST_APPLESS_MAIN(DistributionTest)
#include "tst_distribution.moc"
