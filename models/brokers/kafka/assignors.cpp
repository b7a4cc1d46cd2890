// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who gets which partition.
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

namespace stormglass::kafka {

void Group::assignRanges()
{
    const std::size_t partitions = m_topic.partitions.size();
    std::size_t next = 0;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        Member& member = m_members[i];
        member.partitions.clear();
        const std::size_t share = partitions / m_members.size() + (i < partitions % m_members.size() ? 1 : 0);
        for (std::size_t k = 0; k < share; ++k)
            member.partitions.push_back(m_topic.partitions[next++].get());
    }
}

/// Equal shares, give or take one, in which everybody keeps as much of what it has as possible. (AbstractStickyAssignor,
/// UniformAssignor)
std::vector<std::vector<Partition*>> Group::shareOut() const
{
    const std::size_t least = m_topic.partitions.size() / m_members.size();
    std::size_t larger = m_topic.partitions.size() % m_members.size();
    std::vector<std::vector<Partition*>> shares(m_members.size());
    std::vector<bool> isTaken(m_topic.partitions.size());
    for (std::size_t i = 0; i < m_members.size(); ++i)
        for (Partition* partition : m_members[i].partitions) {
            const bool isExtra = shares[i].size() == least;
            if (isTaken[partition->index] || shares[i].size() > least || (isExtra && larger == 0))
                continue;
            larger -= isExtra ? 1 : 0;
            isTaken[partition->index] = true;
            shares[i].push_back(partition);
        }
    std::size_t next = 0;
    for (std::vector<Partition*>& share : shares) {
        const std::size_t size = share.size() > least ? share.size() : least + (share.size() <= least && larger > 0 ? 1 : 0);
        larger -= share.size() <= least && larger > 0 ? 1 : 0;
        for (; share.size() < size; ++next)
            if (!isTaken[next])
                share.push_back(m_topic.partitions[next].get());
    }
    return shares;
}

void Group::assignSticky()
{
    std::vector<std::vector<Partition*>> shares = shareOut();
    std::vector<const Member*> owners(m_topic.partitions.size());
    for (const Member& member : m_members)
        for (const Partition* partition : member.partitions)
            owners[partition->index] = &member;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        // Cooperative: what another one still has comes in the second round, when it has given it up.
        if (isIncremental())
            std::erase_if(shares[i], [&](const Partition* partition) {
                const Member* const owner = owners[partition->index];
                return owner != nullptr && owner != &m_members[i];
            });
    }
    for (std::size_t i = 0; i < m_members.size(); ++i)
        m_members[i].partitions = std::move(shares[i]);
}

}  // namespace stormglass::kafka
