// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Members that leave their group, or are taken for dead.
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

void Group::leave(GroupConsumer& consumer, Departure how, Commits commits)
{
    const bool isStatic = m_cluster.settings.consumer.isStaticMember;
    if (how == Departure::Closed)
        commit(consumer, std::move(commits));
    if (isManual()) {
        leaveManually(consumer);
        return;
    }
    std::erase(m_expelled, &consumer);
    Member* member = find(consumer);
    if (member == nullptr)
        return;
    member->consumer = nullptr;
    if (how == Departure::Closed && !isStatic && !member->isCutOff) {
        ++member->departures;
        m_cluster.context.network.after(3 * way(consumer.host()), [this, number = member->number] { remove(number); });
        return;
    }
    // Nobody notices a connection that is closed: the session has to expire. A static member does not say goodbye.
    awaitExpiry(*member);
}

void Group::awaitExpiry(Member& member)
{
    const Duration left = lastHeartbeat(member) + sessionTimeout() - m_cluster.now();
    m_cluster.context.network.after(std::max(left, Duration{}) + way(member.host),
                                    [this, number = member.number, departures = ++member.departures] {
                                        expireSession(number, departures);
                                    });
}

void Group::expireSession(std::uint32_t number, std::uint32_t departures)
{
    const Member* member = find(number);
    if (member == nullptr || (member->consumer != nullptr && member->isHeard()) || member->departures != departures)
        return;
    GroupConsumer* const silent = member->consumer;
    const bool isCutOff = member->isCutOff;
    if (!isCoordinatorUp()) {
        // The next coordinator gives every session its full time.
        m_cluster.context.network.after(sessionTimeout(),
                                        [this, number, departures] { expireSession(number, departures); });
        return;
    }
    remove(number);
    if (silent != nullptr && isCutOff)
        m_expelled.push_back(silent);
    else if (silent != nullptr)
        silent->fence(RedeliveryCause::ConsumerLost);
}

void Group::remove(std::uint32_t number)
{
    std::erase_if(m_members, [&](const Member& member) { return member.number == number; });
    if (m_state == State::Stable && m_members.empty())
        m_state = State::Empty;
    else if (m_state == State::Stable && isServerSide())
        retarget();
    else if (m_state == State::Stable)
        beginRebalance();
    else
        completeIfAllJoined();
}

}  // namespace stormglass::kafka
