// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

/// Partitions (Kafka) or quorum queues (RabbitMQ) lose their leader although its node lives: there is none until the
/// election is over, then another in-sync replica leads. Clients are told that they ask the wrong node, look for the
/// leader and repeat. While the fault lasts the old leader does not lead again; when it is over, Kafka gives the
/// partition back to its preferred leader. Without another replica there is no leader until it is over.
///
/// Source: KafkaChaos and Litmus restart brokers to this end; AWS MSK documentation: clients typically fail over in
/// under 2 s.
struct LeaderLoss {
    static constexpr std::string_view kKind = "leader-loss";
    static constexpr std::string_view kHelp = "Partitions or quorum queues lose their leader; another replica leads when the election is over.";
    static constexpr bool kHasStrength = false;
    PartitionTarget where;
    double share = 1;  ///< Of the partitions, or of the queues; rounded up, drawn by the seed.
    Duration election = std::chrono::seconds{2};
    bool operator==(const LeaderLoss&) const = default;
};

void describe(FieldVisitor& visit, LeaderLoss& leaderLoss);
void check(const LeaderLoss& leaderLoss, FaultScope& scope);
/// "payment-events lost the leader"
[[nodiscard]] std::string phraseOf(const LeaderLoss& leaderLoss);

}  // namespace stormglass::spec
