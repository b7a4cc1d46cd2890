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
    forgetWrites(index);
    forgetCatchingUp(index);
    node.isCutOff = node.isFenced = false;
    ++node.cuts;
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.leader == index)
            partition.leaderLostAt = m_cluster.now();
        if (partition.staleLeader == index)
            resolveStale(partition);
    });
    if (!isSilent)
        for (const std::unique_ptr<Producer>& producer : m_cluster.producers)
            m_cluster.context.network.signal(node.host, producer->host(), kSmallRequest, Duration{},
                                             [to = producer.get(), index] { to->connectionLost(index); });
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
        if (!isLast && partition.isInSync(index)) {
            std::erase(partition.inSync, index);
            // The high watermark has waited for it, and has it when it comes back.
            partition.noteBehind(index, partition.highWatermark, LossCause::UncleanElection);
        }
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
    if (isServed(partition)) {
        partition.leaderLostAt = m_cluster.now();
        if (partition.staleLeader != kNoNode)
            resolveStale(partition);
        partition.staleLeader = partition.leader;
    }
    const bool isOver = m_cluster.now() >= partition.noLeaderBefore;
    std::uint32_t node = isOver ? candidateFor(partition) : kNoNode;
    if (node == kNoNode && isOver && m_cluster.settings.electsUncleanLeaders) {
        node = uncleanCandidateFor(partition);
        for (const std::uint32_t dropped : partition.inSync)
            if (node != kNoNode)
                partition.noteBehind(dropped, partition.highWatermark, LossCause::UncleanElection);
        if (node != kNoNode)
            partition.inSync = {node};
    }
    if (node == kNoNode) {
        partition.leader = kNoNode;
        ++partition.leaderEpoch;
        return;
    }
    if (partition.lastLeader != node)
        truncateTo(partition, node);
    lead(partition, node);
}

/// The first in-sync replica, and rather one that has not lost its memory.
std::uint32_t Replication::candidateFor(const Partition& partition) const
{
    std::uint32_t poor = kNoNode;
    for (const std::uint32_t node : partition.replicas) {
        if (!partition.isInSync(node) || !canLead(node) || !partition.mayLead(node))
            continue;
        if (partition.findBehind(node) == nullptr)
            return node;
        poor = poor == kNoNode ? node : poor;
    }
    return poor;
}

std::uint32_t Replication::uncleanCandidateFor(const Partition& partition) const
{
    for (const std::uint32_t node : partition.replicas)
        if (canLead(node) && partition.mayLead(node))
            return node;
    return kNoNode;
}

/// Whatever the new leader does not have is gone, also where it had been confirmed.
void Replication::dropLacking(Partition& partition, std::uint32_t node)
{
    const Behind* const found = partition.findBehind(node);
    if (found == nullptr)
        return;
    const Behind behind = *found;
    partition.forgetBehind(node);
    while (!partition.unreplicated.empty() && partition.unreplicated.back().end > behind.end) {
        Batch& batch = *partition.unreplicated.back().batch;
        partition.truncateLast(m_cluster.now(), behind.cause);
        m_cluster.records.releaseBatch(batch);
    }
    if (partition.end() <= behind.end)
        return;
    partition.cutOff(behind.end, m_cluster.now(), behind.cause);
    for (const std::unique_ptr<GroupConsumer>& consumer : m_cluster.consumers)
        consumer->noteCutOff(partition);
}

void Replication::losePower(std::uint32_t index)
{
    const SimTime now = m_cluster.now();
    const Duration age = m_cluster.settings.writeBack;
    m_cluster.nodes[index].cache.clear();
    forEachReplicaOn(index, [&](Partition& partition) {
        const std::int64_t written
            = now - kStartOfRun > age ? partition.firstSince(now - age) : partition.retainedFrom();
        partition.noteBehind(index, std::max(written, partition.flushedEnd), LossCause::PowerLoss);
    });
}

void Replication::lead(Partition& partition, std::uint32_t node)
{
    dropLacking(partition, node);
    if (partition.staleLeader == node)
        resolveStale(partition);
    if (Stalled* stalled = partition.findStalled(partition.lastLeader); stalled != nullptr && partition.lastLeader != node) {
        stalled->since = m_cluster.now();  // until now it had everything
        stalled->from = partition.end();
    }
    partition.leader = partition.lastLeader = node;
    partition.leaderLostAt = kNever;
    partition.catchingUp.clear();
    ++partition.leaderEpoch;
    static_cast<void>(noteCuts(partition));
    replicate(partition, Duration{});
    catchUp(partition);
    for (const GroupProgress& group : partition.groups)
        if (group.owner != nullptr)
            group.owner->recordsAt(node);
}

void Replication::truncateTo(Partition& partition, std::uint32_t follower)
{
    const Node& last = m_cluster.nodes[partition.lastLeader];
    const Node& node = m_cluster.nodes[follower];
    SimTime fetchedUntil = std::min(partition.leaderLostAt, m_cluster.now());
    // Who has come back since lacks what was appended after its own crash too.
    if (node.restartedAt >= partition.leaderLostAt)
        fetchedUntil = std::min(fetchedUntil, node.crashedAt);
    if (const Stalled* stalled = partition.findStalled(follower))
        fetchedUntil = std::min(fetchedUntil, stalled->since);
    const LossCause cause = last.isUp ? LossCause::Truncated : LossCause::BrokerCrashed;
    while (!partition.unreplicated.empty()) {
        const Unreplicated& newest = partition.unreplicated.back();
        Batch& batch = *newest.batch;
        const Duration way = m_cluster.context.network.delay(last.host, node.host, batch.bytes);
        if (newest.appendedAt + way <= fetchedUntil)
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
    node.busyUntil = node.restartedAt = m_cluster.now();
    ++node.epoch;
    if (m_cluster.context.network.isImpaired())
        reachChanged();
    if (!node.isCutOff) {
        comeBack(index);
        return;
    }
    // It starts when the controller hears it.
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.leader != index)
            return;
        partition.leader = kNoNode;
        ++partition.leaderEpoch;
    });
}

void Replication::comeBack(std::uint32_t index)
{
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.staleLeader == index)
            resolveStale(partition);
    });
    // Where it still counts as in sync it goes on, or is the one that everybody has waited for.
    forEachReplicaOn(index, [&](Partition& partition) {
        if (partition.leader == index && partition.findBehind(index) != nullptr) {
            partition.leader = kNoNode;
            elect(partition);
        } else if (partition.leader == index) {
            lead(partition, index);
        } else if (partition.leader == kNoNode)
            elect(partition);
        else
            replicate(partition, Duration{});
        catchUp(partition);
    });
    // The controller gives each node its share of the leaders again (auto.leader.rebalance.enable).
    constexpr Duration kLeaderImbalanceCheck = std::chrono::seconds{300};
    m_cluster.context.network.after(kLeaderImbalanceCheck, [this, index, epoch = m_cluster.nodes[index].epoch] {
        if (m_cluster.nodes[index].epoch == epoch)
            takeBackLeadership(index);
    });
}

void Replication::takeBackLeadership(std::uint32_t index)
{
    forEachReplicaOn(index, [&](Partition& partition) { takeBackLeadership(partition, index); });
}

void Replication::takeBackLeadership(Partition& partition, std::uint32_t index)
{
    const bool isFit = canLead(index) && partition.isInSync(index) && partition.mayLead(index)
        && partition.findStalled(index) == nullptr;
    if (partition.replicas.front() != index || partition.leader == index || !isFit || !isServed(partition))
        return;
    turnAwayWaiting(partition);
    lead(partition, index);
}

}  // namespace stormglass::kafka
