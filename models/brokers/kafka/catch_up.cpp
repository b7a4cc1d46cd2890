// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Replicas that come back fetch what they lack, and are in sync when they are at the end of the leader's log.
//
// Sources: Kafka, ReplicaManager and Partition (maybeExpandIsr: a follower is let in when its log end offset has reached the
// high watermark); num.replica.fetchers 1: what a follower lacks of several partitions of one leader comes one after the
// other here, and in turns in Kafka, so that all of it takes as long. What is appended meanwhile is fetched as well, and who
// is slower than the appends never gets there.
//
// Not modelled: when the leader is replaced meanwhile, a follower begins anew with what it lacked at first.
#include "models/brokers/kafka/replication.h"

#include <algorithm>

namespace stormglass::kafka {

void Replication::catchUp(Partition& partition)
{
    if (partition.leader == kNoNode)
        return;
    // It finds out who leads and how far the leader's epochs go, truncates its log, and fetches.
    Duration slowest{};
    const HostId leader = m_cluster.nodes[partition.leader].host;
    for (const std::uint32_t replica : partition.replicas)
        slowest = std::max(slowest, m_cluster.delay(m_cluster.nodes[replica].host, leader));
    for (const std::uint32_t replica : partition.replicas) {
        const Behind* const behind = partition.findBehind(replica);
        if (replica != partition.leader && (behind != nullptr || !partition.isInSync(replica)))
            catchUp(partition, replica, behind == nullptr ? partition.end() : behind->end, 4 * slowest);
    }
}

void Replication::catchUp(Partition& partition, std::uint32_t node, std::int64_t from, Duration least)
{
    if (!m_cluster.nodes[node].isUp || std::ranges::find(partition.catchingUp, node) != partition.catchingUp.end())
        return;
    partition.catchingUp.push_back(node);
    fetchRest(partition, node, from, least);
}

void Replication::fetchRest(Partition& partition, std::uint32_t node, std::int64_t from, Duration least)
{
    const SimTime now = m_cluster.now();
    FetchLoop& loop = loopOf(partition.leader, node);
    const Duration byTheByte = timeForRest(partition, node, from);
    Duration wait = least;
    if (byTheByte > Duration::zero()) {
        loop.restUntil = std::max(now, loop.restUntil) + byTheByte;
        wait += loop.restUntil - now;
    }
    m_cluster.context.network.after(wait, [this, &partition, node, to = partition.end(), epoch = partition.leaderEpoch,
                                           life = m_cluster.nodes[node].epoch] {
        if (partition.leaderEpoch == epoch && m_cluster.nodes[node].epoch == life)
            fetchedRest(partition, node, to);
    });
}

void Replication::fetchedRest(Partition& partition, std::uint32_t node, std::int64_t to)
{
    const bool isThere = isServed(partition) && !m_cluster.nodes[partition.leader].isCutOff && canLead(node)
        && partition.findStalled(node) == nullptr;
    const Duration roundTrip = 2 * m_cluster.delay(m_cluster.nodes[node].host, m_cluster.nodes[partition.leader].host);
    if (isThere && timeForRest(partition, node, to) > roundTrip)
        return fetchRest(partition, node, to, roundTrip);
    std::erase(partition.catchingUp, node);
    if (!isThere)
        return;
    partition.forgetBehind(node);
    if (!partition.isInSync(node))
        partition.inSync.push_back(node);
}

/// What the bytes add to the latency of the way, or the time that the disks of the follower need for them, if that is longer.
Duration Replication::timeForRest(const Partition& partition, std::uint32_t node, std::int64_t from) const
{
    const std::int64_t bytes = partition.segments().bytesFrom(from, partition.end());
    if (bytes <= 0)
        return {};
    const Node& replica = m_cluster.nodes[node];
    const HostId leader = m_cluster.nodes[partition.leader].host;
    const Network& network = m_cluster.context.network;
    const Duration onTheWay = network.delay(leader, replica.host, bytes) - network.delay(leader, replica.host, kSmallRequest);
    if (!m_hasDiskLimit)
        return onTheWay;
    const double seconds = static_cast<double>(bytes) * replica.disk.slowness() / m_cluster.settings.pageCache.diskWriteBandwidth;
    return std::max(onTheWay, Duration{static_cast<std::int64_t>(seconds * 1e9)});
}

/// Whoever was fetching on that node has died with its process.
void Replication::forgetCatchingUp(std::uint32_t index)
{
    forEachReplicaOn(index, [&](Partition& partition) { std::erase(partition.catchingUp, index); });
    for (std::uint32_t other = 0; other < m_cluster.nodes.size(); ++other)
        loopOf(other, index).restUntil = loopOf(index, other).restUntil = SimTime::min();
}

}  // namespace stormglass::kafka
