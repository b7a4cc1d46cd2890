// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/portable_math.h"

#include <cmath>
#include <limits>
#include <span>

namespace stormglass {
namespace {

__extension__ using Wide = __int128;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// log(numerator / 2^20) times 2^100, in integers: 2 atanh(t) = 2 (t + t^3/3 + ...), t = (n - d) / (n + d).
constexpr Wide fixedPointLog(std::int64_t numerator)
{
    constexpr std::int64_t kDenominator = 1 << 20;
    const Wide p = numerator - kDenominator;
    const Wide q = numerator + kDenominator;
    Wide power = (p << 100) / q;
    Wide sum = 0;
    for (int odd = 1; power != 0; odd += 2) {
        sum += power / odd;
        power = power * p / q;
        power = power * p / q;
    }
    return 2 * sum;
}

constexpr detail::LogEntry logEntry(std::uint64_t interval)
{
    const double centre = std::bit_cast<double>(detail::kLogLowestBits + (interval << 45) + (std::uint64_t{1} << 44));
    const Wide log = fixedPointLog(static_cast<std::int64_t>(centre * 0x1p20));  // centre is a multiple of 2^-9
    const Wide high = (log + (Wide{1} << 57)) >> 58;
    const Wide low = log - (high << 58);
    return {centre, 1 / centre, static_cast<double>(high) * 0x1p-42, static_cast<double>(low) * 0x1p-100};
}

constexpr std::array<detail::LogEntry, 128> makeLogTable()
{
    std::array<detail::LogEntry, 128> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = logEntry(i);
    return table;
}

/// 2^(i/64) as the sum of a double and a small rest.
struct ExpEntry {
    double high;
    double low;
};

constexpr std::array<ExpEntry, 64> makeExpTable()
{
    constexpr Wide kOne = Wide{1} << 62;
    constexpr Wide kLn2 = 0x2c5c85fdf473de6b;  // ln 2 times 2^62
    std::array<ExpEntry, 64> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const Wide x = (kLn2 * static_cast<Wide>(i) + 32) / 64;
        Wide term = kOne;
        Wide sum = 0;
        for (int n = 1; term != 0; ++n) {
            sum += term;
            term = (term * x / n + (kOne >> 1)) >> 62;
        }
        table[i].high = static_cast<double>(sum) * 0x1p-62;
        table[i].low = static_cast<double>(sum - static_cast<Wide>(table[i].high * 0x1p62)) * 0x1p-62;
    }
    return table;
}

constexpr std::array<ExpEntry, 64> kExpTable = makeExpTable();

/// a[0] + a[1] x + a[2] x^2 + ...
double polynomial(std::span<const double> a, double x)
{
    double sum = 0;
    for (std::size_t i = a.size(); i-- > 0;)
        sum = sum * x + a[i];
    return sum;
}

double powerOfTwo(std::int64_t exponent)
{
    return std::bit_cast<double>(static_cast<std::uint64_t>(1023 + exponent) << 52);
}

}  // namespace

constinit const std::array<detail::LogEntry, 128> detail::kLogTable = makeLogTable();

double detail::logOfUnusual(double x)
{
    if (x == 0)
        return -kInfinity;
    if (x == kInfinity || x != x)
        return x;
    if (x < 0)
        return std::numeric_limits<double>::quiet_NaN();
    return logOf(x * 0x1p54) - 54 * 0x1.62e42fefa39efp-1;  // subnormal
}

// x = (64 k + i) ln 2 / 64 + r with |r| <= ln 2 / 128; e^x = 2^k * 2^(i/64) * e^r (Tang 1989, ACM TOMS 15:144).
double expOf(double x)
{
    if (x != x)
        return x;
    if (x > 709.79)
        return kInfinity;
    if (x < -745.2)
        return 0;
    constexpr double kToInteger = 0x1.8p52;  // adding it rounds to a whole number
    const double whole = (x * (64 * 0x1.71547652b82fep0) + kToInteger) - kToInteger;
    const auto n = static_cast<std::int64_t>(whole);
    const double r = (x - whole * 0x1.62e42fefa0000p-7) - whole * 0x1.cf79abc9e3b39p-46;
    const ExpEntry& entry = kExpTable[static_cast<std::size_t>(n & 63)];
    const double r2 = r * r;
    const double p = r + (entry.low / entry.high)
        + r2 * ((1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120)));
    const double significand = entry.high + entry.high * p;
    // Two factors, because 2^k alone may be too large or too small for a double.
    const std::int64_t k = n >> 6;
    return significand * powerOfTwo(k / 2) * powerOfTwo(k - k / 2);
}

double logGammaOf(double x)
{
    constexpr std::array kLanczos{0.99999999999980993,  676.5203681218851,     -1259.1392167224028,
                                  771.32342877765313,   -176.61502916214059,   12.507343278686905,
                                  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
    constexpr double kHalfLogTwoPi = 0.91893853320467274178;
    if (x < 0.5)
        return logGammaOf(x + 1) - logOf(x);
    const double y = x - 1;
    double series = kLanczos[0];
    for (std::size_t i = 1; i < kLanczos.size(); ++i)
        series += kLanczos[i] / (y + static_cast<double>(i));
    const double t = y + 7.5;
    return kHalfLogTwoPi + (y + 0.5) * logOf(t) - t + logOf(series);
}

double normalQuantile(double p)
{
    constexpr std::array kA{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                            1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                            3.3430575583588128105e4, 2.5090809287301226727e3};
    constexpr std::array kB{1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
                            2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
                            5.2264952788528545610e3};
    constexpr std::array kC{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                            3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                            2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr std::array kD{1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                            1.05075007164441684324e-9};
    constexpr std::array kE{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                            2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr std::array kF{1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                            2.04426310338993978564e-15};
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(kA, r) / polynomial(kB, r);
    }
    const double r = std::sqrt(-logOf(q < 0 ? p : 1 - p));
    const double x = r <= 5 ? polynomial(kC, r - 1.6) / polynomial(kD, r - 1.6)
                            : polynomial(kE, r - 5) / polynomial(kF, r - 5);
    return q < 0 ? -x : x;
}

}  // namespace stormglass
