// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/receiver.h"

#include "models/brokers/sqs/queue.h"

namespace stormglass::sqs {

Receiver::Receiver(Service& service, Queue& queue, Consumer& client, HostId host)
    : m_service(service), m_queue(queue), m_client(&client), m_host(host)
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
        if (!isConnected() || m_service.context.network.isNameLost(m_service.context.name)) {
            call(kConnectionTimeout);
            return;
        }
        m_firstAtQueue = m_service.now();
        m_queue.receive(*this);
    });
}

SimTime Receiver::returnsAt() const
{
    // An empty answer comes after the wait time, and the next call a round trip later. Calls that find nothing are not
    // simulated one by one.
    const Duration waits = m_service.settings.waitTime;
    const Duration cycle = waits + 2 * m_service.delay(m_host) + m_service.meanRequestTime();
    const SimTime now = m_service.now();
    if (cycle == Duration{})
        return m_isPaused ? kNever : now;
    if (m_isPaused) {
        const SimTime last = m_pausedAt <= m_firstAtQueue ? m_firstAtQueue : m_pausedAt - (m_pausedAt - m_firstAtQueue) % cycle;
        return now <= last + waits ? now : kNever;
    }
    const Duration since = (now - m_firstAtQueue) % cycle;
    return since <= waits ? now : now + (cycle - since);
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

void Receiver::answer(std::uint64_t first, std::uint64_t end, std::int64_t bytes)
{
    m_service.context.network.send(m_service.host, m_host, bytes,
                                   Breakable{[this, life = m_life, first, end] {
                                                 if (life == m_life)
                                                     received(first, end);
                                             },
                                             [this, life = m_life](ParcelLoss) {
                                                 if (life == m_life)
                                                     answerLost();
                                             }});
}

/// The messages become visible again by themselves.
void Receiver::answerLost() { call(kConnectionTimeout); }

void Receiver::received(std::uint64_t first, std::uint64_t end)
{
    m_isReceiving = false;
    bool isEmpty = true;
    for (std::uint64_t handle = first; handle < end && m_client != nullptr; ++handle) {
        const Entry* entry = m_queue.find(handle);
        if (entry == nullptr)
            continue;
        isEmpty = false;
        const bool isRedelivered = entry->receives > 1;
        if (isRedelivered)
            m_queue.topic().probe->redelivered();
        m_client->deliver({entry->message, handle, isRedelivered});
    }
    if (isEmpty)
        poll();  // the answer came too late: others have what was in it
}

void Receiver::settle(std::uint64_t handle, Settlement settlement)
{
    // A consumer that fails makes no call: the message is visible again when its visibility timeout is over (Amazon SQS
    // Developer Guide). Not modelled: ChangeMessageVisibility.
    if (settlement == Settlement::Requeue)
        return;
    // If the call gets lost, the message comes again.
    const auto settling = [this, handle, settlement] { m_queue.settle(handle, settlement); };
    Network& network = m_service.context.network;
    const Duration work = m_service.requestTime();
    if (!network.isImpaired()) [[likely]]
        network.after(m_service.delay(m_host) + work, settling);
    else
        network.signal(m_host, m_service.host, kSmallCall, Duration{},
                       [&network, work, settling] { network.after(work, settling); });
}

void Receiver::detach()
{
    m_client = nullptr;
    ++m_life;
    m_queue.forget(*this);
}

void Receiver::pause()
{
    m_isPaused = true;
    m_pausedAt = m_service.now();
    ++m_pauses;
}

void Receiver::resume()
{
    if (!m_isReceiving) {
        m_isPaused = false;
        return;
    }
    // The answer to the last call is read, and the next call made.
    m_service.context.network.after(m_service.delay(m_host) + m_service.requestTime(), [this, life = m_life, pauses = ++m_pauses] {
        if (life != m_life || pauses != m_pauses)
            return;
        m_isPaused = false;
        m_firstAtQueue = m_service.now();
        m_queue.serve();
    });
}

}  // namespace stormglass::sqs
