// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/service.h"

#include "models/brokers/sqs/queue.h"
#include "models/brokers/sqs/receiver.h"

#include <algorithm>

namespace stormglass::sqs {

Service::Service(const spec::SqsSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , host(where.hosts.front())
    , m_requestTime(chosen.requestTime)
    , m_requestTimes(where.random.stream(where.name, "request time"))
{
}

Service::~Service() = default;

Topic* Service::findTopic(const std::string& name) const
{
    const auto found = std::ranges::find_if(topics, [&](const auto& topic) { return topic->name == name; });
    return found == topics.end() ? nullptr : found->get();
}

void Service::publish(HostId client, Topic& topic, Message message, CompletionId confirm)
{
    topic.probe->produced(now(), topic.queues.size());
    if (m_freeCalls.empty()) {
        m_freeCalls.push_back(static_cast<std::uint32_t>(m_calls.size()));
        m_calls.emplace_back();
    }
    const std::uint32_t slot = m_freeCalls.back();
    m_freeCalls.pop_back();
    const std::int64_t bytes = kSmallCall + message.size;
    m_calls[slot] = {&topic, client, std::move(message), confirm};
    context.network.send(client, host, bytes, [this, slot] {
        context.network.after(requestTime(), [this, slot] { called(slot); });
    });
}

void Service::called(std::uint32_t slot)
{
    Call call = std::move(m_calls[slot]);
    m_calls[slot].topic = nullptr;
    m_freeCalls.push_back(slot);
    Topic& topic = *call.topic;
    const bool isDenied = topic.deniedWrites > 0;
    Outcome outcome = !isUp ? Outcome::Unavailable : isDenied ? Outcome::Refused : Outcome::Ok;
    Duration answer = delay(call.client);
    if (!isUp && isSilent) {
        outcome = Outcome::TimedOut;
        answer = kSocketTimeout;
    }
    if (outcome == Outcome::Ok)
        for (Queue* queue : topic.queues)
            queue->send(call.message);
    else
        topic.probe->failed(now(), isUp ? LossCause::Denied : LossCause::Refused, topic.queues.size());
    context.network.after(answer, [&completions = context.completions, confirm = call.confirm, outcome] {
        completions.resolve(confirm, outcome);
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
