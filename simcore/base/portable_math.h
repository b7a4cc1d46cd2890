// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Logarithm, exponential and what follows from them, from IEEE operations (+ - * / sqrt) alone.
//
// The C library's versions differ between releases and between processors with and without fused multiply-add. A
// simulation that used them would give other results on another machine.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace stormglass {

namespace detail {

/// For one small interval of [0.69, 1.38): its centre, and the logarithm of that in two parts.
struct LogEntry {
    double centre;
    double inverse;  ///< 1 / centre
    double high;     ///< A multiple of 2^-42, so that adding k * ln 2 is exact.
    double low;
};
/// Where the intervals begin, chosen so that 1 is a centre and the logarithm stays accurate on both sides of it.
inline constexpr std::uint64_t kLogLowestBits = 0x3fe6000000000000 - 0x0000100000000000;
extern const std::array<LogEntry, 128> kLogTable;

/// log of what logOf() does not take: zero, negative, subnormal, infinite, not a number.
[[nodiscard]] double logOfUnusual(double x);

}  // namespace detail

/// Natural logarithm; error below 1.2 units in the last place. log(0) = -infinity, log(negative) = NaN.
///
/// x = 2^k * z; log x = k ln 2 + log c + log(1 + r) with the centre c of the interval of z, r = (z - c) / c and the
/// Taylor polynomial of degree 7, |r| < 2^-8 (after Tang 1990, ACM TOMS 16:378). The difference z - c is exact.
[[nodiscard]] inline double logOf(double x)
{
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    if (bits - 0x0010000000000000 >= 0x7fe0000000000000) [[unlikely]]
        return detail::logOfUnusual(x);
    const std::uint64_t above = bits - detail::kLogLowestBits;
    const detail::LogEntry& entry = detail::kLogTable[(above >> 45) & 127];
    const double exponent = static_cast<double>(static_cast<std::int64_t>(above) >> 52);
    const double z = std::bit_cast<double>(bits - (above & 0xfff0000000000000));
    const double r = (z - entry.centre) * entry.inverse;

    const double large = exponent * 0x1.62e42fefa3800p-1 + entry.high;
    const double sum = large + r;
    const double rest = (large - sum) + r + (exponent * 0x1.ef35793c76730p-45 + entry.low);
    const double r2 = r * r;
    const double tail = (-1.0 / 2 + r * (1.0 / 3))
        + r2 * ((-1.0 / 4 + r * (1.0 / 5)) + r2 * (-1.0 / 6 + r * (1.0 / 7)));
    return sum + (rest + r2 * tail);
}

/// e to the power of x; error below 1 unit in the last place (2 where the result is subnormal).
[[nodiscard]] double expOf(double x);

/// base to the power of exponent as exp(exponent * log base): relative error about |exponent * log base| * 1e-16.
/// Precondition: base > 0.
[[nodiscard]] inline double powOf(double base, double exponent) { return expOf(exponent * logOf(base)); }

/// Logarithm of the gamma function; relative error below 1e-13. Precondition: x > 0. Lanczos' approximation with
/// g = 7 and 9 terms (coefficients of P. Godfrey).
[[nodiscard]] double logGammaOf(double x);

/// The x below which a standard normal variable stays with the given probability. Precondition: 0 < p < 1.
/// Wichura's PPND16 (1988, Applied Statistics 37:477, algorithm AS 241), relative error about 1e-16.
[[nodiscard]] double normalQuantile(double p);

}  // namespace stormglass
