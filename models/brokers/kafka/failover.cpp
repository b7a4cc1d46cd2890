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

void Replication::crash(std::uint32_t index, bool isSilent)
{
    Node& node = m_cluster.nodes[index];
    node.isUp = false;
    node.isSilent = isSilent;
    node.crashedAt = node.busyUntil = m_cluster.now();
    ++node.epoch;
    node.isCutOff = node.isFenced = false;
    ++node.cuts;
    if (!isSilent)
        for (const std::unique_ptr<Producer>& producer : m_cluster.producers)
            m_cluster.context.network.signal(node.host, producer->host(), kSmallRequest, Duration{},
                                             [to = producer.get(), index] { to->connectionLost(index); });
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.staleLeader == index)
            resolveStale(partition);
    });
    if (m_cluster.context.network.isImpaired())
        reachChanged();  // it may have been the controller
    // The controller hears no heartbeats, whether connections were closed or not.
    m_cluster.context.network.after(m_cluster.settings.brokerSessionTimeout,
                                    [this, index, epoch = node.epoch] { crashed(index, epoch); });
}

void Replication::crashed(std::uint32_t index, std::uint32_t epoch)
{
    if (m_cluster.nodes[index].epoch != epoch)
        return;
    if (m_controller != kNoNode)
        fence(index);
    else  // the next controller gives it its full time
        m_cluster.context.network.after(m_cluster.settings.brokerSessionTimeout,
                                        [this, index, epoch] { crashed(index, epoch); });
}

void Replication::fence(std::uint32_t index)
{
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
    // A leader that is still up does not hear of its dismissal.
    if (partition.leader != kNoNode && m_cluster.nodes[partition.leader].isUp) {
        if (partition.staleLeader != kNoNode)
            resolveStale(partition);
        partition.staleLeader = partition.leader;
    }
    // Unclean leader election is off: only an in-sync replica may lead.
    for (const std::uint32_t node : partition.replicas)
        if (partition.isInSync(node) && canLead(node)) {
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
    if (partition.staleLeader == node)
        partition.staleLeader = kNoNode;
    partition.leader = partition.lastLeader = node;
    ++partition.leaderEpoch;
    replicate(partition, Duration{});
    catchUp(partition);
    if (m_isSplit)
        lookForLaggards();
    for (const GroupProgress& group : partition.groups)
        if (group.owner != nullptr)
            group.owner->recordsAt(node);
}

void Replication::truncateTo(Partition& partition, std::uint32_t follower)
{
    const HostId from = m_cluster.nodes[partition.lastLeader].host;
    const HostId to = m_cluster.nodes[follower].host;
    const SimTime crashedAt = m_cluster.nodes[follower].crashedAt;
    SimTime fetchedUntil = lastContact(partition.lastLeader, follower);
    // Without a leader the follower has just come back, and lacks what was appended after its own crash too.
    if (partition.leader == kNoNode && crashedAt > SimTime{})
        fetchedUntil = std::min(fetchedUntil, crashedAt);
    const LossCause cause
        = m_cluster.nodes[partition.lastLeader].isUp ? LossCause::Truncated : LossCause::BrokerCrashed;
    while (!partition.unreplicated.empty()) {
        const Unreplicated& last = partition.unreplicated.back();
        Batch& batch = *last.batch;
        const Duration way = m_cluster.context.network.delay(from, to, batch.bytes);
        if (last.appendedAt + way <= fetchedUntil)
            break;
        partition.truncateLast(m_cluster.now(), cause);
        m_cluster.records.releaseBatch(batch);
    }
}

void Replication::restart(std::uint32_t index)
{
    Node& node = m_cluster.nodes[index];
    node.isUp = true;
    node.isSilent = false;
    node.busyUntil = m_cluster.now();
    ++node.epoch;
    if (m_cluster.context.network.isImpaired())
        reachChanged();
    if (!node.isCutOff)
        rejoin(index);
}

void Replication::rejoin(std::uint32_t index)
{
    Node& node = m_cluster.nodes[index];
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.staleLeader == index)
            resolveStale(partition);
    });
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
        if (partition.leaderEpoch != epoch || !isServed(partition) || m_cluster.nodes[partition.leader].isCutOff)
            return;
        for (const std::uint32_t replica : partition.replicas)
            if (canLead(replica) && m_cluster.areConnected(replica, partition.leader) && !partition.isInSync(replica))
                partition.inSync.push_back(replica);
    });
}

void Replication::takeBackLeadership(std::uint32_t index)
{
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.replicas.front() == index && partition.leader != index && partition.isInSync(index)
            && partition.leader != kNoNode && canLead(index))
            lead(partition, index);
    });
}

}  // namespace stormglass::kafka
