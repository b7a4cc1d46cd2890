// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Replication when nodes come and go.
#include "models/brokers/kafka/replication.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/producer.h"

#include <algorithm>

namespace stormglass::kafka {

template <class Act>
void Replication::forEachReplicaOn(std::uint32_t node, Act&& act)
{
    for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions)
            if (std::ranges::find(partition->replicas, node) != partition->replicas.end())
                act(*partition);
}

void Replication::crash(std::uint32_t index, bool isSilent)
{
    Node& node = m_cluster.nodes[index];
    node.isUp = false;
    node.isSilent = isSilent;
    node.crashedAt = node.busyUntil = m_cluster.now();
    ++node.epoch;
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.leader == index)
            partition.leaderLostAt = m_cluster.now();
    });
    if (!isSilent)
        for (const std::unique_ptr<Producer>& producer : m_cluster.producers)
            m_cluster.context.network.after(m_cluster.delay(node.host, producer->host()),
                                            [to = producer.get(), index] { to->connectionLost(index); });
    // The controller hears no heartbeats, whether connections were closed or not.
    m_cluster.context.network.after(m_cluster.settings.brokerSessionTimeout,
                                    [this, index, epoch = node.epoch] { fence(index, epoch); });
}

void Replication::fence(std::uint32_t index, std::uint32_t epoch)
{
    if (m_cluster.nodes[index].epoch != epoch)
        return;
    forEachReplicaOn(index, [&](Partition& partition) {
        const bool isLast = partition.inSync.size() == 1;
        if (!isLast)
            std::erase(partition.inSync, index);
        if (partition.leader == index || partition.leader == kNoNode)
            elect(partition);
        else
            replicate(partition, Duration{});
    });
    for (const std::unique_ptr<Group>& group : m_cluster.groups)
        group->coordinatorLost(index);
}

void Replication::elect(Partition& partition)
{
    // Unclean leader election is off: only an in-sync replica may lead.
    const bool isOver = m_cluster.now() >= partition.noLeaderBefore;
    for (const std::uint32_t node : partition.replicas)
        if (isOver && partition.isInSync(node) && m_cluster.nodes[node].isUp && partition.mayLead(node)) {
            if (partition.lastLeader != node)
                truncateTo(partition, node);
            lead(partition, node);
            return;
        }
    partition.leader = kNoNode;
    ++partition.leaderEpoch;
}

void Replication::lead(Partition& partition, std::uint32_t node)
{
    if (Stalled* stalled = partition.findStalled(partition.lastLeader); stalled != nullptr && partition.lastLeader != node)
        *stalled = {stalled->node, stalled->faults, m_cluster.now(), partition.end()};  // until now it had everything
    partition.leader = partition.lastLeader = node;
    partition.leaderLostAt = kNever;
    ++partition.leaderEpoch;
    replicate(partition, Duration{});
    catchUp(partition);
    for (const GroupProgress& group : partition.groups)
        if (group.owner != nullptr)
            group.owner->recordsAt(node);
}

void Replication::truncateTo(Partition& partition, std::uint32_t follower)
{
    const HostId lost = m_cluster.nodes[partition.lastLeader].host;
    const Node& node = m_cluster.nodes[follower];
    SimTime fetchedUntil = partition.leaderLostAt;
    // Who has come back since lacks what was appended after its own crash too.
    if (node.restartedAt >= partition.leaderLostAt)
        fetchedUntil = std::min(fetchedUntil, node.crashedAt);
    if (const Stalled* stalled = partition.findStalled(follower))
        fetchedUntil = std::min(fetchedUntil, stalled->since);
    while (!partition.unreplicated.empty()) {
        const Unreplicated& last = partition.unreplicated.back();
        Batch& batch = *last.batch;
        const Duration way = m_cluster.context.network.delay(lost, node.host, batch.bytes);
        if (last.appendedAt + way <= fetchedUntil)
            break;
        partition.truncateLast(m_cluster.now());
        m_cluster.records.releaseBatch(batch);
    }
}

void Replication::restart(std::uint32_t index)
{
    Node& node = m_cluster.nodes[index];
    node.isUp = true;
    node.isSilent = false;
    node.busyUntil = node.restartedAt = m_cluster.now();
    ++node.epoch;
    // Where it still counts as in sync it goes on, or is the one that everybody has waited for.
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.leader == index)
            lead(partition, index);
        else if (partition.leader == kNoNode)
            elect(partition);
        else
            replicate(partition, Duration{});
        catchUp(partition);
    });
    // The controller gives each node its share of the leaders again (auto.leader.rebalance.enable).
    constexpr Duration kLeaderImbalanceCheck = std::chrono::seconds{300};
    m_cluster.context.network.after(kLeaderImbalanceCheck, [this, index, epoch = node.epoch] {
        if (m_cluster.nodes[index].epoch == epoch)
            takeBackLeadership(index);
    });
}

void Replication::catchUp(Partition& partition)
{
    if (partition.leader == kNoNode)
        return;
    // A replica that has returned truncates its log, fetches what it lacks, and is in sync when it is at the end.
    Duration slowest{};
    const HostId leader = m_cluster.nodes[partition.leader].host;
    for (const std::uint32_t replica : partition.replicas)
        slowest = std::max(slowest, m_cluster.delay(m_cluster.nodes[replica].host, leader));
    m_cluster.context.network.after(4 * slowest, [this, &partition, epoch = partition.leaderEpoch] {
        if (partition.leaderEpoch != epoch || !m_cluster.nodes[partition.leader].isUp)
            return;
        for (const std::uint32_t replica : partition.replicas)
            if (m_cluster.nodes[replica].isUp && !partition.isInSync(replica) && partition.findStalled(replica) == nullptr)
                partition.inSync.push_back(replica);
    });
}

void Replication::takeBackLeadership(std::uint32_t index)
{
    forEachReplicaOn(index, [&](Partition& partition) { takeBackLeadership(partition, index); });
}

void Replication::takeBackLeadership(Partition& partition, std::uint32_t index)
{
    const bool canLead = partition.isInSync(index) && partition.mayLead(index) && partition.findStalled(index) == nullptr;
    if (partition.replicas.front() == index && partition.leader != index && canLead && partition.leader != kNoNode)
        lead(partition, index);
}

}  // namespace stormglass::kafka
