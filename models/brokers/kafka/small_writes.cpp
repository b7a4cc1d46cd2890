// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What leaders append beside records: markers, and the state of transactions.
#include "models/brokers/kafka/replication.h"

#include "simcore/process/delay.h"

#include <algorithm>

namespace stormglass::kafka {

Task<bool> Replication::write(Partition& partition)
{
    if (!isServed(partition) || partition.inSync.size() < partition.topic.minInsyncReplicas)
        co_return false;
    Node& node = m_cluster.nodes[partition.leader];
    const std::uint32_t leaderEpoch = partition.leaderEpoch;
    const std::uint32_t life = node.epoch;
    Duration working = work(node);
    if (m_hasDiskLimit)
        writeToLog(partition.leader, kSmallRequest, working);
    co_await until(fetchedAt(partition, m_cluster.now() + working, kSmallRequest));
    while (partition.leaderEpoch == leaderEpoch && node.epoch == life && isHeldUp(partition))
        co_await delay(m_cluster.settings.producer.retryBackoffMax);
    co_return partition.leaderEpoch == leaderEpoch&& node.epoch == life;
}

/// The high watermark waits for an in-sync replica that fetches nothing.
bool Replication::isHeldUp(const Partition& partition) const
{
    return std::ranges::any_of(partition.inSync, [&](std::uint32_t node) { return !m_cluster.nodes[node].isUp; })
        || std::ranges::any_of(partition.stalled, [&](const Stalled& stalled) {
               return stalled.node != partition.leader && partition.isInSync(stalled.node);
           });
}

}  // namespace stormglass::kafka
