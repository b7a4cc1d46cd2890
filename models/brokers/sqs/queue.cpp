// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/queue.h"

#include "models/brokers/sqs/fifo_part.h"
#include "models/brokers/sqs/receiver.h"

#include <algorithm>

namespace stormglass::sqs {

namespace {

/// Amazon SQS Developer Guide, message timers: at most 15 minutes.
constexpr Duration kLongestDelay = std::chrono::minutes{15};
/// Amazon SQS API Reference, ChangeMessageVisibility: from the receive on, however often it is renewed.
constexpr Duration kLongestInvisible = std::chrono::hours{12};

bool isHighThroughput(const spec::SqsQueue& settings)
{
    return settings.throughputLimit == spec::SqsFifoThroughputLimit::PerMessageGroupId;
}

}  // namespace

Queue::Queue(Service& service, Topic& topic)
    : m_service(service)
    , m_topic(topic)
    , m_draws(service.context.random.stream(service.context.name, "queue " + topic.name + "/" + std::to_string(topic.queues.size())))
    , m_messageDelay(topic.settings.messageDelay)
    , m_isSampled(!topic.settings.isFifo && service.settings.waitTime == Duration{} && service.settings.sampledShare < 1)
    , m_fifo(topic.settings.isFifo ? std::make_unique<FifoPart>(topic.settings) : nullptr)
    , m_timer(service.context.calendar, *this)
{
    if (m_fifo != nullptr && isHighThroughput(topic.settings))
        m_fifo->receives = m_fifo->deletes = CallQuota{kHighThroughputCalls};
}

Queue::~Queue() = default;

void Queue::send(Message message)
{
    const SimTime now = m_service.now();
    Entry entry{.message = std::move(message), .sentAt = now};
    if (m_fifo != nullptr) [[unlikely]] {
        entry.number = ++m_fifo->lastNumber;
        const std::uint32_t group = m_fifo->groups.groupOf(entry.message);
        if (m_topic.settings.isDeduplicatedByContent && !m_fifo->recent.add(now, entry.message, group)) {
            m_topic.probe->deduplicated(now);
            return;
        }
    } else if (m_messageDelay.meanNanoseconds() > 0) [[unlikely]] {
        const SimTime until = now + std::min(kLongestDelay, m_messageDelay.sample(m_draws));
        m_timed.emplace(until, std::move(entry));
        m_timer.by(until);
        return;
    }
    const Duration delay = m_topic.settings.delay;
    if (delay > Duration{}) {
        m_delayed.pushBack({std::move(entry), now + delay});
        m_timer.by(m_delayed.front().until);
        return;
    }
    show(std::move(entry));
    if (countVisible() == 1)
        m_timer.by(now + m_topic.settings.retention);
    serve();
}

void Queue::sendDead(const Message& message, SimTime sentAt)
{
    Entry entry{.message = message, .sentAt = sentAt};
    if (m_fifo != nullptr) {
        entry.sentAt = m_service.now();
        entry.number = ++m_fifo->lastNumber;
    }
    const SimTime until = entry.sentAt + m_topic.settings.retention;
    show(std::move(entry));
    m_timer.by(std::max(m_service.now(), until));
}

void Queue::receive(Receiver& receiver)
{
    m_waiting.push_back(&receiver);
    serve();
}

/// What it has, nobody will delete.
void Queue::forget(Receiver& receiver)
{
    std::erase(m_waiting, &receiver);
    for (std::uint64_t handle = m_inFlight.first(); handle < m_inFlight.end(); ++handle)
        if (const InFlight* const received = m_inFlight.find(handle); received != nullptr && received->receiver == receiver.number())
            noteComeback(handle, RedeliveryCause::ConsumerLost);
}

bool Queue::admitsReceive() { return m_fifo == nullptr || m_fifo->receives.take(m_service.now()); }

bool Queue::admitsDelete() { return m_fifo == nullptr || m_fifo->deletes.take(m_service.now()); }

void Queue::serve()
{
    for (std::size_t i = 0; i < m_waiting.size() && canTake() && m_service.isUp && m_topic.denials.reads == 0;) {
        Receiver& receiver = *m_waiting[i];
        if (!receiver.isConnected() || (m_isSampled && receiver.looksNow())) {
            ++i;
            continue;
        }
        if (isFull())
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
    const SimTime now = m_service.now();
    const SimTime until = now + m_topic.settings.visibilityTimeout;
    const std::uint64_t first = m_inFlight.end();
    std::int64_t bytes = 0;
    std::int64_t count = 0;
    while (count < m_service.settings.maxNumberOfMessages && canTake() && !isFull()) {
        Entry entry = take();
        if (m_isSampled && isOverlooked()) [[unlikely]] {
            m_overlooked.push_back(std::move(entry));
        } else if (isExpired(entry)) {
            expire(entry);
        } else if (isExhausted(entry)) {
            bury(entry);
        } else {
            ++entry.receives;
            entry.comeback.handedOut();
            ++count;
            bytes += entry.message.size;
            if (m_fifo != nullptr) [[unlikely]]
                m_fifo->groups.lock(m_fifo->groups.groupOf(entry.message));
            m_inFlight.add({.entry = std::move(entry), .receivedAt = now, .until = until, .receiver = receiver.number()});
        }
    }
    if (m_fifo != nullptr) [[unlikely]]
        m_fifo->groups.endReceive();
    if (m_isSampled) [[unlikely]]
        putBackOverlooked();
    if (count == 0) {
        m_waiting.push_back(&receiver);
        if (m_isSampled)
            receiver.comeLater();
        return;
    }
    m_timer.by(until);
    receiver.answer(first, first + static_cast<std::uint64_t>(count), bytes);
}

/// It is on a server that the short poll does not ask.
bool Queue::isOverlooked() { return m_draws.uniform() >= m_service.settings.sampledShare; }

void Queue::putBackOverlooked()
{
    for (; !m_overlooked.empty(); m_overlooked.pop_back())
        m_visible.pushFront(std::move(m_overlooked.back()));
}

std::size_t Queue::countVisible() const { return m_fifo == nullptr ? m_visible.size() : m_fifo->groups.size(); }

bool Queue::canTake() const { return m_fifo == nullptr ? !m_visible.empty() : m_fifo->groups.canTake(); }

Entry Queue::take() { return m_fifo == nullptr ? m_visible.takeFront() : m_fifo->groups.take(); }

void Queue::show(Entry entry)
{
    if (m_fifo == nullptr) [[likely]]
        m_visible.pushBack(std::move(entry));
    else
        m_fifo->groups.add(std::move(entry));
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

void Queue::expire(const Entry& entry)
{
    noteLoss(entry.message, kExpired);
    m_topic.probe->expired(m_service.now());
}

void Queue::bury(const Entry& entry)
{
    m_service.bury(*m_topic.probe, entry.message, entry.sentAt, m_topic.settings.deadLetterChannel, this);
}

void Queue::discard(const Entry& entry)
{
    noteLoss(entry.message, nameOf(LossCause::Discarded));
    m_topic.probe->lost(m_service.now(), LossCause::Discarded);
}

Entry* Queue::find(std::uint64_t handle)
{
    InFlight* const received = m_inFlight.find(handle);
    return received == nullptr ? nullptr : &received->entry;
}

void Queue::settle(std::uint64_t handle, Settlement settlement)
{
    if (!m_service.isUp || find(handle) == nullptr)
        return;
    const Entry entry = m_inFlight.take(handle).entry;
    if (m_fifo != nullptr) [[unlikely]]
        m_fifo->groups.unlock(m_fifo->groups.groupOf(entry.message));
    if (settlement == Settlement::Acknowledge)
        m_topic.probe->acknowledged(m_service.now());
    else if (settlement == Settlement::LaidAside)
        m_topic.probe->deadLettered(m_service.now());
    else if (m_service.findTopic(m_topic.settings.deadLetterChannel) != nullptr)
        bury(entry);
    else
        discard(entry);
    if (m_fifo != nullptr) [[unlikely]]
        wakeForExpiry();
    serve();
}

void Queue::changeVisibility(std::uint64_t handle, Duration timeout)
{
    InFlight* const received = m_inFlight.find(handle);
    const SimTime until = m_service.now() + timeout;
    if (!m_service.isUp || received == nullptr || until > received->receivedAt + kLongestInvisible)
        return;
    received->until = until;
    received->isChanged = true;
    m_changed.push({until, handle});
    m_timer.by(until);
}

void Queue::noteComeback(std::uint64_t handle, RedeliveryCause cause)
{
    if (Entry* const entry = find(handle); entry != nullptr)
        entry->comeback.note(cause);
}

void Queue::clear()
{
    m_visible.clear();
    m_delayed.clear();
    m_timed.clear();
    m_inFlight.clear();
    m_waiting.clear();
    if (m_fifo != nullptr) {
        m_fifo->groups.clear();
        m_fifo->recent.clear();
    }
    m_timer.cancel();
}

}  // namespace stormglass::sqs
