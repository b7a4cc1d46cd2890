// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a receiver tells the queue about messages that it has received: deletes, and changes of their visibility.
#include "models/brokers/sqs/queue.h"
#include "models/brokers/sqs/receiver.h"

#include <algorithm>

namespace stormglass::sqs {

namespace {
/// Amazon SQS API Reference, ChangeMessageVisibilityBatch.
constexpr std::size_t kLargestChange = 10;
}  // namespace

template <class Arrived, class Lost>
void Receiver::send(Arrived arrived, Lost lost)
{
    Network& network = m_service.context.network;
    const Duration work = m_service.requestTime();
    if (!network.isImpaired()) [[likely]]
        network.after(m_service.delay(m_host) + work, std::move(arrived));
    else
        network.signal(m_host, m_service.host, kSmallCall, Duration{},
                       Breakable{[&network, work, act = std::move(arrived)]() mutable { network.after(work, std::move(act)); },
                                 [act = std::move(lost)](ParcelLoss) mutable { act(); }});
}

bool Receiver::isHeard()
{
    if (m_service.isUp)
        m_queue.topic().meter.call();
    return m_service.isUp;
}

void Receiver::settle(std::uint64_t handle, Settlement settlement)
{
    if (m_isTracking)
        std::erase(m_held, handle);
    if (settlement == Settlement::Requeue) {
        fail(handle);
    } else if (m_isPlain) [[likely]] {
        send(
            [this, handle, settlement] {
                if (isHeard())
                    m_queue.settle(handle, settlement);
                else
                    removeAgain({{handle, settlement}}, 1);
            },
            [this, handle, settlement] { removeAgain({{handle, settlement}}, 1); });
    } else {
        gather({handle, settlement});
    }
}

/// A consumer that fails makes no call: the message is visible again when its visibility timeout is over (Amazon SQS
/// Developer Guide), unless it is to be retried at once. What it holds of a FIFO queue it gives up, too: to handle what
/// comes after the failed message would break the order (AWS Lambda Developer Guide, SQS: stop after the first failure).
void Receiver::fail(std::uint64_t handle)
{
    m_queue.noteComeback(handle, RedeliveryCause::Rejected);
    if (!m_queue.isFifo() && !m_service.settings.isRetriedAtOnce)
        return;
    std::vector<std::uint64_t> given{handle};
    if (m_queue.isFifo()) {
        given.insert(given.end(), m_held.begin(), m_held.end());
        for (const std::uint64_t held : m_held)
            m_queue.noteComeback(held, RedeliveryCause::Rejected);
        m_held.clear();
        if (m_client != nullptr)
            m_client->closed();
    }
    if (m_service.settings.isRetriedAtOnce)
        release(std::move(given));
}

void Receiver::release(std::vector<std::uint64_t> handles)
{
    const auto comesLater = [] { };  // when its visibility timeout is over
    send(
        [this, released = std::move(handles)] {
            if (!isHeard())
                return;
            for (const std::uint64_t handle : released)
                m_queue.changeVisibility(handle, Duration{});
        },
        comesLater);
}

// --- deletes in batches, or with a quota ---

void Receiver::gather(Settled settled)
{
    m_gathered.push_back(settled);
    if (m_gathered.size() >= static_cast<std::size_t>(m_service.settings.maxBatchSize))
        return flush();
    if (m_gathered.size() > 1)
        return;
    m_service.context.network.after(m_service.settings.sendRequestFrequency, [this, life = m_life, handle = settled.handle] {
        if (life == m_life && !m_gathered.empty() && m_gathered.front().handle == handle)
            flush();
    });
}

void Receiver::flush()
{
    if (!m_gathered.empty())
        remove(std::exchange(m_gathered, {}), 1);
}

void Receiver::remove(std::vector<Settled> settled, std::int64_t attempt)
{
    if (m_isDead)
        return;
    if (m_isStandingStill) {
        m_overdue.emplace_back(std::move(settled), attempt);
        return;
    }
    send([this, settled, attempt] { removed(settled, attempt); }, [this, settled, attempt] { removeAgain(settled, attempt); });
}

void Receiver::removed(const std::vector<Settled>& settled, std::int64_t attempt)
{
    if (!m_service.isUp || !m_queue.admitsDelete())
        return removeAgain(settled, attempt);
    m_queue.topic().meter.call();
    for (const Settled& each : settled)
        m_queue.settle(each.handle, each.settlement);
}

/// The SDK does so; when it gives up, the messages come again. They do so, too, when their time runs out meanwhile.
void Receiver::removeAgain(const std::vector<Settled>& settled, std::int64_t attempt)
{
    for (const Settled& each : settled)
        m_queue.noteComeback(each.handle, m_service.isUp ? RedeliveryCause::AnswerLost : RedeliveryCause::BrokerLost);
    if (attempt >= m_service.settings.maxAttempts)
        return;
    const bool isUnanswered = !m_service.isUp && m_service.isSilent;
    const Duration heardAfter = isUnanswered ? kReadTimeout : m_service.delay(m_host);
    m_service.context.network.after(heardAfter + m_service.waitBeforeRetry(attempt),
                                    [this, settled, attempt] { remove(settled, attempt + 1); });
}

// --- heartbeats ---

void Receiver::beatLater()
{
    if (std::exchange(m_isBeating, true))
        return;
    m_service.context.network.after(m_service.settings.heartbeat, [this] {
        m_isBeating = false;
        if (!m_held.empty())
            beat();
    });
}

void Receiver::beat()
{
    beatLater();
    if (m_isPaused)
        return;
    const auto nextOneTries = [] { };
    send(
        [this, held = m_held] {
            if (!m_service.isUp)
                return;
            m_queue.topic().meter.requests += (held.size() + kLargestChange - 1) / kLargestChange;
            for (const std::uint64_t handle : held)
                m_queue.changeVisibility(handle, m_queue.topic().settings.visibilityTimeout);
        },
        nextOneTries);
}

}  // namespace stormglass::sqs
