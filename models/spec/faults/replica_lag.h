// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Replicas on some nodes of a Kafka cluster stop fetching from their leaders. Until they have been behind for
/// replica.lag.time.max.ms, what is written waits for them (acks=all); then they leave the in-sync replicas, and too few
/// of those refuse writes (min.insync.replicas). When it is over they fetch what they lack and are in sync again.
///
/// Source: AWS FIS pause-replication (of DynamoDB and S3), for Kafka; Kafka, ReplicaManager: the check every half of
/// replica.lag.time.max.ms.
struct ReplicaLag {
    static constexpr std::string_view kKind = "replica-lag";
    static constexpr std::string_view kHelp = "Replicas on some nodes of a Kafka cluster stop fetching from their leaders.";
    static constexpr bool kHasStrength = false;
    Victims victims;
    std::string channel;          ///< Only the replicas of this topic; empty: of all.
    std::int64_t partition = -1;  ///< With channel: only this partition; negative: all.
    bool operator==(const ReplicaLag&) const = default;
};

void describe(FieldVisitor& visit, ReplicaLag& replicaLag);
void check(const ReplicaLag& replicaLag, FaultScope& scope);
/// "1 instance of kafka was not replicating"
[[nodiscard]] std::string phraseOf(const ReplicaLag& replicaLag);

}  // namespace stormglass::spec
