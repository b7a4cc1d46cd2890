// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/faults.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/replication.h"

namespace stormglass::kafka {

void Faults::readsAllowed(ChannelId channel)
{
    const Topic& topic = *m_cluster.topics[channel.value];
    for (const std::unique_ptr<Partition>& partition : topic.partitions)
        for (const GroupProgress& group : partition->groups)
            if (group.owner != nullptr)
                group.owner->recordsAt(partition->leader);
}

std::size_t Faults::countLed(ChannelId channel) const { return m_cluster.topics[channel.value]->partitions.size(); }

std::uint32_t Faults::loseLeader(ChannelId channel, std::size_t index, Duration election)
{
    Partition& partition = *m_cluster.topics[channel.value]->partitions[index];
    const std::uint32_t lost = partition.lastLeader;
    m_cluster.replication->loseLeader(partition, election);
    return lost;
}

void Faults::restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node)
{
    m_cluster.replication->restoreLeader(*m_cluster.topics[channel.value]->partitions[index], node);
}

void Faults::stallReplicas(std::size_t node, ChannelId channel, std::size_t index)
{
    for (const std::unique_ptr<Partition>& partition : m_cluster.topics[channel.value]->partitions)
        if (index == kEvery || partition->index == index)
            m_cluster.replication->stall(*partition, static_cast<std::uint32_t>(node));
}

void Faults::resumeReplicas(std::size_t node, ChannelId channel, std::size_t index)
{
    for (const std::unique_ptr<Partition>& partition : m_cluster.topics[channel.value]->partitions)
        if (index == kEvery || partition->index == index)
            m_cluster.replication->resume(*partition, static_cast<std::uint32_t>(node));
}

bool Faults::rebalance(ChannelId channel, const std::string& name)
{
    bool hasFound = false;
    for (const std::unique_ptr<Group>& group : m_cluster.groups) {
        if (group->topic().id != channel || (!name.empty() && group->name() != name))
            continue;
        hasFound = true;
        group->rebalance();
    }
    return hasFound;
}

}  // namespace stormglass::kafka
