// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/leader_loss.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass::spec {

void describe(FieldVisitor& visit, LeaderLoss& leaderLoss)
{
    describe(visit, leaderLoss.where);
    visit.ratio("share", leaderLoss.share, {.help = "Share of the partitions or queues that lose their leader, rounded up; which ones is drawn by the seed each time."});
    visit.duration("election", leaderLoss.election, {.help = "Time without a leader.", .source = "AWS MSK: clients typically fail over in under 2 s; RabbitMQ: usually a few seconds"});
}

void check(const LeaderLoss& leaderLoss, FaultScope& scope)
{
    check(leaderLoss.where, scope);
    checkShare(leaderLoss.share, scope);
    const auto channels = channelsOf(leaderLoss.where.where, scope);
    const auto hasLeader = [](const Channel* channel) {
        const auto* queue = std::get_if<RabbitmqQueue>(&channel->settings);
        const auto* stream = std::get_if<NatsStream>(&channel->settings);
        return partitionsOf(channel->settings) > 0 || (queue != nullptr && queue->type == RabbitmqQueueType::Quorum)
            || (stream != nullptr && stream->replicas > 1);
    };
    if (!channels.empty() && std::ranges::none_of(channels, hasLeader))
        scope.error(leaderLoss.where.where.channel.empty() ? "/broker" : "/channel",
                    "the fault hits nothing: expected a kafka-topic, a pulsar-topic, a rabbitmq-queue of type quorum or a nats-stream of several replicas, \"" + channels.front()->name
                        + "\" has no leader that could be another");
}

std::string phraseOf(const LeaderLoss& leaderLoss)
{
    return (leaderLoss.share < 1 ? percentToText(leaderLoss.share) + " of " : "") + phraseOf(leaderLoss.where) + " lost the leader";
}

}  // namespace stormglass::spec
