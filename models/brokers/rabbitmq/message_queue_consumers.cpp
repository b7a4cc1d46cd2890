// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The consumers of a queue: whose turn it is, and what becomes of a queue that has none.
//
// Sources: RabbitMQ 3.10 and 4.0, rabbit_queue_consumers, rabbit_fifo; the guides "Consumers", "Consumer Priorities",
// "Quorum Queues" (single active consumer with priorities, 4.0) and "Time-To-Live and Expiration" (queue TTL).
#include "models/brokers/rabbitmq/message_queue.h"
#include "models/brokers/rabbitmq/subscriber.h"

#include <algorithm>

namespace stormglass::rabbitmq {

bool MessageQueue::admits(const Subscriber&) const { return !m_rules.isExclusive || m_consumers == 0; }

/// A consumer declares its queue before it consumes.
void MessageQueue::joined(Subscriber& subscriber)
{
    m_isDeclared = true;
    ++m_consumers;
    m_disuse.cancel();
    hasRoom(subscriber);
}

void MessageQueue::hasRoom(Subscriber& subscriber)
{
    if (!std::exchange(subscriber.isInRotation, true)) {
        if (m_rules.isSingleActive)
            lineUp(subscriber);
        else
            m_rotation.join(&subscriber, subscriber.priority);
    }
    dispatch();
}

/// Behind the one that is active.
void MessageQueue::lineUp(Subscriber& subscriber)
{
    auto place = m_line.end();
    if (m_rules.isLineByPriority && !m_line.empty())
        place = std::find_if(std::next(m_line.begin()), m_line.end(), [&](const Subscriber* other) { return other->priority < subscriber.priority; });
    m_line.insert(place, &subscriber);
}

void MessageQueue::left(Subscriber& subscriber)
{
    if (m_rules.isSingleActive && std::exchange(subscriber.isInRotation, false))
        std::erase(m_line, &subscriber);
    --m_consumers;
    watchUse();
}

Subscriber* MessageQueue::takeNextWithRoom()
{
    if (m_rules.isSingleActive)
        return activeWithRoom();
    // A full consumer of a classic queue leaves the rotation only when its turn comes, and joins at the tail when it
    // has room again; at a quorum queue it leaves as soon as it is full.
    while (!m_rotation.empty()) {
        Subscriber* const next = m_rotation.takeFront();
        if (next->hasRoom())
            return next;
        next->isInRotation = false;
    }
    return nullptr;
}

Subscriber* MessageQueue::activeWithRoom()
{
    if (m_line.empty())
        return nullptr;
    if (m_rules.givesWay && m_line.size() > 1 && m_line[1]->priority > m_line[0]->priority) {
        // It gets nothing more, and when it has settled what it has, the other one is active.
        if (m_line.front()->holdings().messages > 0)
            return nullptr;
        Subscriber* const former = m_line.front();
        m_line.erase(m_line.begin());
        lineUp(*former);
    }
    return m_line.front()->hasRoom() ? m_line.front() : nullptr;
}

void MessageQueue::noteServed(Subscriber& subscriber)
{
    if (m_rules.isSingleActive)
        return;
    subscriber.isInRotation = !isQuorum() || subscriber.hasRoom();
    if (subscriber.isInRotation)
        m_rotation.join(&subscriber, subscriber.priority);
}

/// The time begins anew with each leader.
void MessageQueue::watchUse()
{
    if (!m_rules.expires || m_consumers > 0 || !m_isDeclared)
        return;
    m_disuse.cancel();
    m_cluster.context.calendar.schedule(m_cluster.now() + *m_rules.expires, m_disuse);
}

void MessageQueue::disuseIsDue()
{
    if (m_leader != kNoNode && m_majorityLostAt == kNever)
        remove();
}

/// Its messages go with it and are not dead-lettered (guide "Dead Letter Exchanges"); what publishers wait for is confirmed
/// (rabbit_classic_queue and rabbit_quorum_queue, handle_event: a queue that is deleted settles what it has been sent).
void MessageQueue::remove()
{
    m_isDeclared = false;
    ++m_epoch;  // what is being written counts no more
    std::uint64_t lost = 0;
    const auto lose = [&](const Message& message) {
        ++lost;
        noteLoss(message, nameOf(LossCause::QueueExpired));
    };
    for (; !m_uncommitted.empty(); m_uncommitted.popFront()) {
        Uncommitted& gone = m_uncommitted.front();
        lose(gone.entry.message);
        m_cluster.settlePending(gone.pending, true, m_leader);
        m_cluster.answer(gone.sender, *this);
    }
    for (; !m_lowPriority.empty(); m_lowPriority.popFront()) {
        Incoming& gone = m_lowPriority.front();
        lose(gone.message);
        m_cluster.settlePending(gone.pending, true, m_leader);
        m_cluster.answer(gone.sender, *this);
    }
    m_ready.forEach([&](const Entry& entry) { lose(entry.message); });
    m_ready.clear();
    m_flush.cancel();
    m_expiry.cancel();
    m_isRefusing = false;
    probe().lost(m_cluster.now(), LossCause::QueueExpired, lost);
}

}  // namespace stormglass::rabbitmq
