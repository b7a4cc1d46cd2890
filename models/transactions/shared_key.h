// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys that several flows have in common: customers, accounts, devices.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stormglass {

/// They lie above the numbers of flows, which are the keys of all others.
inline constexpr std::uint32_t kFirstSharedKey = 1U << 31U;
inline constexpr std::uint32_t kMostSharedKeys = 1'000'000;

[[nodiscard]] constexpr std::uint32_t sharedKeyAt(std::size_t place)
{
    return kFirstSharedKey + static_cast<std::uint32_t>(place);
}
[[nodiscard]] constexpr bool isSharedKey(std::uint32_t key) { return key - kFirstSharedKey < kMostSharedKeys; }
[[nodiscard]] constexpr std::size_t placeOfSharedKey(std::uint32_t key) { return key - kFirstSharedKey; }

}  // namespace stormglass
