// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who leads a stream, and what a new leader has of it.
#include "models/brokers/nats/durable.h"
#include "models/brokers/nats/publisher.h"
#include "models/brokers/nats/stream.h"

#include <algorithm>

namespace stormglass::nats {
namespace {

/// After which a leader without a majority gives up (nats-server 2.12, raft.go: lostQuorumIntervalDefault).
constexpr Duration kLostQuorum = std::chrono::seconds{10};

}  // namespace

bool Stream::isMember(std::uint32_t node) const { return std::ranges::find(m_members, node, &Member::node) != m_members.end(); }

void Stream::nodeCrashed(std::uint32_t node)
{
    if (!isMember(node))
        return;
    Member& member = *std::ranges::find(m_members, node, &Member::node);
    member.has = std::min(member.has, m_cluster.now());
    if (node != m_leader) {
        watchMajority();
        return;
    }
    giveUpLead();
    electLater();
}

void Stream::nodeLostPower(std::uint32_t node)
{
    const auto member = std::ranges::find(m_members, node, &Member::node);
    if (member != m_members.end())
        member->has = std::min(member->has, m_cluster.lastSyncOf(node));
}

void Stream::nodeRestarted(std::uint32_t node)
{
    const auto member = std::ranges::find(m_members, node, &Member::node);
    if (member == m_members.end())
        return;
    if (m_leader == kNoNode) {
        electLater();
        return;
    }
    if (m_cluster.areConnected(m_leader, node))
        member->has = kNever;
    replicateLater();
}

void Stream::reachChanged()
{
    if (m_leader == kNoNode) {
        electLater();
        return;
    }
    replicateLater();
    watchMajority();
}

/// A leader that sees no majority for too long steps down.
void Stream::watchMajority()
{
    if (m_leader == kNoNode || m_isWatched || seesMajority(m_leader))
        return;
    m_isWatched = true;
    m_cluster.context.network.after(kLostQuorum, [this, term = m_term] {
        m_isWatched = false;
        if (term != m_term || m_leader == kNoNode || seesMajority(m_leader))
            return;
        giveUpLead();
        electLater();
    });
}

void Stream::giveUpLead()
{
    m_lastLeader = std::exchange(m_leader, kNoNode);
    m_leaderLostAt = m_cluster.now();
    ++m_term;
    m_replicating = 0;
    for (std::size_t i = 0; i < m_uncommitted.size(); ++i)
        m_uncommitted[i].publisher->unconfirmed(m_uncommitted[i].slot);
    for (Durable* durable : durables)
        durable->leaderLost();
}

/// The followers wait for their election timeouts. A stream of one replica waits for its server only.
void Stream::electLater()
{
    const auto up = std::ranges::count_if(m_members, [this](const Member& member) {
        return m_cluster.nodes[member.node].isUp && seesMajority(member.node);
    });
    if (m_isElecting || up == 0)
        return;
    electAfter(m_members.size() == 1 ? Duration{} : m_cluster.electionTime(static_cast<std::size_t>(up)));
}

void Stream::electAfter(Duration wait)
{
    m_isElecting = true;
    m_cluster.context.network.after(wait, [this] {
        m_isElecting = false;
        if (m_leader == kNoNode)
            elect();
    });
}

/// Of those that a majority can elect the one with the longest log.
void Stream::elect()
{
    Member* best = nullptr;
    for (Member& member : m_members)
        if (m_cluster.nodes[member.node].isUp && member.barred == 0 && seesMajority(member.node)
            && (best == nullptr || member.has > best->has))
            best = &member;
    if (best != nullptr)
        lead(*best);
}

void Stream::lead(Member& member)
{
    // What has been stored later is on no server that is there: confirmed, and gone.
    for (Durable* durable : durables)
        durable->loseAfter(member.has);
    settleUncommitted(member);
    m_leader = m_lastLeader = member.node;
    ++m_term;
    for (Member& other : m_members)
        if (m_cluster.areConnected(m_leader, other.node))
            other.has = kNever;
    replicateLater();
    for (Durable* durable : durables)
        durable->dispatch();
}

/// What the new leader had got stays, and is confirmed to nobody; the rest is gone.
void Stream::settleUncommitted(const Member& newLeader)
{
    const bool wasLeader = newLeader.node == m_lastLeader;
    const Duration way = m_cluster.between(m_lastLeader, newLeader.node);
    for (std::size_t left = m_uncommitted.size(); left > 0; --left) {
        const Uncommitted uncommitted = m_uncommitted.takeFront();
        if (wasLeader ? newLeader.has == kNever : uncommitted.storedAt + way <= m_leaderLostAt)
            m_uncommitted.pushBack(uncommitted);
        else
            uncommitted.publisher->lost(uncommitted.slot, LossCause::BrokerCrashed);
    }
}

std::uint32_t Stream::loseLeader(Duration election)
{
    const std::uint32_t lost = m_lastLeader;
    ++std::ranges::find(m_members, lost, &Member::node)->barred;
    if (m_leader != kNoNode) {
        giveUpLead();
        electAfter(election);
    }
    return lost;
}

void Stream::restoreLeader(std::uint32_t node)
{
    --std::ranges::find(m_members, node, &Member::node)->barred;
    if (m_leader == kNoNode)
        electLater();
}

}  // namespace stormglass::nats
