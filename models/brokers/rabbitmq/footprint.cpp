// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/footprint.h"

#include "models/brokers/rabbitmq/publisher.h"
#include "models/brokers/rabbitmq/queue.h"
#include "models/brokers/rabbitmq/subscriber.h"

#include <algorithm>

namespace stormglass::rabbitmq {

namespace {

/// Mostly TCP buffers (Reasoning About Memory Use, Connections).
constexpr std::int64_t kConnection = 100'000;
/// Metadata and ordering structure (the same, Queues and Messages).
constexpr std::int64_t kMetadata = 736;
/// Of a message in a quorum queue (Quorum Queues, Resource Use).
constexpr std::int64_t kQuorumMetadata = 32;
/// Of a classic queue (Classic Queues, Memory Footprint). How many depends on the rate of its consumers; this is the most.
constexpr std::int64_t kCached = 2048;
/// Larger bodies are not kept in memory (the same; queue_index_embed_msgs_below).
constexpr std::int64_t kEmbedded = 4096;

std::int64_t cacheOf(const Holdings& ready)
{
    if (ready.messages == 0)
        return 0;
    const std::int64_t body = ready.bytes / ready.messages;
    return std::min(ready.messages, kCached) * (kMetadata + (body <= kEmbedded ? body : 0));
}

std::int64_t connectionsAt(const Cluster& cluster, std::uint32_t node)
{
    const auto isHere = [node](const auto& client) { return client->isConnectedTo(node); };
    return std::ranges::count_if(cluster.publishers, isHere) + std::ranges::count_if(cluster.subscribers, isHere);
}

}  // namespace

Footprint footprintOf(const Cluster& cluster, std::uint32_t node)
{
    const spec::RabbitmqSettings& settings = cluster.settings;
    Footprint footprint{.memory = settings.limits.idleMemory + kConnection * connectionsAt(cluster, node)};
    std::int64_t live = 0;  // bytes of quorum queues
    for (const std::unique_ptr<Queue>& queue : cluster.queues) {
        const Holdings heldUp = queue->heldUpFrom(node);
        footprint.memory += heldUp.bytes + kMetadata * heldUp.messages;
        if (!queue->isAt(node))
            continue;
        const Holdings held = queue->holdings();
        if (queue->isQuorum()) {
            footprint.memory += kQuorumMetadata * held.messages;
            live += held.bytes;
        } else {
            footprint.memory += queue->isClassic() ? cacheOf(held) : 0;
            footprint.disk += held.bytes;
        }
    }
    for (const std::unique_ptr<Subscriber>& subscriber : cluster.subscribers) {
        const Queue& queue = subscriber->queue();
        if (queue.isStream() || !queue.isAt(node))
            continue;
        const Holdings unacknowledged = subscriber->holdings();
        footprint.memory += (queue.isQuorum() ? kQuorumMetadata : kMetadata) * unacknowledged.messages;
        (queue.isQuorum() ? live : footprint.disk) += unacknowledged.bytes;
    }
    const std::int64_t inLog = (cluster.nodes[node].loggedBytes - cluster.nodes[node].logBegin)
        % settings.limits.walMaxSizeBytes;
    // Entries leave the table when all of their file is in segments; since 4.1 as soon as nobody needs them.
    footprint.memory += settings.version == spec::RabbitmqVersion::V4 ? std::min(inLog, live) : inLog;
    footprint.disk += std::max(inLog, live);
    return footprint;
}

}  // namespace stormglass::rabbitmq
