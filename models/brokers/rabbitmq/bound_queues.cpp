// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/bound_queues.h"

namespace stormglass::rabbitmq {

void BoundQueues::add(Queue& queue, const std::string& component)
{
    Bound bound{.queue = &queue, .bindings = {}};
    for (const spec::RabbitmqBinding& binding : m_settings.bindings)
        if (binding.component == component)
            bound.bindings.push_back({.source = {}, .destination = component, .key = binding.routingKey});
    m_queues.push_back(std::move(bound));
}

const std::vector<Queue*>& BoundQueues::targetsOf(EventTypeId event)
{
    if (m_targets.size() <= event.value)
        m_targets.resize(event.value + 1);
    std::optional<std::vector<Queue*>>& targets = m_targets[event.value];
    if (targets)
        return *targets;
    const auto type = m_settings.exchangeType == spec::RabbitmqExchangeType::Topic ? amqp::ExchangeType::Topic
                                                                                   : amqp::ExchangeType::Direct;
    const std::string key = event.value < m_eventNames.size() ? m_eventNames[event.value] : std::string{};
    amqp::Message message;
    message.routingKeys = {key};
    targets.emplace();
    for (const Bound& bound : m_queues)
        if (std::ranges::any_of(bound.bindings, [&](const auto& binding) { return amqp::takes(type, binding, message); }))
            targets->push_back(bound.queue);
    return *targets;
}

const std::vector<Queue*>& Exchange::targetsOf(const Message& message)
{
    // What a foreign producer sends tells of no event, and goes everywhere.
    return bound == nullptr || !message.transaction ? queues : bound->targetsOf(message.event);
}

Exchange* Cluster::findTaker(Exchange& exchange, const Message& message) const
{
    Exchange* taker = &exchange;
    for (std::size_t steps = 0; taker != nullptr && steps <= exchanges.size(); ++steps) {
        if (!taker->targetsOf(message).empty())
            return taker;
        taker = taker->settings.alternateExchange.empty() ? nullptr : findExchange(taker->settings.alternateExchange);
    }
    return nullptr;
}

}  // namespace stormglass::rabbitmq
