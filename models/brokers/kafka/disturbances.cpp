// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Replication when leaders are lost although their nodes live, and when followers do not fetch.
#include "models/brokers/kafka/replication.h"

#include "models/brokers/kafka/producer.h"

#include <algorithm>

namespace stormglass::kafka {

void Replication::loseLeader(Partition& partition, Duration election)
{
    const SimTime now = m_cluster.now();
    partition.barred.push_back(partition.lastLeader);
    partition.noLeaderBefore = std::max(partition.noLeaderBefore, now + election);
    if (partition.leader != kNoNode) {
        partition.leaderLostAt = std::min(partition.leaderLostAt, now);
        partition.leader = kNoNode;
        ++partition.leaderEpoch;
        turnAwayWaiting(partition);
    }
    m_cluster.context.network.after(election, [this, &partition] {
        if (partition.leader == kNoNode)
            elect(partition);
    });
}

void Replication::turnAwayWaiting(Partition& partition)
{
    // Whoever waits for the replicas is told NOT_LEADER_OR_FOLLOWER, and repeats what it may not have to.
    for (std::size_t i = 0; i < partition.unreplicated.size(); ++i) {
        Batch& batch = *partition.unreplicated[i].batch;
        Request* const request = batch.request;
        if (request == nullptr || !request->hasArrived || request->awaiting == 0 || batch.error != ProduceError::None)
            continue;
        batch.error = ProduceError::NotLeader;
        if (--request->awaiting == 0)
            respond(*request, Duration{});
    }
}

void Replication::restoreLeader(Partition& partition, std::uint32_t node)
{
    partition.barred.erase(std::ranges::find(partition.barred, node));
    if (partition.leader == kNoNode)
        elect(partition);
    else
        takeBackLeadership(partition, partition.replicas.front());
}

void Replication::stall(Partition& partition, std::uint32_t node)
{
    if (std::ranges::find(partition.replicas, node) == partition.replicas.end())
        return;
    if (Stalled* stalled = partition.findStalled(node)) {
        ++stalled->faults;
        return;
    }
    partition.stalled.push_back({.node = node, .faults = 1, .since = m_cluster.now(), .from = partition.end()});
    scheduleInSyncCheck();
}

void Replication::resume(Partition& partition, std::uint32_t node)
{
    Stalled* const stalled = partition.findStalled(node);
    if (stalled == nullptr || --stalled->faults > 0 || stalled->isCut || !isServed(partition))
        return;
    fetchAgain(partition, node);
    if (partition.isInSync(node))
        replicate(partition, Duration{});
}

/// Whom the leader cannot reach fetches nothing. Whether one that is in sync can fetch again.
bool Replication::noteCuts(Partition& partition)
{
    if (!isServed(partition))
        return false;  // who lacks something lacks it until there is a leader
    bool isAnyBack = false;
    for (const std::uint32_t node : partition.replicas) {
        Stalled* const stalled = partition.findStalled(node);
        const bool isCut = !m_cluster.areConnected(partition.leader, node);
        if (stalled != nullptr) {
            stalled->isCut = isCut;
            if (isCut || stalled->faults > 0)
                continue;
            isAnyBack |= partition.isInSync(node);
            fetchAgain(partition, node);
        } else if (isCut) {
            const Node& replica = m_cluster.nodes[node];
            partition.stalled.push_back({.node = node,
                                         .isCut = true,
                                         .since = replica.isUp ? m_cluster.now() : replica.crashedAt,
                                         .from = partition.highWatermark});
        }
    }
    if (!partition.stalled.empty())
        scheduleInSyncCheck();
    return isAnyBack;
}

void Replication::fetchAgain(Partition& partition, std::uint32_t node)
{
    Stalled* const stalled = partition.findStalled(node);
    const std::int64_t from = stalled->from;
    partition.stalled.erase(partition.stalled.begin() + (stalled - partition.stalled.data()));
    if (partition.leader != node && !partition.isInSync(node))
        catchUp(partition, node, from, 2 * m_cluster.delay(m_cluster.nodes[node].host, m_cluster.nodes[partition.leader].host));
}

void Replication::scheduleInSyncCheck()
{
    if (m_inSyncCheck.isScheduled())
        return;
    // ReplicaManager looks every half of replica.lag.time.max.ms, from the start of the broker on.
    const Duration period = m_cluster.settings.replicaLagTimeMax / 2;
    const auto ticks = m_cluster.now().time_since_epoch() / period + 1;
    m_cluster.context.calendar.schedule(SimTime{ticks * period}, m_inSyncCheck);
}

void Replication::checkInSync()
{
    bool isAnyStalled = false;
    for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions) {
            if (partition->stalled.empty() || !isServed(*partition))
                continue;
            isAnyStalled = true;
            // The controller must agree, so a leader that it does not hear is left with what it has.
            if (canLead(partition->leader) && shrink(*partition))
                replicate(*partition, Duration{});
        }
    if (isAnyStalled)
        scheduleInSyncCheck();
}

bool Replication::shrink(Partition& partition)
{
    bool hasShrunk = false;
    for (const Stalled& stalled : partition.stalled) {
        if (stalled.node == partition.leader || !partition.isInSync(stalled.node) || partition.end() <= stalled.from)
            continue;
        // It was last at the end of the log when the first record came that it lacks.
        SimTime caughtUp = m_cluster.now();
        for (std::size_t i = 0; i < partition.unreplicated.size() && caughtUp == m_cluster.now(); ++i)
            if (partition.unreplicated[i].end > stalled.from)
                caughtUp = partition.unreplicated[i].appendedAt;
        if (m_cluster.now() - caughtUp <= m_cluster.settings.replicaLagTimeMax)
            continue;
        std::erase(partition.inSync, stalled.node);
        partition.noteBehind(stalled.node, stalled.from, LossCause::UncleanElection);
        hasShrunk = true;
    }
    return hasShrunk;
}

}  // namespace stormglass::kafka
