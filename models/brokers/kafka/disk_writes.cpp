// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Replication where disks have a bandwidth: leaders and followers write to the same page cache.
#include "models/brokers/kafka/replication.h"

#include <algorithm>

namespace stormglass::kafka {

/// The next request of the node waits until these bytes are in its page cache.
void Replication::writeToLog(std::uint32_t leader, std::int64_t bytes, Duration& working)
{
    for (std::uint32_t other = 0; other < m_cluster.nodes.size(); ++other)
        writeFetched(loopOf(other, leader), other, leader);
    Node& node = m_cluster.nodes[leader];
    const SimTime now = m_cluster.now();
    working = std::max(working, node.cache.write(now, bytes, node.disk.slowness()));
    node.busyUntil = std::max(node.busyUntil, now + working);
}

/// A follower writes what one fetch has brought before it sends the next. So what it has not fetched yet is in nobody's way,
/// however far it is behind.
void Replication::writeFetched(FetchLoop& loop, std::uint32_t leader, std::uint32_t follower)
{
    constexpr std::int64_t kMostOfOneFetch = 10'485'760;  // replica.fetch.response.max.bytes
    const SimTime now = m_cluster.now();
    if (loop.pending == 0 || loop.writesUntil > now)
        return;
    Node& node = m_cluster.nodes[follower];
    const std::int64_t bytes = std::min(loop.pending, kMostOfOneFetch);
    const Duration held = node.cache.write(now, bytes, node.disk.slowness());
    loop.pending -= bytes;
    if (held <= Duration::zero())
        return;
    const Duration way = m_cluster.delay(node.host, m_cluster.nodes[leader].host);
    loop.nextAt = std::max(loop.nextAt, now + held + way);
    loop.writesUntil = now + held + 2 * way;
}

/// When the leader knows that these bytes are in the follower's page cache, as far as that one takes time. What others will
/// write there meanwhile is not known yet; the fetch after this one waits for it.
SimTime Replication::fetch(FetchLoop& loop, std::uint32_t leader, std::uint32_t follower, std::int64_t bytes)
{
    loop.pending += bytes;
    writeFetched(loop, leader, follower);
    Node& node = m_cluster.nodes[follower];
    const Duration held = node.cache.waitFor(m_cluster.now(), loop.pending, node.disk.slowness());
    return held <= Duration::zero() ? SimTime::min()
                                    : m_cluster.now() + held + m_cluster.delay(node.host, m_cluster.nodes[leader].host);
}

/// Whoever was writing on the node has died with its process, and nobody fetches from it or for it.
void Replication::forgetWrites(std::uint32_t index)
{
    if (!m_hasDiskLimit)
        return;
    m_cluster.nodes[index].cache.dropWriters();
    for (std::uint32_t other = 0; other < m_cluster.nodes.size(); ++other)
        loopOf(index, other) = loopOf(other, index) = {};
}

}  // namespace stormglass::kafka
