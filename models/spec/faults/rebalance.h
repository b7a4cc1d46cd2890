// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

/// Consumer groups of a topic are made to rebalance again and again, as when members come and go or commit too late:
/// at its start, and then at an interval. With each of them every member gives up its partitions, and gets some again
/// when all have joined.
///
/// Source: the rebalance storms of Kafka operations; the protocol is that of the group coordinator (KIP-62).
struct Rebalance {
    static constexpr std::string_view kKind = "rebalance";
    static constexpr std::string_view kHelp = "Makes the consumer groups of a topic rebalance again and again.";
    static constexpr bool kHasStrength = false;
    ChannelTarget where;
    std::string group;                            ///< Component whose group it is; empty: every group of the channel.
    Duration interval = std::chrono::seconds{10};
    bool operator==(const Rebalance&) const = default;
};

void describe(FieldVisitor& visit, Rebalance& rebalance);
void check(const Rebalance& rebalance, FaultScope& scope);
/// "the consumers of payment-events kept rebalancing"
[[nodiscard]] std::string phraseOf(const Rebalance& rebalance);

}  // namespace stormglass::spec
