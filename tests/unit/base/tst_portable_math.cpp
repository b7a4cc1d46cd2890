// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/portable_math.h"

#include "simcore/base/hash.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace stormglass;

namespace {

/// The error of a result in units of its last place, against a result with 11 bits more.
double errorInUlps(double actual, long double exact)
{
    int exponent = 0;
    std::frexp(actual, &exponent);
    return std::abs(static_cast<double>((static_cast<long double>(actual) - exact) / std::ldexp(1.0L, exponent - 53)));
}

/// The i-th of many points that fill the interval evenly but not regularly.
double point(std::uint64_t i, double low, double high)
{
    return low + (high - low) * static_cast<double>(finishHash(i) >> 11) * 0x1p-53;
}

constexpr std::uint64_t kPoints = 200'000;

}  // namespace

class PortableMathTest : public QObject {
    Q_OBJECT

private slots:
    void logarithmIsAccurate_data();
    void logarithmIsAccurate();
    void logarithmOfAnyBitPatternAgreesWithTheLibrary();
    void exponentialIsAccurate_data();
    void exponentialIsAccurate();
    void edgesOfLogarithmAndExponential();
    void logGammaAgreesWithTheLibrary();
    void normalQuantileInvertsTheDistributionFunction();
    void powerAgreesWithTheLibrary();
};

void PortableMathTest::logarithmIsAccurate_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");

    QTest::newRow("what a uniform draw can be") << 0x1p-53 << 1.0;
    QTest::newRow("close to one") << 0.99 << 1.01;
    QTest::newRow("very close to one") << 1 - 1e-9 << 1 + 1e-9;
    QTest::newRow("large") << 1.0 << 1e18;
}

void PortableMathTest::logarithmIsAccurate()
{
    QFETCH(double, low);
    QFETCH(double, high);

    double worst = 0;
    for (std::uint64_t i = 0; i < kPoints; ++i) {
        const double x = point(i, low, high);
        if (x != 1)
            worst = std::max(worst, errorInUlps(logOf(x), std::log(static_cast<long double>(x))));
    }

    QVERIFY2(worst < 1.2, std::to_string(worst).c_str());
}

void PortableMathTest::logarithmOfAnyBitPatternAgreesWithTheLibrary()
{
    double worst = 0;
    for (std::uint64_t i = 0; i < kPoints; ++i) {
        const double x = std::bit_cast<double>(finishHash(i) >> 1);  // any positive number, also a subnormal one
        if (x == x && x < std::numeric_limits<double>::infinity() && x > 0)
            worst = std::max(worst, errorInUlps(logOf(x), std::log(static_cast<long double>(x))));
    }

    QVERIFY2(worst < 1.2, std::to_string(worst).c_str());
}

void PortableMathTest::exponentialIsAccurate_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");

    QTest::newRow("small") << -1e-3 << 1e-3;
    QTest::newRow("around zero") << -1.0 << 1.0;
    QTest::newRow("what lognormal durations need") << -10.0 << 45.0;
    QTest::newRow("all") << -708.0 << 709.7;
}

void PortableMathTest::exponentialIsAccurate()
{
    QFETCH(double, low);
    QFETCH(double, high);

    double worst = 0;
    for (std::uint64_t i = 0; i < kPoints; ++i) {
        const double x = point(i, low, high);
        worst = std::max(worst, errorInUlps(expOf(x), std::exp(static_cast<long double>(x))));
    }

    QVERIFY2(worst < 1, std::to_string(worst).c_str());
}

void PortableMathTest::edgesOfLogarithmAndExponential()
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();

    QVERIFY(logOf(1) == 0);
    QVERIFY(logOf(0) == -kInfinity);
    QVERIFY(logOf(kInfinity) == kInfinity);
    QVERIFY(std::isnan(logOf(-1)));
    QVERIFY(std::isnan(logOf(std::numeric_limits<double>::quiet_NaN())));
    QVERIFY(expOf(0) == 1);
    QVERIFY(expOf(-kInfinity) == 0);
    QVERIFY(expOf(-1000) == 0);
    QVERIFY(expOf(1000) == kInfinity);
    QVERIFY(std::isnan(expOf(std::numeric_limits<double>::quiet_NaN())));
    QCOMPARE(expOf(-740), std::exp(-740.0));  // subnormal
}

void PortableMathTest::logGammaAgreesWithTheLibrary()
{
    for (double x = 0.01; x < 1100; x += 0.07) {
        const double exact = std::lgamma(x);
        QVERIFY2(std::abs(logGammaOf(x) - exact) <= 1e-13 * std::max(1.0, std::abs(exact)), std::to_string(x).c_str());
    }
}

void PortableMathTest::normalQuantileInvertsTheDistributionFunction()
{
    for (std::uint64_t i = 0; i < kPoints; ++i) {
        const double p = i % 2 == 0 ? point(i, 0x1p-53, 0.5) : std::exp(point(i, -36, -1));
        const double back = 0.5 * std::erfc(-normalQuantile(p) / std::sqrt(2.0));
        QVERIFY2(std::abs(back - p) < 1e-13 * p, std::to_string(p).c_str());
    }
    for (const double p : {0.5, 0.25, 0.0625})  // 1 - p is exact
        QVERIFY(normalQuantile(p) == -normalQuantile(1 - p));
}

void PortableMathTest::powerAgreesWithTheLibrary()
{
    for (std::uint64_t i = 0; i < kPoints; ++i) {
        const double base = point(i, 1e-3, 1e3);
        const double exponent = point(i + kPoints, -20, 20);
        const double exact = std::pow(base, exponent);
        QVERIFY(std::abs(powOf(base, exponent) - exact) <= 1e-13 * exact);
    }
}

QTEST_APPLESS_MAIN(PortableMathTest)
#include "tst_portable_math.moc"
