// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/channel_target.h"

#include "models/spec/faults/fault_scope.h"

#include <algorithm>

namespace stormglass::spec {

void describe(FieldVisitor& visit, ChannelTarget& target)
{
    visit.reference("channel", target.channel, RefersTo::AnyChannel,
                    {.help = "Channel that is hit: one of the topology, or one that a design makes, such as \"payment-events\"."});
    visit.reference("broker", target.broker, RefersTo::Broker, {.help = "Instead of a channel: all channels of this broker."});
}

void describe(FieldVisitor& visit, MessageTarget& target)
{
    describe(visit, target.where);
    visit.reference("event", target.event, RefersTo::Event,
                    {.help = "Only the messages of this event, such as \"order.payment.succeeded\"; \"order.payment\" stands for all "
                             "events of that step, \"order\" for those of the flow."});
}

void describe(FieldVisitor& visit, PartitionTarget& target)
{
    describe(visit, target.where);
    visit.integer("partition", target.partition,
                  {.help = "Only this partition of the topic, counted from 0; -1: all.", .min = -1, .max = 9999});
}

std::string phraseOf(const ChannelTarget& target)
{
    return target.channel.empty() ? "all channels of " + target.broker : target.channel;
}

std::string phraseOf(const MessageTarget& target)
{
    return "the messages " + (target.event.empty() ? "" : target.event + " ") + "of " + phraseOf(target.where);
}

std::string phraseOf(const PartitionTarget& target)
{
    return target.partition < 0 ? phraseOf(target.where)
                                : "partition " + std::to_string(target.partition) + " of " + phraseOf(target.where);
}

std::string_view channelKindOf(const Channel& channel) { return channelKinds()[channel.settings.index()].kind; }

std::vector<const Channel*> channelsOf(const ChannelTarget& target, const FaultScope& scope)
{
    std::vector<const Channel*> channels;
    for (const Channel& channel : scope.channels())
        if (target.channel.empty() ? channel.broker == target.broker : channel.name == target.channel)
            channels.push_back(&channel);
    return channels;
}

void check(const ChannelTarget& target, FaultScope& scope)
{
    if (target.channel.empty() == target.broker.empty()) {
        scope.error(target.channel.empty() ? "" : "/broker",
                    target.channel.empty() ? "the fault hits nothing: expected a channel, or a broker for all of its channels"
                                           : "expected either a channel or a broker, found both");
        return;
    }
    const Component* broker = scope.findComponent(target.broker);
    if (broker != nullptr && isBroker(*broker) && channelsOf(target, scope).empty())
        scope.error("/broker", "the fault hits nothing: no channel is on \"" + target.broker + '"');
}

void check(const PartitionTarget& target, FaultScope& scope)
{
    check(target.where, scope);
    const std::vector<const Channel*> channels = channelsOf(target.where, scope);
    if (target.partition < 0 || channels.empty())
        return;
    std::int64_t most = 0;
    for (const Channel* channel : channels)
        most = std::max(most, partitionsOf(channel->settings));
    if (most == 0)
        scope.error("/partition", "the fault hits nothing: \"" + channels.front()->name + "\" is of kind "
                        + std::string(channelKindOf(*channels.front())) + ", which has no partitions");
    else if (target.partition >= most)
        scope.error("/partition", "the fault hits nothing: expected at most " + std::to_string(most - 1) + ", as "
                        + phraseOf(target.where) + (target.where.channel.empty() ? " have " : " has ") + std::to_string(most)
                        + " partitions counted from 0, found " + std::to_string(target.partition));
}

void describeShare(FieldVisitor& visit, double& share)
{
    visit.ratio("share", share,
                {.help = "Share of the messages that are published while it lasts; drawn by the seed for each message.",
                 .source = "The default is ours; Chaos Mesh NetworkChaos has such shares, of packets, without a default"});
}

void checkShare(double share, FaultScope& scope)
{
    if (share <= 0)
        scope.error("/share", "the fault hits nothing: expected more than 0%");
}

}  // namespace stormglass::spec
