// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One attempt to deliver a message: to a queue, or by a request to an instance.
#include "models/brokers/fanout/subscription.h"
#include "models/brokers/sqs/queue.h"

namespace stormglass::fanout {

/// An attempt fails when SQS is down or cannot be reached: a server-side error. That the queue does not take so large a
/// message is a client-side error, after which there are no retries (Amazon SNS Developer Guide, dead-letter queues). The time
/// of SQS for the call is part of the delivery time.
void Subscription::attemptQueue(Slot slot)
{
    ++m_deliveries;
    sqs::Service& service = m_front.queues().service();
    const std::uint64_t attempt = m_slots[slot].attempt;
    const auto failed = [this, slot, attempt] {
        if (isUnderWay(slot, attempt))
            fail(slot, RedeliveryCause::AnswerLost);
    };
    const auto arrived = [this, slot, attempt, &service, failed] {
        if (!isUnderWay(slot, attempt))
            return;
        if (!service.isUp) {
            const Duration wait = service.isSilent ? m_rules.answerWithin : m_front.context().network.delay(service.host, m_front.endpoint.host, sqs::kSmallCall);
            return m_front.context().network.after(wait, failed);
        }
        m_queue->meter.call(m_slots[slot].message.size);
        if (m_slots[slot].message.size > m_queue->settings.maximumMessageSize)
            return giveUp(slot);
        const Message message = finish(slot);
        for (sqs::Queue* queue : m_queue->queues)
            queue->send(message);
    };
    m_front.context().network.send(m_front.endpoint.host, service.host, sqs::kSmallCall + m_slots[slot].message.size,
                                   Breakable{arrived, [failed](ParcelLoss) { failed(); }});
}

std::optional<std::size_t> Subscription::nextEndpoint()
{
    for (std::size_t i = 0; i < m_endpoints.size(); ++i) {
        const std::size_t endpoint = (m_nextEndpoint + i) % m_endpoints.size();
        if (m_endpoints[endpoint].consumer == nullptr)
            continue;
        m_nextEndpoint = endpoint + 1;
        return endpoint;
    }
    return std::nullopt;
}

void Subscription::attemptEndpoint(Slot slot)
{
    ++m_deliveries;
    const std::uint64_t attempt = m_slots[slot].attempt;
    const std::optional<std::size_t> endpoint = nextEndpoint();
    Network& network = m_front.context().network;
    const auto failed = [this, slot, attempt] {
        if (!isUnderWay(slot, attempt))
            return;
        const bool hadIt = m_open.erase(attempt) > 0;
        fail(slot, causeOfSilence(slot, hadIt));
    };
    if (!endpoint)
        return network.after(Duration{}, [this, slot, attempt] {
            if (isUnderWay(slot, attempt))
                fail(slot, RedeliveryCause::ConsumerLost);
        });
    m_slots[slot].endpoint = *endpoint;
    network.after(m_rules.answerWithin, failed);
    network.send(m_front.endpoint.host, m_endpoints[*endpoint].host, sqs::kSmallCall + m_slots[slot].message.size,
                 Breakable{[this, slot, attempt] { handOver(slot, attempt); }, [failed](ParcelLoss) { failed(); }});
}

void Subscription::handOver(Slot slot, std::uint64_t attempt)
{
    if (!isUnderWay(slot, attempt))
        return;
    Delivery& delivery = m_slots[slot];
    Consumer* const consumer = m_endpoints[delivery.endpoint].consumer;
    if (consumer == nullptr)
        return fail(slot, RedeliveryCause::ConsumerLost);
    if (delivery.failures > 0)
        m_probe.redelivered(delivery.again);
    m_open.emplace(attempt, slot);
    consumer->deliver({delivery.message, attempt, delivery.failures > 0});
}

std::size_t Subscription::attach(Consumer& consumer, HostId host)
{
    m_endpoints.push_back({&consumer, host});
    return m_endpoints.size() - 1;
}

void Subscription::detach(std::size_t endpoint, Departure how)
{
    m_endpoints[endpoint].consumer = nullptr;
    if (how == Departure::Vanished)
        return;  // nobody says anything
    for (Slot slot = 0; slot < m_slots.size(); ++slot) {
        const std::uint64_t attempt = m_slots[slot].attempt;
        if (attempt != 0 && m_slots[slot].endpoint == endpoint && m_open.erase(attempt) > 0)
            fail(slot, RedeliveryCause::ConsumerLost);
    }
}

void Subscription::settle(std::size_t endpoint, std::uint64_t tag, Settlement settlement)
{
    const auto open = m_open.find(tag);
    if (open == m_open.end())
        return;  // this attempt has been given up
    const Slot slot = open->second;
    m_open.erase(open);  // the answer is on its way, also if its sender dies now
    m_front.context().network.signal(m_endpoints[endpoint].host, m_front.endpoint.host, sqs::kSmallCall, Duration{},
                                     [this, slot, tag, settlement] {
                                         if (isUnderWay(slot, tag))
                                             hear(slot, settlement);
                                     });
}

void Subscription::hear(Slot slot, Settlement settlement)
{
    if (settlement == Settlement::Requeue)
        return fail(slot, RedeliveryCause::Rejected);
    if (settlement == Settlement::Discard)
        return giveUp(slot);
    static_cast<void>(finish(slot));
    if (settlement == Settlement::Acknowledge)
        m_probe.acknowledged(m_front.context().now());
    else
        m_probe.deadLettered(m_front.context().now());
}

}  // namespace stormglass::fanout
