// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/bound_queues.h"

#include "models/brokers/rabbitmq/amqp/routes.h"
#include "models/brokers/rabbitmq/queue.h"

#include <algorithm>
#include <set>

namespace stormglass::rabbitmq {

namespace {

amqp::ExchangeType typeOf(const Exchange& exchange)
{
    switch (exchange.settings.exchangeType) {
    case spec::RabbitmqExchangeType::Direct: return amqp::ExchangeType::Direct;
    case spec::RabbitmqExchangeType::Topic: return amqp::ExchangeType::Topic;
    case spec::RabbitmqExchangeType::Headers: return amqp::ExchangeType::Headers;
    case spec::RabbitmqExchangeType::Fanout: break;
    }
    return amqp::ExchangeType::Fanout;
}

amqp::Binding bindingOf(const spec::RabbitmqBinding& settings)
{
    amqp::Binding binding{.source = {},
                          .isToExchange = !settings.exchange.empty(),
                          .destination = settings.exchange.empty() ? settings.component : settings.exchange,
                          .key = settings.routingKey};
    binding.arguments.emplace("x-match", amqp::Value{std::string{namesOf(settings.match)[static_cast<std::size_t>(settings.match)]}});
    for (const spec::RabbitmqHeader& header : settings.arguments)
        binding.arguments.emplace(header.name, header.value.empty() ? amqp::Value{} : amqp::Value{header.value});
    return binding;
}

/// Each exchange sees a message once, by whatever ways it gets there (rabbit_exchange, route1).
class Route {
public:
    Route(const Cluster& cluster, const amqp::Message& message) : m_cluster(cluster), m_message(message) { }

    std::vector<Queue*> from(const Exchange& exchange)
    {
        visit(exchange);
        return std::move(m_queues);
    }

private:
    void visit(const Exchange& exchange)
    {
        if (!m_seen.insert(&exchange).second)
            return;
        bool isTaken = exchange.settings.exchangeType == spec::RabbitmqExchangeType::Fanout && !exchange.queues.empty();
        if (isTaken)
            m_queues.insert(m_queues.end(), exchange.queues.begin(), exchange.queues.end());
        for (const spec::RabbitmqBinding& settings : exchange.settings.bindings)
            if (const amqp::Binding binding = bindingOf(settings); amqp::takes(typeOf(exchange), binding, m_message))
                isTaken |= follow(exchange, binding);
        if (isTaken || exchange.settings.alternateExchange.empty())
            return;
        if (const Exchange* alternate = m_cluster.findExchange(exchange.settings.alternateExchange))
            visit(*alternate);
    }

    /// Whether it leads anywhere: a component that does not run in this design has no queue.
    bool follow(const Exchange& exchange, const amqp::Binding& binding)
    {
        if (binding.isToExchange) {
            const Exchange* const next = m_cluster.findExchange(binding.destination);
            if (next != nullptr)
                visit(*next);
            return next != nullptr;
        }
        const auto queue = std::ranges::find(exchange.queues, binding.destination, &Queue::component);
        if (queue == exchange.queues.end())
            return false;
        if (std::ranges::find(m_queues, *queue) == m_queues.end())
            m_queues.push_back(*queue);
        return true;
    }

    const Cluster& m_cluster;
    const amqp::Message& m_message;
    std::set<const Exchange*> m_seen;
    std::vector<Queue*> m_queues;
};

}  // namespace

const std::vector<Queue*>& BoundQueues::targetsOf(const Message& message)
{
    const std::size_t own = m_cluster.envelopes.classOf(message.envelope);
    const std::size_t event = message.event.isValid() ? message.event.value + std::size_t{1} : 0;
    if (m_targets.size() <= event)
        m_targets.resize(event + 1);
    auto& byClass = m_targets[event];
    if (byClass.size() <= own)
        byClass.resize(own + 1);
    std::optional<std::vector<Queue*>>& targets = byClass[own];
    if (targets)
        return *targets;
    const Properties& properties = m_cluster.envelopes.properties(message.envelope);
    const auto* const names = m_cluster.context.eventNames;
    const bool isNamed = names != nullptr && message.event.value < names->size();
    amqp::Message routed;
    routed.routingKeys = {!properties.routingKey.empty() ? properties.routingKey : isNamed ? (*names)[message.event.value] : std::string{}};
    routed.headers = properties.headers;
    targets = Route(m_cluster, routed).from(m_exchange);
    return *targets;
}

const std::vector<Queue*>& Exchange::targetsOf(const Message& message) const
{
    // What a foreign producer sends tells of no event, and goes everywhere.
    return bound == nullptr || !message.transaction ? queues : bound->targetsOf(message);
}

Exchange* Cluster::findTaker(Exchange& exchange, const Message& message) const
{
    Exchange* taker = &exchange;
    for (std::size_t steps = 0; taker != nullptr && steps <= exchanges.size(); ++steps) {
        if (std::ranges::any_of(taker->targetsOf(message), &Queue::isDeclared))
            return taker;
        taker = taker->settings.alternateExchange.empty() ? nullptr : findExchange(taker->settings.alternateExchange);
    }
    return nullptr;
}

}  // namespace stormglass::rabbitmq
