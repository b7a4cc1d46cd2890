// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Consumers that share the partitions out themselves (KafkaConsumer.assign()), as the source of a Flink job does: there is
// no rebalance, no session, and the coordinator is asked for the committed offsets only.
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

void Group::assignManually(Manual manual)
{
    m_manual = manual;
    if (manual.keepsOffsets)
        beDoneAtCommit();  // what has not is handled anew, from the state of the last checkpoint
}

void Group::joinManually(GroupConsumer& consumer)
{
    m_members.push_back({.consumer = &consumer, .number = ++m_lastNumber, .host = consumer.host()});
    if (m_members.size() < m_manual.consumers)
        return;
    ++m_generation;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        std::vector<Partition*>& partitions = m_members[i].partitions;
        partitions.clear();
        for (std::size_t index = i; index < m_topic.partitions.size(); index += m_members.size())
            partitions.push_back(m_topic.partitions[index].get());
        // OffsetFetch and its answer.
        m_cluster.context.network.after(2 * way(m_members[i].host), [this, member = m_members[i].consumer, generation = m_generation] {
            if (generation == m_generation && member->isAttached())
                member->assign(find(*member)->partitions);
        });
    }
}

void Group::leaveManually(const GroupConsumer& consumer)
{
    ++m_generation;
    std::erase_if(m_members, [&](const Member& member) { return member.consumer == &consumer; });
}

}  // namespace stormglass::kafka
