// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/rebalance.h"

#include "models/spec/faults/fault_scope.h"

#include <algorithm>

namespace stormglass::spec {

void describe(FieldVisitor& visit, Rebalance& rebalance)
{
    describe(visit, rebalance.where);
    visit.reference("group", rebalance.group, RefersTo::Component, {.help = "Only the group of this component; absent: every group that reads the channel."});
    visit.duration("interval", rebalance.interval, {.help = "From one rebalance to the next.", .source = "The default is ours: longer than a heartbeat (3 s), so that each of them completes", .min = 1e6});
}

void check(const Rebalance& rebalance, FaultScope& scope)
{
    check(rebalance.where, scope);
    scope.requireComponent("/group", rebalance.group);
    const Component* const group = scope.findComponent(rebalance.group);
    if (group != nullptr && std::holds_alternative<StreamProcessorSettings>(group->settings))
        scope.error("/group", "the fault hits nothing: \"" + rebalance.group + "\" is of kind stream-processor, whose subtasks share the partitions out without a consumer group");
    const auto channels = channelsOf(rebalance.where, scope);
    const auto isTopic = [](const Channel* channel) { return std::holds_alternative<KafkaTopic>(channel->settings); };
    if (!channels.empty() && std::ranges::none_of(channels, isTopic))
        scope.error(rebalance.where.channel.empty() ? "/broker" : "/channel",
                    "the fault hits nothing: expected a kafka-topic, \"" + channels.front()->name + "\" is of kind "
                        + std::string(channelKindOf(*channels.front())) + ", which has no consumer groups");
}

std::string phraseOf(const Rebalance& rebalance)
{
    return (rebalance.group.empty() ? "the consumers" : rebalance.group + " as a consumer") + " of " + phraseOf(rebalance.where)
        + " kept rebalancing";
}

}  // namespace stormglass::spec
