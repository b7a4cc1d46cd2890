// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happens in a queue as time goes by: delays end, visibility timeouts end, old messages expire.
#include "models/brokers/sqs/fifo_part.h"
#include "models/brokers/sqs/queue.h"

#include <algorithm>

namespace stormglass::sqs {

void Queue::showDelayed()
{
    const SimTime now = m_service.now();
    while (!m_delayed.empty() && m_delayed.front().until <= now)
        show(m_delayed.takeFront().entry);
    while (!m_timed.empty() && m_timed.begin()->first <= now)
        show(std::move(m_timed.extract(m_timed.begin()).mapped()));
}

void Queue::showTimedOut()
{
    const SimTime now = m_service.now();
    m_nextDue = std::max(m_nextDue, m_inFlight.first());  // what is gone at the front has been dropped
    for (; m_nextDue < m_inFlight.end(); ++m_nextDue) {
        const InFlight* const received = m_inFlight.find(m_nextDue);
        if (received == nullptr || received->isChanged)
            continue;
        if (received->until > now)
            break;
        showAgain(m_nextDue);
    }
    while (!m_changed.empty() && m_changed.top().first <= now) {
        const auto [until, handle] = m_changed.top();
        m_changed.pop();
        if (const InFlight* const received = m_inFlight.find(handle); received != nullptr && received->until == until)
            showAgain(handle);
    }
}

void Queue::showAgain(std::uint64_t handle)
{
    Entry entry = m_inFlight.take(handle).entry;
    if (m_fifo == nullptr) [[likely]] {
        m_visible.pushBack(std::move(entry));
        return;
    }
    const std::uint32_t group = m_fifo->groups.groupOf(entry.message);
    m_fifo->groups.add(std::move(entry));
    m_fifo->groups.unlock(group);
}

void Queue::expireOld()
{
    if (m_fifo == nullptr) [[likely]] {
        for (; !m_visible.empty() && isExpired(m_visible.front()); m_visible.popFront())
            expire(m_visible.front());
        return;
    }
    while (m_fifo->groups.hasFree() && isExpired(m_fifo->groups.oldestFree())) {
        expire(m_fifo->groups.take());
        m_fifo->groups.endReceive();  // or the next one would be of the same group, however young it is
    }
}

/// When the oldest message that can be taken expires.
void Queue::wakeForExpiry()
{
    if (m_fifo == nullptr ? m_visible.empty() : !m_fifo->groups.hasFree())
        return;
    const Entry& oldest = m_fifo == nullptr ? m_visible.front() : m_fifo->groups.oldestFree();
    m_timer.by(std::max(m_service.now(), oldest.sentAt + m_topic.settings.retention));
}

void Queue::timeIsUp()
{
    showDelayed();
    showTimedOut();
    expireOld();
    serve();
    SimTime next = kNever;
    if (!m_delayed.empty())
        next = m_delayed.front().until;
    if (!m_timed.empty())
        next = std::min(next, m_timed.begin()->first);
    if (const InFlight* const due = m_inFlight.find(m_nextDue); due != nullptr)
        next = std::min(next, due->until);
    if (!m_changed.empty())
        next = std::min(next, m_changed.top().first);
    if (next != kNever)
        m_timer.by(next);
    wakeForExpiry();
}

}  // namespace stormglass::sqs
