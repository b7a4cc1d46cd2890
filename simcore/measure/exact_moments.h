// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Count, sum and sum of squares of whole numbers without any rounding, so that the order of the samples and of merging
// never shows in a result.
#pragma once

#include <array>
#include <cstdint>

namespace stormglass {

/// The exact first two moments of values from 0 to 2^63 - 1, up to 2^64 of them.
class ExactMoments {
public:
    void add(std::uint64_t value)
    {
        const Wide square = static_cast<Wide>(value) * value;
        ++m_count;
        m_sum += value;
        m_squares += square;
        if (m_squares < square) [[unlikely]]
            ++m_squaresCarry;
    }
    void merge(const ExactMoments& other);
    /// Takes values away that were added before.
    void subtract(const ExactMoments& earlier);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] double sum() const;
    [[nodiscard]] double mean() const;      ///< 0 when empty.
    [[nodiscard]] double variance() const;  ///< Unbiased (divided by n - 1); 0 for fewer than two values.

    /// Sum, then sum of squares, in 64-bit words from low to high: how the moments travel between processes.
    using Words = std::array<std::uint64_t, 5>;
    [[nodiscard]] Words words() const;
    [[nodiscard]] static ExactMoments fromWords(std::uint64_t count, const Words& words);

    bool operator==(const ExactMoments&) const = default;

private:
    __extension__ using Wide = unsigned __int128;

    Wide m_sum = 0;
    Wide m_squares = 0;                // the sum of squares is this ...
    std::uint64_t m_squaresCarry = 0;  // ... plus this times 2^128
    std::uint64_t m_count = 0;
};

}  // namespace stormglass
