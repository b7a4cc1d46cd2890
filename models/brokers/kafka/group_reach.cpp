// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A group whose coordinator is lost, or cut off from members.
#include "models/brokers/kafka/group.h"

#include "models/brokers/kafka/consumer.h"

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
    for (Member& member : m_members)
        if (member.consumer != nullptr)
            noteReach(member);
    tellExpelled();
}

void Group::noteReach(Member& member)
{
    const bool isCutOff = !m_cluster.isConnected(member.host, m_coordinator);
    if (isCutOff == member.isCutOff)
        return;
    member.isCutOff = isCutOff;
    ++member.cuts;
    if (isCutOff) {
        const SimTime end = lastHeartbeat(member) + m_cluster.settings.consumer.sessionTimeout;
        m_cluster.context.network.after(end - m_cluster.now() + way(member.host),
                                        [this, number = member.number, cuts = member.cuts] {
                                            sessionOfCutOffEnds(number, cuts);
                                        });
    } else if (m_state == State::Preparing && !member.hasJoined) {
        tellOfRebalance(member);
    } else if (m_state == State::Stable && member.toldGeneration != m_generation) {
        sendAssignment(member);
    }
}

void Group::sessionOfCutOffEnds(std::uint32_t number, std::uint32_t cuts)
{
    const Member* member = find(number);
    if (member == nullptr || member->consumer == nullptr || member->cuts != cuts)
        return;
    if (isCoordinatorUp()) {
        m_expelled.push_back({member->consumer, member->heartbeatsFrom});
        remove(number);
    } else {  // the next coordinator gives every session its full time
        m_cluster.context.network.after(m_cluster.settings.consumer.sessionTimeout,
                                        [this, number, cuts] { sessionOfCutOffEnds(number, cuts); });
    }
}

/// Whoever is heard again gets the answer to its next heartbeat that nobody knows it.
void Group::tellExpelled()
{
    for (const Expelled& expelled : m_expelled) {
        if (!isCoordinatorThereFor(expelled.consumer->host()))
            continue;
        const SimTime heartbeat
            = lastHeartbeat(expelled.heartbeatsFrom) + m_cluster.settings.consumer.heartbeatInterval;
        m_cluster.context.network.after(
            heartbeat - m_cluster.now() + way(expelled.consumer->host()), [this, consumer = expelled.consumer] {
                const auto isOne = [&](const Expelled& other) { return other.consumer == consumer; };
                if (isCoordinatorThereFor(consumer->host()) && std::erase_if(m_expelled, isOne) > 0)
                    consumer->expelled();
            });
    }
}

}  // namespace stormglass::kafka
