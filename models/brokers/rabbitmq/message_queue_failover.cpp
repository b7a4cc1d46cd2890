// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue when nodes come and go.
#include "models/brokers/rabbitmq/message_queue.h"
#include "models/brokers/rabbitmq/subscriber.h"

namespace stormglass::rabbitmq {

namespace {

constexpr std::size_t kGroupSize = 3;  // quorum_cluster_size

}  // namespace

MessageQueue::MessageQueue(Cluster& cluster, Exchange& exchange, const std::string& component, std::uint32_t home)
    : Queue(cluster, exchange, component, home, kGroupSize)
    , m_rules(cluster.settings, exchange.settings)
    , m_ready(m_rules.hasTwoPriorities ? ReadyList(ReadyList::TwoToOne{}) : ReadyList(isClassic(), m_rules.maxPriority))
{
    watchUse();
}

void MessageQueue::nodeStopped(std::uint32_t node, bool isSilent, bool isOrderly)
{
    if (isQuorum()) {
        Queue::nodeStopped(node, isSilent, isOrderly);
    } else if (node == m_home) {
        if (isOrderly || !m_rules.waitsForDisk)
            m_syncedSequence = m_lastSequence;
        homeCrashed();
    }
}

void MessageQueue::noteFlushed(std::uint64_t sequence)
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

std::uint64_t MessageQueue::lastWrittenBack() const
{
    std::uint64_t last = 0;
    for (const Flushed& flushed : m_flushed)
        if (flushed.until + kWriteBack <= m_cluster.now())
            last = flushed.last;
    return last;
}

void MessageQueue::nodeLostPower(std::uint32_t node)
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

void MessageQueue::homeCrashed()
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
            subscriber->takeBackAll(RedeliveryCause::BrokerLost, [&](Entry entry) {
                if (entry.sequence > m_syncedSequence)
                    lose(entry);
                else
                    giveBack(std::move(entry), Comeback::NodeLost);
            });
    m_ready.dropAfter(m_syncedSequence, lose);
    // After a kill every message of a classic queue counts as delivered before (recording 09-03).
    m_ready.forEach([](Entry& entry) {
        if (!std::exchange(entry.isRedelivered, true))
            entry.again = RedeliveryCause::BrokerLost;
    });
    m_cluster.bookUnconfirmed(probe(), LossCause::BrokerCrashed, lost);
}

void MessageQueue::nodeRestarted(std::uint32_t node)
{
    if (isQuorum()) {
        Queue::nodeRestarted(node);
    } else if (node == m_home) {
        m_leader = m_home;
        watchUse();
        admitStalled();
        dispatch();
    }
}

void MessageQueue::leads()
{
    ++m_epoch;
    watchUse();
    for (std::size_t i = 0; i < m_uncommitted.size(); ++i)
        write(m_uncommitted[i].entry.sequence, 0);
}

/// What only a leader has that is being replaced, its publishers' nodes send again when they reach the next one.
void MessageQueue::leaderReplaced()
{
    leaderIsGoing();
    const std::size_t later = m_stalled.size();
    for (; !m_uncommitted.empty(); m_uncommitted.popFront()) {
        Uncommitted& lost = m_uncommitted.front();
        m_stalled.pushBack({std::move(lost.entry.message), lost.pending, lost.from, lost.sender});
    }
    for (std::size_t i = 0; i < later; ++i)
        m_stalled.pushBack(m_stalled.takeFront());
}

Holdings MessageQueue::heldUpFrom(std::uint32_t node) const
{
    Holdings held = Queue::heldUpFrom(node);
    // Where they wait is the mailbox of the leader.
    for (std::size_t i = 0; node == m_leader && i < m_lowPriority.size(); ++i)
        held.add(m_lowPriority[i].message);
    return held;
}

Holdings MessageQueue::holdings() const
{
    Holdings held{.messages = static_cast<std::int64_t>(m_ready.size()), .bytes = m_ready.bytes()};
    for (std::size_t i = 0; i < m_uncommitted.size(); ++i)
        held.add(m_uncommitted[i].entry.message);
    return held;
}

std::uint64_t MessageQueue::countHeld() const
{
    return Queue::countHeld() + m_lowPriority.size() + m_uncommitted.size() + m_ready.size();
}

void MessageQueue::clear()
{
    Queue::clear();
    m_lowPriority.clear();
    m_flush.cancel();
    m_uncommitted.clear();
    m_ready.clear();
    m_expiry.cancel();
    m_disuse.cancel();
}

}  // namespace stormglass::rabbitmq
