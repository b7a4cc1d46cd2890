// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stable 64-bit hashes: the same on every machine and in every version of the program.
#pragma once

#include <cstdint>
#include <string_view>

namespace stormglass {

/// A good start for a chain of mixHash(): the fraction of the golden ratio.
inline constexpr std::uint64_t kHashSeed = 0x9e3779b97f4a7c15;

/// Adds one value to an ordered chain of values. One multiplication, for use per event. For a fixed chain it is
/// one to one in the value, so two chains of equal length that differ in one place never meet at that place.
[[nodiscard]] constexpr std::uint64_t mixHash(std::uint64_t chain, std::uint64_t value)
{
    chain = (chain ^ value) * 0xd6e8feb86659fd93;
    return chain ^ (chain >> 32);
}

/// Spreads every bit of the chain over the whole word (the finaliser of splitmix64, Steele et al. 2014).
[[nodiscard]] constexpr std::uint64_t finishHash(std::uint64_t chain)
{
    chain = (chain ^ (chain >> 30)) * 0xbf58476d1ce4e5b9;
    chain = (chain ^ (chain >> 27)) * 0x94d049bb133111eb;
    return chain ^ (chain >> 31);
}

/// Adds a text to a chain: FNV-1a over its bytes, then its length, so that "ab","c" differs from "a","bc".
[[nodiscard]] constexpr std::uint64_t mixHash(std::uint64_t chain, std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return mixHash(mixHash(chain, hash), text.size());
}

}  // namespace stormglass
