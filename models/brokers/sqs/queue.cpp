// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/queue.h"

#include "models/brokers/sqs/receiver.h"

#include <algorithm>

namespace stormglass::sqs {

void Queue::send(Message message)
{
    Entry entry{std::move(message), m_service.now(), 0};
    const Duration delay = m_topic.settings.delay;
    if (delay > Duration{}) {
        m_delayed.pushBack({std::move(entry), m_service.now() + delay});
        wakeAt(m_delayed.front().until);
        return;
    }
    m_visible.pushBack(std::move(entry));
    if (m_visible.size() == 1)
        wakeAt(m_visible.front().sentAt + m_topic.settings.retention);
    serve();
}

void Queue::receive(Receiver& receiver)
{
    m_waiting.push_back(&receiver);
    serve();
}

void Queue::forget(Receiver& receiver) { std::erase(m_waiting, &receiver); }

void Queue::serve()
{
    for (std::size_t i = 0; i < m_waiting.size() && !m_visible.empty() && m_service.isUp && m_topic.deniedReads == 0;) {
        Receiver& receiver = *m_waiting[i];
        if (!receiver.isConnected()) {
            ++i;
            continue;
        }
        if (m_inFlightCount >= kMostInFlight)
            return;
        if (receiver.returnsAt() > m_service.now()) {
            // Its last receive has come back empty; it sees the queue again with the next one.
            ++i;
            receiver.comeAgain();
            continue;
        }
        m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(i));
        answer(receiver);
    }
}

void Queue::answer(Receiver& receiver)
{
    const std::uint64_t first = m_firstHandle + m_inFlight.size();
    std::int64_t bytes = kSmallCall;
    std::int64_t count = 0;
    while (!m_visible.empty() && count < m_service.settings.maxNumberOfMessages) {
        Entry entry = m_visible.takeFront();
        if (isExpired(entry)) {
            noteLoss(entry.message, kExpired);
            m_topic.probe->expired(m_service.now());
        } else if (isExhausted(entry)) {
            bury(std::move(entry));
        } else {
            ++entry.receives;
            ++count;
            bytes += entry.message.size;
            m_inFlight.pushBack({std::move(entry), m_service.now() + m_topic.settings.visibilityTimeout});
            ++m_inFlightCount;
        }
    }
    if (count == 0) {
        m_waiting.push_back(&receiver);
        return;
    }
    wakeAt(m_inFlight.front().until);
    receiver.answer(first, first + static_cast<std::uint64_t>(count), bytes);
}

bool Queue::isExpired(const Entry& entry) const
{
    return m_service.now() >= entry.sentAt + m_topic.settings.retention;
}

bool Queue::isExhausted(const Entry& entry) const
{
    const spec::SqsQueue& settings = m_topic.settings;
    return settings.maxReceiveCount > 0 && entry.receives >= static_cast<std::uint64_t>(settings.maxReceiveCount)
        && m_service.findTopic(settings.deadLetterChannel) != nullptr;
}

void Queue::bury(Entry entry)
{
    const Topic& target = *m_service.findTopic(m_topic.settings.deadLetterChannel);
    m_topic.probe->deadLettered(m_service.now());
    target.probe->produced(m_service.now(), target.queues.size());
    if (target.queues.empty())
        noteUnreadDeadLetter(entry.message);
    for (Queue* queue : target.queues) {
        // The time of the original send is kept: the retention period goes on.
        queue->m_visible.pushBack({entry.message, entry.sentAt, 0});
        queue->wakeAt(std::max(m_service.now(), entry.sentAt + queue->m_topic.settings.retention));
        if (queue != this)
            queue->serve();
    }
}

const Entry* Queue::find(std::uint64_t handle) const
{
    if (handle < m_firstHandle || handle - m_firstHandle >= m_inFlight.size())
        return nullptr;
    const InFlight& received = m_inFlight[handle - m_firstHandle];
    return received.isGone ? nullptr : &received.entry;
}

void Queue::settle(std::uint64_t handle, Settlement settlement)
{
    if (!m_service.isUp || find(handle) == nullptr)
        return;
    InFlight& received = m_inFlight[handle - m_firstHandle];
    Entry entry = std::move(received.entry);
    remove(received);
    if (settlement == Settlement::Acknowledge)
        m_topic.probe->acknowledged(m_service.now());
    else if (settlement == Settlement::LaidAside)
        m_topic.probe->deadLettered(m_service.now());
    else if (m_service.findTopic(m_topic.settings.deadLetterChannel) != nullptr)
        bury(std::move(entry));
    else
        discard(entry);
    serve();
}

void Queue::discard(const Entry& entry)
{
    noteLoss(entry.message, nameOf(LossCause::Discarded));
    m_topic.probe->lost(m_service.now(), LossCause::Discarded);
}

void Queue::remove(InFlight& received)
{
    received.isGone = true;
    --m_inFlightCount;
    for (; !m_inFlight.empty() && m_inFlight.front().isGone; ++m_firstHandle)
        m_inFlight.popFront();
}

void Queue::wakeAt(SimTime at)
{
    if (m_timer.isScheduled() && m_wakesAt <= at)
        return;
    m_timer.cancel();
    m_wakesAt = at;
    m_service.context.calendar.schedule(at, m_timer);
}

void Queue::timeIsUp()
{
    const SimTime now = m_service.now();
    while (!m_delayed.empty() && m_delayed.front().until <= now)
        m_visible.pushBack(m_delayed.takeFront().entry);
    while (!m_inFlight.empty() && m_inFlight.front().until <= now) {
        m_visible.pushBack(std::move(m_inFlight.front().entry));
        remove(m_inFlight.front());
    }
    while (!m_visible.empty() && isExpired(m_visible.front())) {
        noteLoss(m_visible.front().message, kExpired);
        m_visible.popFront();
        m_topic.probe->expired(now);
    }
    serve();
    SimTime next = kNever;
    if (!m_delayed.empty())
        next = m_delayed.front().until;
    if (!m_inFlight.empty())
        next = std::min(next, m_inFlight.front().until);
    if (!m_visible.empty())
        next = std::min(next, std::max(now, m_visible.front().sentAt + m_topic.settings.retention));
    if (next != kNever)
        wakeAt(next);
}

void Queue::clear()
{
    m_visible.clear();
    m_delayed.clear();
    m_inFlight.clear();
    m_waiting.clear();
    m_timer.cancel();
}

}  // namespace stormglass::sqs
