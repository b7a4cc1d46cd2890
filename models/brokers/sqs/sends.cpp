// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/sends.h"

#include "models/brokers/sqs/message_groups.h"
#include "models/brokers/sqs/queue.h"
#include "models/network/reply.h"

#include <algorithm>

namespace stormglass::sqs {

/// On its way to the client.
struct Sends::Answer {
    Sends& sends;
    std::uint32_t slot;
    Outcome outcome;

    void operator()() const { sends.answered(slot, outcome); }
    void lost(ParcelLoss) const { sends.answered(slot, Outcome::Reset); }
};

/// The same when the service wants fewer calls.
struct Sends::Throttling {
    Sends& sends;
    std::uint32_t slot;

    void operator()() const { sends.throttled(slot); }
    void lost(ParcelLoss how) const { sends.lost(slot, how); }
};

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
    if (m_service.context.network.isNameLost(m_service.context.name)) {
        topic.probe->failed(m_service.now(), LossCause::Unreachable, copies);
        m_service.context.network.after(m_service.delay(client), Reply{m_service.context.completions, confirm, Outcome::Unavailable});
        return;
    }
    if (m_service.settings.maxBatchSize > 1) [[unlikely]]
        gather(producer, client, topic, {std::move(message), confirm});
    else
        call(topic, producer, client, {std::move(message), confirm}, {});
}

void Sends::drop(ProducerId producer)
{
    m_paused.erase(producer.value);
    for (std::uint32_t slot = 0; slot < m_calls.size(); ++slot) {
        if (m_calls[slot].number == 0 || m_calls[slot].producer != producer)
            continue;
        m_calls[slot].isOrphan = true;
        if (!m_calls[slot].isWaiting)
            continue;
        failed(slot, LossCause::ProducerCrashed);
        answered(slot, Outcome::Reset);
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
    call.sentAt = m_service.now();
    if (!m_service.isConnected(call.client))
        watch(slot);
    m_service.context.network.send(call.client, m_service.host, kSmallCall + call.payload(),
                                   Breakable{[this, slot] {
                                                 m_service.context.network.after(m_service.requestTime(), [this, slot] { arrived(slot); });
                                             },
                                             [this, slot](ParcelLoss how) { lost(slot, how); }});
}

void Sends::arrived(std::uint32_t slot)
{
    Call& call = m_calls[slot];
    Topic& topic = *call.topic;
    const Outcome outcome = !m_service.isUp ? Outcome::Unavailable : topic.denials.writes > 0 ? Outcome::Refused : Outcome::Ok;
    Network& network = m_service.context.network;
    if (outcome == Outcome::Ok) {
        if (topic.hasQuota && !admits(call)) [[unlikely]]
            return network.signal(m_service.host, call.client, kSmallCall, Duration{}, Throttling{*this, slot});
        topic.meter.call(call.payload());
        call.topic = nullptr;
        accept(topic, call.first);
        for (Sent& sent : call.others)
            accept(topic, sent);
    } else {
        failed(slot, m_service.isUp ? LossCause::Denied : LossCause::Refused);
    }
    if (!m_service.isUp && m_service.isSilent)
        network.after(kReadTimeout, Answer{*this, slot, Outcome::TimedOut});
    else
        network.signal(m_service.host, m_calls[slot].client, kSmallCall, Duration{}, Answer{*this, slot, outcome});
}

void Sends::accept(Topic& topic, Sent& sent)
{
    const Message message = std::move(sent.message);
    sent.isTooLong = message.size > topic.settings.maximumMessageSize;
    if (sent.isTooLong) [[unlikely]]
        return topic.probe->failed(m_service.now(), LossCause::Refused, topic.copiesOf(message));
    if (topic.taker != nullptr) [[unlikely]]
        topic.taker->take(message);
    for (Queue* queue : topic.queues)
        queue->send(message);
}

/// A call of a batch counts once; with high throughput once in each of its groups.
bool Sends::admits(const Call& call) const
{
    Topic& topic = *call.topic;
    const SimTime now = m_service.now();
    if (!topic.sends.take(now))
        return false;
    if (topic.settings.throughputLimit == spec::SqsFifoThroughputLimit::PerQueue)
        return true;
    std::vector<std::uint32_t> groups{messageGroupOf(call.first.message, topic.settings.messageGroups)};
    for (const Sent& sent : call.others)
        groups.push_back(messageGroupOf(sent.message, topic.settings.messageGroups));
    std::ranges::sort(groups);
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    return std::ranges::all_of(groups, [&](std::uint32_t group) { return topic.groupSends.take(now, group); });
}

/// The SDK makes the call again.
void Sends::throttled(std::uint32_t slot)
{
    Call& call = m_calls[slot];
    if (call.isOrphan || call.attempt >= m_service.settings.maxAttempts) {
        failed(slot, LossCause::Throttled);
        return answered(slot, Outcome::Refused);
    }
    call.number = ++m_lastCall;
    call.isWatched = false;
    call.isWaiting = true;
    m_service.context.network.after(m_service.waitAfterThrottling(call.attempt++), [this, slot, number = call.number] {
        if (m_calls[slot].number == number)
            make(slot);
    });
}

/// The messages are gone.
void Sends::failed(std::uint32_t slot, LossCause cause)
{
    Call& call = m_calls[slot];
    const std::uint64_t copies = call.copies();
    Topic& topic = *std::exchange(call.topic, nullptr);
    call.first.message = {};
    for (Sent& sent : call.others)
        sent.message = {};
    topic.probe->failed(m_service.now(), cause, copies);
}

void Sends::lost(std::uint32_t slot, ParcelLoss how)
{
    failed(slot, LossCause::Unreachable);
    answered(slot, outcomeOf(how));
}

void Sends::answered(std::uint32_t slot, Outcome outcome)
{
    const Call call = std::move(m_calls[slot]);
    m_calls[slot].number = 0;
    m_freeCalls.push_back(slot);
    resolve(call, outcome);
}

void Sends::resolve(const Call& call, Outcome outcome)
{
    const auto tell = [&](const Sent& sent) {
        m_service.context.completions.resolve(sent.confirm, outcome == Outcome::Ok && sent.isTooLong ? Outcome::Refused : outcome);
    };
    tell(call.first);
    for (const Sent& sent : call.others)
        tell(sent);
}

void Sends::reachChanged()
{
    for (std::uint32_t slot = 0; slot < m_calls.size(); ++slot)
        if (const Call& call = m_calls[slot]; call.number != 0 && !call.isWatched && !call.isWaiting && !m_service.isConnected(call.client))
            watch(slot);
}

/// A call that is cut off may end in no other way than by its client's patience.
void Sends::watch(std::uint32_t slot)
{
    m_calls[slot].isWatched = true;
    const Duration left = std::max(Duration{}, m_calls[slot].sentAt + kReadTimeout - m_service.now());
    m_service.context.network.after(left, [this, slot, number = m_calls[slot].number] {
        if (m_calls[slot].number != number)
            return;
        m_calls[slot].isOrphan = true;
        resolve(m_calls[slot], Outcome::TimedOut);
    });
}

std::uint64_t Sends::countCopies(const Topic& topic) const
{
    std::uint64_t copies = 0;
    for (const Call& call : m_calls)
        if (call.topic == &topic)
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
