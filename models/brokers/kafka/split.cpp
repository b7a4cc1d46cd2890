// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Replication when nodes cannot reach each other.
#include "models/brokers/kafka/replication.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/producer.h"

namespace stormglass::kafka {

void Replication::reachChanged()
{
    chooseController();
    for (std::uint32_t node = 0; node < m_cluster.nodes.size(); ++node)
        noteCutOff(node);
    // Only now: who leads from this instant on has not fetched anything by the ways that have just opened.
    for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions)
            if (noteCuts(*partition))
                replicate(*partition, Duration{});
    for (const std::unique_ptr<Group>& group : m_cluster.groups)
        group->reachChanged();
    for (const std::unique_ptr<Producer>& producer : m_cluster.producers)
        producer->reachChanged();
    for (const std::unique_ptr<GroupConsumer>& consumer : m_cluster.consumers)
        consumer->reachChanged();
}

bool Replication::canControl(std::uint32_t node) const
{
    std::size_t votes = 0;
    for (std::uint32_t voter = 0; voter < m_cluster.nodes.size(); ++voter)
        votes += m_cluster.nodes[voter].isUp && m_cluster.areConnected(node, voter) ? 1 : 0;
    return m_cluster.nodes[node].isUp && 2 * votes > m_cluster.nodes.size();
}

void Replication::chooseController()
{
    m_isSplit = false;
    for (std::uint32_t one = 0; one < m_cluster.nodes.size(); ++one)
        for (std::uint32_t other = one + 1; other < m_cluster.nodes.size(); ++other)
            m_isSplit |= !m_cluster.areConnected(one, other);
    // Where no way is cut, there is one whatever happens to the nodes that hold the records.
    if (!m_isSplit) {
        m_controller = 0;
        return;
    }
    if (m_controller != kNoNode && canControl(m_controller))
        return;
    m_controller = kNoNode;
    for (std::uint32_t node = 0; node < m_cluster.nodes.size() && m_controller == kNoNode; ++node)
        if (canControl(node))
            m_controller = node;
}

void Replication::noteCutOff(std::uint32_t index)
{
    Node& node = m_cluster.nodes[index];
    const bool isCutOff = node.isUp && m_isSplit
        && (m_controller == kNoNode || !m_cluster.areConnected(index, m_controller));
    if (isCutOff == node.isCutOff)
        return;
    node.isCutOff = isCutOff;
    ++node.cuts;
    if (isCutOff) {
        fenceLater(index);
    } else if (node.isUp) {
        node.isFenced = false;
        comeBack(index);
    }
}

void Replication::fenceLater(std::uint32_t index)
{
    m_cluster.context.network.after(m_cluster.settings.brokerSessionTimeout,
                                    [this, index, cuts = m_cluster.nodes[index].cuts] {
                                        Node& node = m_cluster.nodes[index];
                                        if (node.cuts != cuts)
                                            return;
                                        if (m_controller == kNoNode) {
                                            fenceLater(index);
                                            return;
                                        }
                                        node.isFenced = true;
                                        fence(index);
                                    });
}

bool Replication::isServed(const Partition& partition) const
{
    return partition.leader != kNoNode && m_cluster.nodes[partition.leader].isUp;
}

bool Replication::canLead(std::uint32_t node) const
{
    return m_cluster.nodes[node].isUp && !m_cluster.nodes[node].isCutOff;
}

std::uint32_t Replication::leaderFor(const Partition& partition, HostId client) const
{
    const std::uint32_t stale = partition.staleLeader;
    if (stale == kNoNode || !m_cluster.nodes[stale].isUp || !m_cluster.isConnected(client, stale))
        return partition.leader;
    for (std::uint32_t node = 0; node < m_cluster.nodes.size(); ++node)
        if (canLead(node) && m_cluster.isConnected(client, node))
            return partition.leader;
    return stale;
}

void Replication::takeStale(Partition& partition, Batch& batch)
{
    if (std::exchange(batch.isStale, true))
        return;
    batch.lane->closeGap(batch.sequence);
    partition.stale.push_back(&batch);
}

/// The stale leader is heard again, or dead: if nobody has led since, its log is the log of the partition.
void Replication::resolveStale(Partition& partition)
{
    const bool isLog = partition.lastLeader == partition.staleLeader;
    const LossCause cause
        = m_cluster.nodes[partition.staleLeader].isUp ? LossCause::Truncated : LossCause::BrokerCrashed;
    for (Batch* batch : std::exchange(partition.stale, {})) {
        batch->isStale = false;
        if (isLog) {
            partition.append(*batch, m_cluster.now());
        } else if (batch->isWithProducer) {
            batch->lane->noteGap(batch->sequence);
        } else {
            noteLosses(batch->messages, cause);
            partition.topic.probe->lost(m_cluster.now(), cause, batch->messages.size() * partition.topic.groups);
            m_cluster.records.releaseBatch(*batch);
        }
    }
    partition.staleLeader = kNoNode;
}

}  // namespace stormglass::kafka
