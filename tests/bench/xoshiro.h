// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The random numbers of the hand-written loops that the kernel is measured against.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace stormglass::bench {

/// xoshiro256++ by Blackman and Vigna, seeded by splitmix64: what a person who writes a fast loop by hand would take.
class Xoshiro {
public:
    explicit Xoshiro(std::uint64_t seed)
    {
        for (std::uint64_t& word : m_state) {
            seed += 0x9e37'79b9'7f4a'7c15;
            std::uint64_t mixed = (seed ^ seed >> 30U) * 0xbf58'476d'1ce4'e5b9;
            mixed = (mixed ^ mixed >> 27U) * 0x94d0'49bb'1331'11eb;
            word = mixed ^ mixed >> 31U;
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
        const std::uint64_t shifted = m_state[1] << 17U;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = std::rotl(m_state[3], 45);
        return result;
    }

    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

    double exponential(double mean) { return -mean * std::log1p(-uniform()); }

private:
    std::array<std::uint64_t, 4> m_state{};
};

}  // namespace stormglass::bench
