// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/faulty_ways.h"

namespace stormglass::spec {

enum class PartitionMode {
    Jam,   ///< Packets disappear: silence. Connections send again and again, ever more seldom, for a quarter of an hour.
    Stop,  ///< Connections are reset, and new ones refused at once.
    Slow   ///< Bytes trickle.
};
[[nodiscard]] std::span<const std::string_view> namesOf(PartitionMode);

/// The ways are cut, in one direction or in both.
/// Source: Chaos Mesh NetworkChaos partition and VOPR (jam), iptables REJECT and Toxiproxy "down" (stop), Toxiproxy
/// bandwidth (slow); one-way partitions of VOPR and Antithesis.
struct Partition {
    static constexpr std::string_view kKind = "partition";
    static constexpr std::string_view kHelp = "Cuts hosts off from each other, in one direction or in both.";
    static constexpr bool kHasStrength = false;
    FaultyWays ways;
    PartitionMode mode = PartitionMode::Jam;
    double rate = 1000;  ///< Bytes per second, with mode slow.
    bool operator==(const Partition&) const = default;
};

void describe(FieldVisitor& visit, Partition& partition);
void check(const Partition& partition, FaultScope& scope);
[[nodiscard]] std::string phraseOf(const Partition& partition);

}  // namespace stormglass::spec
