// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue when nodes come and go.
#include "models/brokers/rabbitmq/queue.h"
#include "models/brokers/rabbitmq/subscriber.h"

#include <algorithm>

namespace stormglass::rabbitmq {

namespace {

/// How long the operating system keeps what was written in memory only (Linux: vm.dirty_expire_centisecs 3000).
constexpr Duration kWriteBack = 30s;

}  // namespace

Queue::Queue(Cluster& cluster, Exchange& exchange, std::uint32_t home)
    : m_cluster(cluster)
    , m_exchange(exchange)
    , m_rules(cluster.settings, exchange.settings)
    , m_home(home)
    , m_leader(home)
    , m_lastLeader(home)
    , m_ready(m_rules.type == amqp::QueueType::Classic, m_rules.maxPriority)
    , m_urgency(cluster.context.random.stream(cluster.context.name + "." + exchange.name, "message priority"))
{
    constexpr std::size_t kGroupSize = 3;  // quorum_cluster_size
    const auto nodes = static_cast<std::uint32_t>(cluster.nodes.size());
    for (std::uint32_t i = 0; i < nodes && m_members.size() < kGroupSize; ++i)
        m_members.push_back((home + i) % nodes);
}

bool Queue::isMember(std::uint32_t node) const
{
    return std::ranges::find(m_members, node) != m_members.end();
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
    const auto found = std::ranges::find_if(m_members, [&](std::uint32_t member) {
        const bool isBarred = std::ranges::find(m_barred, member) != m_barred.end();
        return m_cluster.nodes[member].isUp && !isBarred && hasMajority(member);
    });
    return found == m_members.end() ? kNoNode : *found;
}

Duration Queue::majorityRoundTrip() const
{
    if (m_leader == kNoNode)
        return {};  // it has been lost since the write, which counts no more
    std::vector<Duration> roundTrips;
    for (const std::uint32_t member : m_members)
        if (member != m_leader && isThere(member, m_leader))
            roundTrips.push_back(m_cluster.drawBetween(m_leader, member) + m_cluster.syncExcess(member)
                                 + m_cluster.drawBetween(member, m_leader));
    std::ranges::sort(roundTrips);
    const std::size_t needed = m_members.size() / 2;
    return needed == 0 || roundTrips.size() < needed ? Duration{} : roundTrips[needed - 1];
}

void Queue::nodeStopped(std::uint32_t node, bool isSilent, bool isOrderly)
{
    if (!isQuorum() && node == m_home) {
        if (isOrderly || !m_rules.waitsForDisk)
            m_syncedSequence = m_lastSequence;
        homeCrashed();
    } else if (isQuorum() && node == m_leader) {
        m_leader = kNoNode;
        m_majorityLostAt = kNever;
        ++m_epoch;
        electLater(m_cluster.settings.leaderElection + (isSilent ? kNetTick : Duration{}));
    } else if (isQuorum() && m_leader != kNoNode) {
        watchMajority();
    }
}

void Queue::noteFlushed(std::uint64_t sequence)
{
    constexpr Duration kGrain = 1s;
    const SimTime now = m_cluster.now();
    while (!m_flushed.empty() && m_flushed.size() > 1 && m_flushed[1].until + kWriteBack <= now)
        m_flushed.pop_front();
    if (m_flushed.empty() || m_flushed.back().until <= now)
        m_flushed.push_back({now + kGrain, sequence});
    else
        m_flushed.back().last = sequence;
}

std::uint64_t Queue::lastWrittenBack() const
{
    std::uint64_t last = 0;
    for (const Flushed& flushed : m_flushed)
        if (flushed.until + kWriteBack <= m_cluster.now())
            last = flushed.last;
    return last;
}

void Queue::nodeLostPower(std::uint32_t node)
{
    if (isQuorum() || node != m_home || m_rules.waitsForDisk)
        return;
    std::uint64_t lost = 0;
    m_ready.dropAfter(lastWrittenBack(), [&](const Entry& entry) {
        ++lost;
        noteLoss(entry.message, nameOf(LossCause::PowerLoss));  // it was confirmed, and nobody publishes it again
    });
    probe().lost(m_cluster.now(), LossCause::PowerLoss, lost);
}

void Queue::homeCrashed()
{
    m_leader = kNoNode;
    ++m_epoch;
    std::uint64_t lost = 0;
    const auto lose = [&](const Entry& entry) {
        ++lost;
        m_cluster.noteUnconfirmed(entry.message, LossCause::BrokerCrashed);
    };
    for (const std::unique_ptr<Subscriber>& subscriber : m_cluster.subscribers)
        if (&subscriber->queue() == this)
            subscriber->takeBackAll([&](Entry entry) {
                if (entry.sequence > m_syncedSequence)
                    lose(entry);
                else
                    giveBack(std::move(entry), Comeback::NodeLost);
            });
    m_ready.dropAfter(m_syncedSequence, lose);
    // After a kill every message of a classic queue counts as delivered before (recording 09-03).
    m_ready.forEach([](Entry& entry) { entry.isRedelivered = true; });
    m_cluster.bookUnconfirmed(probe(), LossCause::BrokerCrashed, lost);
}

void Queue::nodeRestarted(std::uint32_t node)
{
    if (!isQuorum()) {
        if (node == m_home) {
            m_leader = m_home;
            admitStalled();
            dispatch();
        }
        return;
    }
    if (!isMember(node))
        return;
    if (m_leader == kNoNode) {
        electLater(m_cluster.settings.leaderElection);
        return;
    }
    if (m_majorityLostAt != kNever)
        watchMajority();
    writeAgain();
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
        stallUncommitted();
    m_leader = m_lastLeader = candidate;
    m_majorityLostAt = kNever;
    writeAgain();
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

void Queue::writeAgain()
{
    ++m_epoch;
    for (std::size_t i = 0; i < m_uncommitted.size(); ++i)
        write(m_uncommitted[i].entry.sequence, 0);
}

std::uint64_t Queue::countHeld() const
{
    return m_incoming.size() + m_stalled.size() + m_uncommitted.size() + m_ready.size();
}

void Queue::clear()
{
    m_incoming.clear();
    m_stalled.clear();
    m_uncommitted.clear();
    m_ready.clear();
    m_expiry.cancel();
}

}  // namespace stormglass::rabbitmq
