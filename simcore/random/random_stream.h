// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random numbers that depend on nothing but their key and their place in the stream.
//
// The generator is Philox2x64-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"). Of Philox4x32,
// 2x64 and 4x64 with 10 rounds it was the fastest here, both in sequence and for the first draw of a substream.
#pragma once

#include <bit>
#include <cstdint>

namespace stormglass {

/// A stream of random numbers: a small value that can be copied; a copy repeats the draws of the original.
class RandomStream {
public:
    explicit constexpr RandomStream(std::uint64_t key) : m_key(key) { }

    /// The next 64 random bits. A stream yields 2^65 of them before it repeats, a substream of at() 2^33.
    [[nodiscard]] std::uint64_t next64()
    {
        if (m_hasSpare) {
            m_hasSpare = false;
            return m_spare;
        }
        return drawBlock();
    }

    /// An odd multiple of 2^-53: uniform, strictly between 0 and 1, symmetric about 1/2.
    [[nodiscard]] double uniform()
    {
        const std::uint64_t between1And2 = (next64() >> 12) | 0x3ff0000000000000;
        return std::bit_cast<double>(between1And2) - (1.0 - 0x1p-53);
    }

    /// A whole number from 0 to n - 1, each equally likely. Precondition: n > 0. Rarely takes more than one draw.
    [[nodiscard]] std::uint64_t below(std::uint64_t n);

    /// The substream for the index-th thing (an order, a message) and its sub-th attempt, in constant time. It depends
    /// on the key of this stream only and not on what was drawn from it, so that an order meets the same luck in every
    /// design and whatever happened before it.
    [[nodiscard]] RandomStream at(std::uint64_t index, std::uint32_t sub = 0) const;

private:
    std::uint64_t drawBlock();

    std::uint64_t m_key;
    std::uint64_t m_index = 0;  // the counter of Philox: which substream ...
    std::uint64_t m_block = 0;  // ... and which block of it, with the attempt in the upper half
    std::uint64_t m_spare = 0;  // the second half of the last block
    bool m_hasSpare = false;
    bool m_isSubstream = false;
};

static_assert(sizeof(RandomStream) <= 48);

}  // namespace stormglass
