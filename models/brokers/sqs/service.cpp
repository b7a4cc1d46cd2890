// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/service.h"

#include "models/brokers/sqs/queue.h"
#include "models/brokers/sqs/receiver.h"
#include "models/network/reply.h"

#include <algorithm>

namespace stormglass::sqs {

Service::Service(const spec::SqsSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , host(where.hosts.front())
    , m_requestTime(chosen.requestTime)
    , m_requestTimes(where.random.stream(where.name, "request time"))
{
    where.network.watchReach(*this);
}

Service::~Service() = default;

Topic* Service::findTopic(const std::string& name) const
{
    const auto found = std::ranges::find_if(topics, [&](const auto& topic) { return topic->name == name; });
    return found == topics.end() ? nullptr : found->get();
}

/// On its way to the client.
struct Service::Answer {
    Service& service;
    std::uint32_t slot;
    Outcome outcome;

    void operator()() const { service.answered(slot, outcome); }
    void lost(ParcelLoss) const { service.answered(slot, Outcome::Reset); }
};

void Service::publish(HostId client, Topic& topic, Message message, CompletionId confirm)
{
    topic.probe->produced(now(), topic.queues.size());
    if (context.network.isNameLost(context.name)) {
        topic.probe->failed(now(), LossCause::Unreachable, topic.queues.size());
        context.network.after(delay(client), Reply{context.completions, confirm, Outcome::Unavailable});
        return;
    }
    if (m_freeCalls.empty()) {
        m_freeCalls.push_back(static_cast<std::uint32_t>(m_calls.size()));
        m_calls.emplace_back();
    }
    const std::uint32_t slot = m_freeCalls.back();
    m_freeCalls.pop_back();
    const std::int64_t bytes = kSmallCall + message.size;
    m_calls[slot] = {&topic, client, std::move(message), confirm, ++m_lastCall, now()};
    if (!isConnected(client))
        watch(slot);
    context.network.send(client, host, bytes,
                         Breakable{[this, slot] { context.network.after(requestTime(), [this, slot] { called(slot); }); },
                                   [this, slot](ParcelLoss how) { callLost(slot, how); }});
}

void Service::called(std::uint32_t slot)
{
    const Message message = std::move(m_calls[slot].message);
    Topic& topic = *std::exchange(m_calls[slot].topic, nullptr);
    const bool isDenied = topic.deniedWrites > 0;
    const Outcome outcome = !isUp ? Outcome::Unavailable : isDenied ? Outcome::Refused : Outcome::Ok;
    if (outcome == Outcome::Ok)
        for (Queue* queue : topic.queues)
            queue->send(message);
    else
        topic.probe->failed(now(), isUp ? LossCause::Denied : LossCause::Refused, topic.queues.size());
    if (!isUp && isSilent)
        context.network.after(kReadTimeout, Answer{*this, slot, Outcome::TimedOut});
    else
        context.network.signal(host, m_calls[slot].client, kSmallCall, Duration{}, Answer{*this, slot, outcome});
}

void Service::callLost(std::uint32_t slot, ParcelLoss how)
{
    Topic& topic = *std::exchange(m_calls[slot].topic, nullptr);
    m_calls[slot].message = {};
    topic.probe->failed(now(), LossCause::Unreachable, topic.queues.size());
    answered(slot, outcomeOf(how));
}

void Service::answered(std::uint32_t slot, Outcome outcome)
{
    const CompletionId confirm = m_calls[slot].confirm;
    m_calls[slot].number = 0;
    m_freeCalls.push_back(slot);
    context.completions.resolve(confirm, outcome);
}

void Service::reachChanged()
{
    for (std::uint32_t slot = 0; slot < m_calls.size(); ++slot)
        if (m_calls[slot].number != 0 && !m_calls[slot].isWatched && !isConnected(m_calls[slot].client))
            watch(slot);
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->serve();
}

/// A call that is cut off may end in no other way than by its client's patience.
void Service::watch(std::uint32_t slot)
{
    m_calls[slot].isWatched = true;
    const Duration left = std::max(Duration{}, m_calls[slot].sentAt + kReadTimeout - now());
    context.network.after(left, [this, slot, number = m_calls[slot].number] {
        if (m_calls[slot].number == number)
            context.completions.resolve(m_calls[slot].confirm, Outcome::TimedOut);
    });
}

std::uint64_t Service::countCalls(const Topic& topic) const
{
    const auto calls = std::ranges::count(m_calls, &topic, [](const Call& call) -> const Topic* { return call.topic; });
    return static_cast<std::uint64_t>(calls) * topic.queues.size();
}

void Service::clear()
{
    m_calls.clear();
    m_freeCalls.clear();
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->clear();
}

}  // namespace stormglass::sqs
