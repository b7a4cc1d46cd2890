// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/sends.h"

namespace stormglass::sqs {

std::int64_t Sends::Call::payload() const
{
    std::int64_t bytes = first.message.size;
    for (const Sent& sent : others)
        bytes += sent.message.size;
    return bytes;
}

std::uint64_t Sends::Call::copies() const
{
    std::uint64_t copies = topic->copiesOf(first.message);
    for (const Sent& sent : others)
        copies += topic->copiesOf(sent.message);
    return copies;
}

void Sends::publish(ProducerId producer, HostId client, Topic& topic, Message message, CompletionId confirm)
{
    const std::uint64_t copies = topic.copiesOf(message);
    topic.probe->produced(m_service.now(), copies);
    if (m_service.settings.maxBatchSize > 1) [[unlikely]]
        gather(producer, client, topic, {std::move(message), confirm});
    else
        call(topic, producer, client, {std::move(message), confirm}, {});
}

void Sends::drop(ProducerId producer)
{
    m_paused.erase(producer.value);
    for (std::uint32_t slot = 0; slot < m_calls.size(); ++slot) {
        Call& call = m_calls[slot];
        if (call.number == 0 || call.producer != producer || call.isAnswered)
            continue;
        call.isOrphan = true;
        if (call.isWaiting)
            finish(slot, Outcome::Reset, LossCause::ProducerCrashed);
    }
    const auto gathered = m_batches.extract(producer.value);
    if (gathered.empty())
        return;
    for (const auto& [topic, batch] : gathered.mapped())
        for (const Sent& sent : batch.sent)
            topic->probe->failed(m_service.now(), LossCause::ProducerCrashed, topic->copiesOf(sent.message));
}

void Sends::call(Topic& topic, ProducerId producer, HostId client, Sent first, std::vector<Sent> others)
{
    if (m_freeCalls.empty()) {
        m_freeCalls.push_back(static_cast<std::uint32_t>(m_calls.size()));
        m_calls.emplace_back();
    }
    const std::uint32_t slot = m_freeCalls.back();
    m_freeCalls.pop_back();
    m_calls[slot] = {&topic, producer, client, std::move(first), std::move(others)};
    make(slot);
}

/// As soon as its process can.
void Sends::make(std::uint32_t slot)
{
    Call& call = m_calls[slot];
    call.number = ++m_lastCall;
    call.isWaiting = call.isDue = m_paused.contains(call.producer.value);
    if (!call.isWaiting) [[likely]]
        send(slot);
}

void Sends::resume(ProducerId producer)
{
    m_paused.erase(producer.value);
    for (std::uint32_t slot = 0; slot < m_calls.size(); ++slot)
        if (m_calls[slot].number != 0 && m_calls[slot].producer == producer && m_calls[slot].isDue)
            make(slot);
}

void Sends::send(std::uint32_t slot)
{
    Call& call = m_calls[slot];
    Network& network = m_service.context.network;
    const std::uint64_t number = call.number;
    call.sentAt = m_service.now();
    if (network.isNameLost(m_service.context.name)) [[unlikely]] {
        return network.after(m_service.delay(call.client),
                             [this, slot, number] { answered(slot, number, Outcome::Unavailable, LossCause::Unreachable); });
    }
    if (!m_service.isConnected(call.client))
        watch(slot);
    ++call.underWay;
    network.send(call.client, m_service.host, kSmallCall + call.payload(),
                 Breakable{[this, slot, number] {
                               m_service.context.network.after(m_service.requestTime(), [this, slot, number] { arrived(slot, number); });
                           },
                           [this, slot, number](ParcelLoss how) { lost(slot, number, how); }});
}

std::uint64_t Sends::countCopies(const Topic& topic) const
{
    std::uint64_t copies = 0;
    for (const Call& call : m_calls)
        if (call.number != 0 && call.isInBooks && call.topic == &topic)
            copies += call.copies();
    for (const auto& [producer, batches] : m_batches)
        for (const auto& [of, batch] : batches)
            for (const Sent& sent : batch.sent)
                copies += of == &topic ? topic.copiesOf(sent.message) : 0;
    return copies;
}

void Sends::clear()
{
    m_calls.clear();
    m_freeCalls.clear();
    m_batches.clear();
    m_paused.clear();
}

}  // namespace stormglass::sqs
