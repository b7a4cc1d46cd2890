// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a key belongs: Pulsar's hashes, so that the skew between partitions and consumers is Pulsar's.
#pragma once

#include "models/spec/components/pulsar.h"

#include <cstdint>
#include <string_view>

namespace stormglass::pulsar {

/// String.hashCode() of Java.
[[nodiscard]] std::uint32_t javaStringHash(std::string_view text);
/// MurmurHash3_x86_32, seed 0 (pulsar-common, Murmur3_32Hash.java).
[[nodiscard]] std::uint32_t murmur3(std::string_view bytes);

/// The partition of a message that has that key: the number in decimal (MessageRouterBase, signSafeMod).
[[nodiscard]] std::uint32_t partitionFor(std::uint64_t key, std::uint32_t partitions, spec::PulsarHashing hashing);
/// Of the 65,536 slots that Key_Shared consumers share out among themselves (StickyKeyConsumerSelector).
inline constexpr std::uint32_t kKeySlots = 65'536;
[[nodiscard]] std::uint32_t keySlotOf(std::uint64_t key);

}  // namespace stormglass::pulsar
