// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a queue gets its messages, and who leads it when nodes come and go.
#include "models/brokers/rabbitmq/queue.h"

#include "models/brokers/rabbitmq/subscriber.h"

#include <algorithm>

namespace stormglass::rabbitmq {

Queue::Queue(Cluster& cluster, Exchange& exchange, const std::string& component, std::uint32_t home, std::size_t members)
    : m_cluster(cluster)
    , m_exchange(exchange)
    , m_type(exchange.settings.type)
    , m_component(component)
    , m_home(home)
    , m_leader(home)
    , m_lastLeader(home)
{
    const auto nodes = static_cast<std::uint32_t>(cluster.nodes.size());
    for (std::uint32_t i = 0; i < nodes && m_members.size() < members; ++i)
        m_members.push_back((home + i) % nodes);
}

Queue::~Queue() = default;

void Queue::route(Message message, PendingId pending, std::uint32_t from, Duration work, Sender sender)
{
    if (!m_isDeclared) [[unlikely]] {
        giveUp({std::move(message), pending, from, sender}, LossCause::QueueExpired, true);
        return;
    }
    if (isCutFrom(from)) [[unlikely]] {
        if (isClassic() && m_cluster.areParted(from, m_leader))
            giveUp({std::move(message), pending, from, sender}, LossCause::Unreachable, true);
        else
            m_stalled.pushBack({std::move(message), pending, from, sender});
        return;
    }
    const Duration way = m_leader == kNoNode ? Duration{} : m_cluster.drawBetween(from, m_leader);
    m_incoming.pushBack({std::move(message), pending, from, sender});
    if (work + way > Duration{})
        m_cluster.context.network.after(work + way, [this] { receive(); });
    else
        receive();
}

void Queue::receive() { accept(m_incoming.takeFront()); }

void Queue::accept(Incoming incoming)
{
    if (!m_isDeclared) [[unlikely]] {
        giveUp(std::move(incoming), LossCause::QueueExpired, true);
    } else if (m_leader != kNoNode) [[likely]] {
        take(std::move(incoming));
    } else if (!isClassic()) {
        m_stalled.pushBack(std::move(incoming));
    } else {
        // A classic queue whose node is down cannot be routed to: confirmed and lost (recording 11-10).
        noteLoss(incoming.message, nameOf(LossCause::BrokerCrashed));
        probe().lost(m_cluster.now(), LossCause::BrokerCrashed);
        m_cluster.settlePending(incoming.pending, true, m_home);
        m_cluster.answer(incoming.sender, *this);
    }
}

std::int64_t Queue::priorityFor(const Consumer& client)
{
    auto place = std::ranges::find(m_known, &client) - m_known.begin();
    if (place == std::ssize(m_known))
        m_known.push_back(&client);
    for (const spec::RabbitmqConsumerPriority& entry : m_exchange.settings.consumerPriorities) {
        if (entry.component != m_component)
            continue;
        if (place < entry.consumers)
            return entry.priority;
        place -= entry.consumers;
    }
    return 0;
}

bool Queue::isMember(std::uint32_t node) const
{
    return std::ranges::find(m_members, node) != m_members.end();
}

/// "stream does not have a running replica on the local node" (rabbit_stream_queue, consume).
std::uint32_t Queue::streamSourceFor(std::uint32_t node) const
{
    return isMember(node) && m_cluster.nodes[node].isUp ? node : kNoNode;
}

bool Queue::isThere(std::uint32_t member, std::uint32_t centre) const
{
    return m_cluster.nodes[member].isUp && m_cluster.areConnected(member, centre);
}

bool Queue::hasMajority(std::uint32_t centre) const
{
    const auto there = std::ranges::count_if(m_members, [&](std::uint32_t member) { return isThere(member, centre); });
    return static_cast<std::size_t>(there) > m_members.size() / 2;
}

std::uint32_t Queue::findCandidate() const
{
    std::vector<std::uint32_t> candidates;
    std::ranges::copy_if(m_members, std::back_inserter(candidates), [&](std::uint32_t member) {
        const bool isBarred = std::ranges::find(m_barred, member) != m_barred.end();
        return m_cluster.nodes[member].isUp && !isBarred && hasMajority(member);
    });
    return candidates.empty() ? kNoNode : choose(candidates);
}

Duration Queue::majorityRoundTrip()
{
    if (m_leader == kNoNode)
        return {};  // it has been lost since the write, which counts no more
    std::vector<Duration>& roundTrips = m_roundTrips;
    roundTrips.clear();
    for (const std::uint32_t member : m_members)
        if (member != m_leader && isThere(member, m_leader))
            roundTrips.push_back(m_cluster.drawBetween(m_leader, member) + (isQuorum() ? m_cluster.syncExcess(member) : Duration{})
                                 + m_cluster.drawBetween(member, m_leader));
    std::ranges::sort(roundTrips);
    const std::size_t needed = m_members.size() / 2;
    return needed == 0 || roundTrips.size() < needed ? Duration{} : roundTrips[needed - 1];
}

void Queue::nodeStopped(std::uint32_t node, bool isSilent, bool)
{
    if (node == m_leader) {
        leaderIsGoing();
        m_leader = kNoNode;
        m_majorityLostAt = kNever;
        ++m_epoch;
        electLater(m_cluster.settings.leaderElection + (isSilent ? kNetTick : Duration{}));
    } else if (m_leader != kNoNode) {
        watchMajority();
    }
}

void Queue::nodeRestarted(std::uint32_t node)
{
    if (!isMember(node))
        return;
    if (m_leader == kNoNode) {
        electLater(m_cluster.settings.leaderElection);
        return;
    }
    if (m_majorityLostAt != kNever)
        watchMajority();
    leads();
    dispatch();
}

void Queue::electLater(Duration wait)
{
    m_cluster.context.network.after(wait, [this, epoch = m_epoch] {
        if (epoch == m_epoch && m_leader == kNoNode && m_cluster.now() >= m_noLeaderBefore)
            elect();
    });
}

void Queue::elect()
{
    const std::uint32_t candidate = findCandidate();
    m_isOverdue = candidate == kNoNode;
    if (m_isOverdue)
        return;
    if (m_leader != kNoNode)
        leaderReplaced();
    m_leader = m_lastLeader = candidate;
    m_majorityLostAt = kNever;
    leads();
    admitStalled();
    for (std::size_t i = 0; i < m_cluster.subscribers.size(); ++i)
        if (&m_cluster.subscribers[i]->queue() == this)
            m_cluster.subscribers[i]->nodesParted();
    dispatch();
}

std::uint32_t Queue::loseLeader(Duration election)
{
    m_barred.push_back(m_lastLeader);
    m_noLeaderBefore = std::max(m_noLeaderBefore, m_cluster.now() + election);
    if (m_leader != kNoNode)
        leaderIsGoing();
    m_leader = kNoNode;
    m_majorityLostAt = kNever;
    ++m_epoch;
    electLater(m_noLeaderBefore - m_cluster.now());
    return m_lastLeader;
}

void Queue::restoreLeader(std::uint32_t node)
{
    m_barred.erase(std::ranges::find(m_barred, node));
    if (m_leader == kNoNode)
        electLater(std::max(Duration{}, m_noLeaderBefore - m_cluster.now()));
}

Holdings Queue::heldUpFrom(std::uint32_t node) const
{
    Holdings held;
    for (const BlockQueue<Incoming, 16>* const queue : {&m_incoming, &m_stalled})
        for (std::size_t i = 0; i < queue->size(); ++i)
            if ((*queue)[i].from == node)
                held.add((*queue)[i].message);
    return held;
}

std::uint64_t Queue::countHeld() const { return m_incoming.size() + m_stalled.size(); }

void Queue::clear()
{
    m_incoming.clear();
    m_stalled.clear();
}

}  // namespace stormglass::rabbitmq
