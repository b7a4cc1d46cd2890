// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/replica_lag.h"

#include "models/spec/faults/channel_target.h"
#include "models/spec/faults/fault_scope.h"

#include <algorithm>

namespace stormglass::spec {

void describe(FieldVisitor& visit, ReplicaLag& replicaLag)
{
    describeComponent(visit, replicaLag.victims, "Component whose replicas do not fetch.");
    visit.reference("channel", replicaLag.channel, RefersTo::AnyChannel, {.help = "Only the replicas of this topic; absent: of all topics."});
    visit.integer("partition", replicaLag.partition, {.help = "With channel: only this partition, counted from 0; -1: all.", .min = -1, .max = 9999});
}

void check(const ReplicaLag& replicaLag, FaultScope& scope)
{
    static constexpr std::string_view kKinds[] = {KafkaSettings::kKind};
    if (scope.requireComponentOfKind("/target", replicaLag.victims.target, kKinds))
        checkVictims(replicaLag.victims, scope);
    if (replicaLag.channel.empty()) {
        if (replicaLag.partition >= 0)
            scope.error("/partition", "expected a channel as well, of which this is a partition");
        return;
    }
    const auto channels = channelsOf({.channel = replicaLag.channel, .broker = {}}, scope);
    if (channels.empty())
        return;
    if (std::ranges::find(channels, replicaLag.victims.target, &Channel::broker) == channels.end())
        scope.error("/channel", "the fault hits nothing: \"" + replicaLag.channel + "\" is on \"" + channels.front()->broker
                        + "\", not on \"" + replicaLag.victims.target + '"');
    else
        check(PartitionTarget{.where = {.channel = replicaLag.channel}, .partition = replicaLag.partition}, scope);
}

std::string phraseOf(const ReplicaLag& replicaLag)
{
    const std::string where = replicaLag.channel.empty() ? ""
        : " in " + phraseOf(PartitionTarget{.where = {.channel = replicaLag.channel}, .partition = replicaLag.partition});
    return phraseOf(replicaLag.victims, "not replicating") + where;
}

}  // namespace stormglass::spec
