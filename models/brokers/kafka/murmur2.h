// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which partition a key belongs to: Kafka's hash, so that the skew between partitions is Kafka's.
#pragma once

#include <cstdint>
#include <string_view>

namespace stormglass::kafka {

/// Murmur2 with Kafka's seed (clients/.../common/utils/Utils.java, murmur2).
[[nodiscard]] std::uint32_t murmur2(std::string_view bytes);

/// What the default partitioner does with a record that has a key. The key is the number in decimal.
[[nodiscard]] std::uint32_t partitionFor(std::uint64_t key, std::uint32_t partitions);

}  // namespace stormglass::kafka
