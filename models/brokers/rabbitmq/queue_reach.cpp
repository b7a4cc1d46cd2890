// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue when nodes cannot reach each other.
#include "models/brokers/rabbitmq/queue.h"
#include "models/brokers/rabbitmq/subscriber.h"

namespace stormglass::rabbitmq {

bool Queue::isCutFrom(std::uint32_t node) const
{
    return m_leader != kNoNode && node != m_leader && !m_cluster.areConnected(node, m_leader);
}

void Queue::reachChanged()
{
    reachIsChanging();
    if (!isClassic() && m_leader != kNoNode)
        watchMajority();
    else if (!isClassic() && m_isOverdue)
        electLater(m_cluster.settings.leaderElection);
    admitStalled();
    dispatch();
}

void Queue::watchMajority()
{
    const bool hadMajority = m_majorityLostAt == kNever;
    if (hasMajority(m_leader)) {
        if (!hadMajority) {
            m_majorityLostAt = kNever;
            leads();  // and commits what it could not
        }
        return;
    }
    if (!hadMajority && !m_isOverdue)
        return;
    if (hadMajority)
        m_majorityLostAt = m_cluster.now();
    const bool isReset = std::ranges::any_of(m_members, [&](std::uint32_t member) {
        return m_cluster.connection(m_cluster.nodes[m_leader].host, member) == Reach::Refused;
    });
    const Duration notice = isReset || !hadMajority ? Duration{} : kNetTick;
    m_cluster.context.network.after(notice + m_cluster.settings.leaderElection, [this, since = m_majorityLostAt] {
        if (m_leader != kNoNode && m_majorityLostAt == since)
            elect();
    });
}

void Queue::admitStalled()
{
    for (std::size_t left = m_stalled.size(); left > 0; --left) {
        Incoming incoming = m_stalled.takeFront();
        if ((m_leader == kNoNode && !isClassic()) || isCutFrom(incoming.from))
            m_stalled.pushBack(std::move(incoming));
        else
            accept(std::move(incoming));
    }
}

void Queue::nodesParted()
{
    for (std::size_t left = isClassic() ? m_stalled.size() : 0; left > 0; --left) {
        Incoming incoming = m_stalled.takeFront();
        if (isCutFrom(incoming.from) && m_cluster.areParted(incoming.from, m_leader))
            giveUp(std::move(incoming), LossCause::Unreachable, false);
        else
            m_stalled.pushBack(std::move(incoming));
    }
}

/// What comes after the nodes have parted is confirmed and lost, as when the queue's node is down (recording 11-10);
/// what was on its way then is rejected. What comes for a queue that is no longer there is unroutable, so confirmed.
void Queue::giveUp(Incoming incoming, LossCause cause, bool isConfirmed)
{
    if (incoming.pending != 0 && !isConfirmed) {
        probe().failed(m_cluster.now(), cause);
    } else {
        noteLoss(incoming.message, nameOf(cause));
        probe().lost(m_cluster.now(), cause);
    }
    m_cluster.settlePending(incoming.pending, isConfirmed, incoming.from);
    m_cluster.answer(incoming.sender, *this);
}

}  // namespace stormglass::rabbitmq
