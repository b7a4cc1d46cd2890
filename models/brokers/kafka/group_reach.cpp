// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A group whose coordinator is lost, or cut off from members.
#include "models/brokers/kafka/group.h"

#include "models/brokers/kafka/consumer.h"

#include <algorithm>

namespace stormglass::kafka {

void Group::coordinatorLost(std::uint32_t node)
{
    for (std::uint32_t i = 0; i < m_cluster.nodes.size() && !isCoordinatorUp(); ++i)
        if (m_coordinator == node || !isCoordinatorUp())
            m_coordinator = (m_coordinator + 1) % static_cast<std::uint32_t>(m_cluster.nodes.size());
    reachChanged();
}

void Group::reachChanged()
{
    if (isManual())
        return;  // nobody looks whether they are alive
    for (Member& member : m_members)
        if (member.consumer != nullptr)
            noteReach(member);
    for (GroupConsumer* const expelled : m_expelled)
        tell(*expelled);
}

void Group::noteReach(Member& member)
{
    const bool isCutOff = !m_cluster.isConnected(member.host, m_coordinator);
    if (isCutOff == member.isCutOff)
        return;
    if (member.isHeard())
        member.silentSince = m_cluster.now();
    member.isCutOff = isCutOff;
    if (isCutOff)
        awaitExpiry(member);
    else if (!member.isSilent)
        hear(*member.consumer);
}

/// Whoever is heard again gets the answer to its next heartbeat that nobody knows it.
void Group::tell(GroupConsumer& expelled)
{
    if (!m_cluster.isConnected(expelled.host(), m_coordinator))
        return;
    const Duration answer
        = isCoordinatorUp() ? 2 * way(expelled.host()) : heartbeatInterval();
    m_cluster.context.network.after(answer, [this, &expelled] {
        if (std::ranges::find(m_expelled, &expelled) == m_expelled.end())
            return;
        if (!isCoordinatorThereFor(expelled.host())) {
            tell(expelled);
            return;
        }
        std::erase(m_expelled, &expelled);
        expelled.fence(RedeliveryCause::ConsumerLost);
    });
}

}  // namespace stormglass::kafka
