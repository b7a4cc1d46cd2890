// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/cluster.h"

#include "models/brokers/nats/durable.h"
#include "models/brokers/nats/publisher.h"
#include "models/brokers/nats/puller.h"
#include "models/brokers/nats/stream.h"

#include <algorithm>

namespace stormglass::nats {

Cluster::Cluster(const spec::NatsSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , m_storeTime(chosen.storeTime)
    , m_syncTime(chosen.syncTime)
    , m_electionTimeout(chosen.electionTimeout)
    , m_storeTimes(where.random.stream(where.name, "store time"))
    , m_syncTimes(where.random.stream(where.name, "sync time"))
    , m_electionTimeouts(where.random.stream(where.name, "election timeout"))
{
    // Servers have not been started at the same moment.
    RandomStream phases = where.random.stream(where.name, "sync phase");
    for (const HostId host : where.hosts)
        nodes.push_back({.host = host,
                         .syncPhase = Duration{static_cast<std::int64_t>(
                             phases.uniform() * static_cast<double>(settings.syncInterval.count()))}});
    where.network.watchReach(*this);
}

Cluster::~Cluster() = default;

std::uint32_t Cluster::findFor(HostId client, std::uint32_t after) const
{
    const auto count = static_cast<std::uint32_t>(nodes.size());
    for (std::uint32_t i = 1; i <= count; ++i) {
        const std::uint32_t node = (after + i) % count;
        if (nodes[node].isUp && context.network.areConnected(client, nodes[node].host))
            return node;
    }
    return kNoNode;
}

Duration Cluster::store(std::uint32_t index)
{
    Node& node = nodes[index];
    Duration work = m_storeTime.sample(m_storeTimes);
    if (settings.syncsAlways)
        work += m_syncTime.sample(m_syncTimes);
    node.busyUntil = std::max(now(), node.busyUntil) + work;
    return node.busyUntil - now();
}

Duration Cluster::electionTime(std::size_t followers)
{
    Duration first = m_electionTimeout.sample(m_electionTimeouts);
    for (std::size_t i = 1; i < followers; ++i)
        first = std::min(first, m_electionTimeout.sample(m_electionTimeouts));
    return first;
}

SimTime Cluster::lastSyncOf(std::uint32_t node) const
{
    if (settings.syncsAlways)
        return now();
    const Duration since = now() - kStartOfRun;
    const Duration phase = nodes[node].syncPhase;
    return since < phase ? kStartOfRun : now() - (since - phase) % settings.syncInterval;
}

void Cluster::crash(std::uint32_t index, bool isSilent)
{
    Node& node = nodes[index];
    if (!node.isUp)
        return;
    node.isUp = false;
    ++node.epoch;
    node.busyUntil = now();
    for (const std::unique_ptr<Stream>& stream : streams)
        stream->nodeCrashed(index);
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->serverCrashed(index, isSilent);
    for (std::size_t i = 0; i < pullers.size(); ++i)
        pullers[i]->serverCrashed(index, isSilent);
}

void Cluster::losePower(std::uint32_t node)
{
    for (const std::unique_ptr<Stream>& stream : streams)
        stream->nodeLostPower(node);
}

void Cluster::restart(std::uint32_t node)
{
    if (nodes[node].isUp)
        return;
    nodes[node].isUp = true;
    nodes[node].busyUntil = now();
    for (const std::unique_ptr<Stream>& stream : streams)
        stream->nodeRestarted(node);
    // Whoever has not noticed the crash notices it now: the server knows nothing of their connections.
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->serverRestarted(node);
    for (std::size_t i = 0; i < pullers.size(); ++i)
        pullers[i]->serverRestarted(node);
}

void Cluster::reachChanged()
{
    for (const std::unique_ptr<Stream>& stream : streams)
        stream->reachChanged();
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->reachChanged();
    for (std::size_t i = 0; i < pullers.size(); ++i)
        pullers[i]->reachChanged();
}

}  // namespace stormglass::nats
