// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/receiver.h"

#include "models/brokers/sqs/queue.h"

#include <algorithm>

namespace stormglass::sqs {

namespace {
/// From one receive call to the next, also where neither the ways nor the service take any time: or it would never be later.
constexpr Duration kShortestCycle = std::chrono::milliseconds{1};
}  // namespace

Receiver::Receiver(Service& service, Queue& queue, Consumer& client, HostId host)
    : m_service(service)
    , m_queue(queue)
    , m_client(&client)
    , m_host(host)
    , m_number(static_cast<std::uint32_t>(service.receivers.size()))
    , m_isTracking(queue.isFifo() || service.settings.heartbeat > Duration{})
    , m_isPlain(!queue.isFifo() && service.settings.maxBatchSize == 1)
{
}

void Receiver::poll()
{
    if (m_client == nullptr || m_isReceiving)
        return;
    m_isReceiving = true;
    call(m_service.delay(m_host) + m_service.requestTime());
}

void Receiver::call(Duration wait)
{
    m_service.context.network.after(wait, [this, life = m_life] {
        if (life != m_life)
            return;
        if (!isConnected() || m_service.context.network.isNameLost(m_service.context.name))
            call(kConnectionTimeout);
        else
            atQueue();
    });
}

void Receiver::atQueue()
{
    if (!m_queue.admitsReceive()) [[unlikely]] {
        // The answer comes back, and the SDK makes the call again; when it gives up, its application calls again at once.
        const Duration wait = m_attempt < m_service.settings.maxAttempts ? m_service.waitBeforeRetry(m_attempt) : Duration{};
        m_attempt = wait > Duration{} ? m_attempt + 1 : 1;
        return call(std::max(kShortestCycle, wait + 2 * m_service.delay(m_host) + m_service.requestTime()));
    }
    m_attempt = 1;
    m_firstAtQueue = m_service.now();
    m_isAtQueue = true;
    m_queue.receive(*this);
}

Duration Receiver::cycle() const
{
    return std::max(kShortestCycle, m_service.settings.waitTime + 2 * m_service.delay(m_host) + m_service.meanRequestTime());
}

SimTime Receiver::returnsAt() const
{
    // An empty answer comes after the wait time, and the next call a round trip later. Calls that find nothing are not
    // simulated one by one.
    const Duration waits = m_service.settings.waitTime;
    const Duration round = cycle();
    const SimTime now = m_service.now();
    if (m_isPaused) {
        const SimTime last = m_pausedAt <= m_firstAtQueue ? m_firstAtQueue : m_pausedAt - (m_pausedAt - m_firstAtQueue) % round;
        return now <= last + waits ? now : kNever;
    }
    const Duration since = (now - m_firstAtQueue) % round;
    return since <= waits ? now : now + (round - since);
}

std::uint64_t Receiver::emptyReceives() const
{
    const SimTime until = m_isPaused ? m_pausedAt : m_service.now();
    if (!m_isAtQueue || until <= m_firstAtQueue + m_service.settings.waitTime)
        return 0;
    return static_cast<std::uint64_t>((until - m_firstAtQueue) / cycle());
}

void Receiver::comeAgain()
{
    if (returnsAt() == kNever || std::exchange(m_isComingAgain, true))
        return;
    m_service.context.network.after(returnsAt() - m_service.now(), [this, life = m_life] {
        m_isComingAgain = false;
        if (life == m_life)
            m_queue.serve();
    });
}

void Receiver::comeLater()
{
    m_lookedAt = m_service.now();
    if (m_isPaused || std::exchange(m_isComingAgain, true))
        return;
    m_service.context.network.after(cycle(), [this, life = m_life] {
        m_isComingAgain = false;
        if (life == m_life)
            m_queue.serve();
    });
}

/// Its call is answered, or it has gone.
void Receiver::leaveQueue()
{
    m_queue.topic().meter.empty(emptyReceives());
    m_isAtQueue = false;
}

void Receiver::answer(std::uint64_t first, std::uint64_t end, std::int64_t bytes)
{
    leaveQueue();
    m_queue.topic().meter.call(bytes);
    m_service.context.network.send(m_service.host, m_host, kSmallCall + bytes,
                                   Breakable{[this, life = m_life, first, end] {
                                                 if (life == m_life)
                                                     received(first, end);
                                             },
                                             [this, life = m_life, first, end](ParcelLoss) {
                                                 if (life == m_life)
                                                     answerLost(first, end);
                                             }});
}

/// The messages become visible again by themselves.
void Receiver::answerLost(std::uint64_t first, std::uint64_t end)
{
    for (std::uint64_t handle = first; handle < end; ++handle)
        m_queue.noteComeback(handle, RedeliveryCause::AnswerLost);
    call(kConnectionTimeout);
}

void Receiver::received(std::uint64_t first, std::uint64_t end)
{
    m_isReceiving = false;
    bool isEmpty = true;
    for (std::uint64_t handle = first; handle < end && m_client != nullptr; ++handle) {
        Entry* const entry = m_queue.find(handle);
        if (entry == nullptr)
            continue;
        isEmpty = false;
        const bool isRedelivered = entry->receives > 1;
        if (isRedelivered)
            m_queue.topic().probe->redelivered(entry->comeback.arrived());
        if (m_isTracking)
            m_held.push_back(handle);
        m_client->deliver({entry->message, handle, isRedelivered});
    }
    if (isEmpty)
        poll();  // the answer came too late: others have what was in it
    else if (m_service.settings.heartbeat > Duration{})
        beatLater();
}

void Receiver::detach(Departure how)
{
    if (how == Departure::Closed)
        flush();
    m_isDead = how != Departure::Closed;
    m_overdue.clear();
    leaveQueue();
    m_client = nullptr;
    m_held.clear();
    m_gathered.clear();
    ++m_life;
    m_queue.forget(*this);
}

void Receiver::pause()
{
    m_isStandingStill = m_isPaused = true;
    m_pausedAt = m_service.now();
    ++m_pauses;
}

void Receiver::resume()
{
    m_isStandingStill = false;
    for (auto& [settled, attempt] : std::exchange(m_overdue, {}))
        remove(std::move(settled), attempt);
    if (!m_isReceiving) {
        m_isPaused = false;
        return;
    }
    // The answer to the last call is read, and the next call made.
    m_service.context.network.after(m_service.delay(m_host) + m_service.requestTime(), [this, life = m_life, pauses = ++m_pauses] {
        if (life != m_life || pauses != m_pauses)
            return;
        if (m_isAtQueue)
            m_queue.topic().meter.empty(emptyReceives() + 1);
        m_isPaused = false;
        m_firstAtQueue = m_service.now();
        m_queue.serve();
    });
}

}  // namespace stormglass::sqs
