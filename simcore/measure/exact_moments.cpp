// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/exact_moments.h"

namespace stormglass {

void ExactMoments::merge(const ExactMoments& other)
{
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_squares += other.m_squares;
    m_squaresCarry += other.m_squaresCarry + (m_squares < other.m_squares ? 1 : 0);
}

void ExactMoments::subtract(const ExactMoments& earlier)
{
    m_count -= earlier.m_count;
    m_sum -= earlier.m_sum;
    m_squaresCarry -= earlier.m_squaresCarry + (m_squares < earlier.m_squares ? 1 : 0);
    m_squares -= earlier.m_squares;
}

double ExactMoments::sum() const { return static_cast<double>(m_sum); }

double ExactMoments::mean() const
{
    return m_count > 0 ? static_cast<double>(m_sum) / static_cast<double>(m_count) : 0;
}

// The sum of (v - c)^2 is squares - 2 c sum + n c^2. With c the mean rounded down it is a whole number that is computed
// without rounding, modulo 2^192; what the fraction of the mean adds is small and subtracted as a double.
double ExactMoments::variance() const
{
    if (m_count < 2)
        return 0;
    const Wide centre = m_sum / m_count;
    const Wide remainder = m_sum % m_count;
    // n c^2 - 2 c sum = -(n c^2 + 2 c remainder) = -c (n c + 2 remainder): 64 times at most 128 bits.
    const Wide factor = m_count * centre + 2 * remainder;
    const Wide low = centre * static_cast<std::uint64_t>(factor);
    const Wide high = centre * static_cast<std::uint64_t>(factor >> 64) + (low >> 64);
    const Wide subtrahend = (high << 64) | static_cast<std::uint64_t>(low);
    const std::uint64_t subtrahendCarry = static_cast<std::uint64_t>(high >> 64);
    const Wide difference = m_squares - subtrahend;
    const std::uint64_t carry = m_squaresCarry - subtrahendCarry - (m_squares < subtrahend ? 1 : 0);

    const double n = static_cast<double>(m_count);
    const double fraction = static_cast<double>(remainder) / n;
    const double sumOfSquares = static_cast<double>(carry) * 0x1p128 + static_cast<double>(difference);
    return (sumOfSquares - n * fraction * fraction) / (n - 1);
}

ExactMoments::Words ExactMoments::words() const
{
    return {static_cast<std::uint64_t>(m_sum), static_cast<std::uint64_t>(m_sum >> 64),
            static_cast<std::uint64_t>(m_squares), static_cast<std::uint64_t>(m_squares >> 64), m_squaresCarry};
}

ExactMoments ExactMoments::fromWords(std::uint64_t count, const Words& words)
{
    ExactMoments moments;
    moments.m_count = count;
    moments.m_sum = static_cast<Wide>(words[1]) << 64 | words[0];
    moments.m_squares = static_cast<Wide>(words[3]) << 64 | words[2];
    moments.m_squaresCarry = words[4];
    return moments;
}

}  // namespace stormglass
