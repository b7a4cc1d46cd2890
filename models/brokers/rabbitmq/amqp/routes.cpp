// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/routes.h"

#include "models/brokers/rabbitmq/amqp/matching.h"

#include <algorithm>

namespace stormglass::rabbitmq::amqp {

std::optional<ExchangeType> findExchangeType(std::string_view name)
{
    for (const ExchangeType type : {ExchangeType::Direct, ExchangeType::Fanout, ExchangeType::Topic, ExchangeType::Headers})
        if (nameOf(type) == name)
            return type;
    return std::nullopt;
}

Routes::Routes()
{
    add({.name = "", .isDurable = true});
    for (const ExchangeType type : {ExchangeType::Direct, ExchangeType::Fanout, ExchangeType::Topic, ExchangeType::Headers})
        add({.name = "amq." + std::string{nameOf(type)}, .type = type, .isDurable = true});
    add({.name = "amq.match", .type = ExchangeType::Headers, .isDurable = true});
}

const Exchange* Routes::findExchange(std::string_view name) const
{
    const auto found = m_exchanges.find(name);
    return found == m_exchanges.end() ? nullptr : &found->second;
}

void Routes::add(Exchange exchange)
{
    std::string name = exchange.name;
    m_exchanges.emplace(std::move(name), std::move(exchange));
}

void Routes::removeExchange(const std::string& name)
{
    m_exchanges.erase(name);
    removeBindings([&](const Binding& binding) {
        return binding.source == name || (binding.isToExchange && binding.destination == name);
    });
}

void Routes::bind(Binding binding)
{
    if (std::ranges::find(m_bindings, binding) == m_bindings.end())
        m_bindings.push_back(std::move(binding));
}

void Routes::unbind(const Binding& meant)
{
    removeBindings([&](const Binding& binding) { return binding == meant; });
}

void Routes::removeQueue(const std::string& name)
{
    removeBindings([&](const Binding& binding) { return !binding.isToExchange && binding.destination == name; });
}

void Routes::removeTransient(const std::function<bool(const std::string&)>& isQueueThere)
{
    std::erase_if(m_exchanges, [](const auto& item) { return !item.second.isDurable; });
    std::erase_if(m_bindings, [&](const Binding& binding) {
        const bool isThere = binding.isToExchange ? m_exchanges.contains(binding.destination) : isQueueThere(binding.destination);
        return !isThere || !m_exchanges.contains(binding.source);
    });
}

void Routes::removeBindings(const std::function<bool(const Binding&)>& isMeant)
{
    std::set<std::string> sources;
    std::erase_if(m_bindings, [&](const Binding& binding) {
        const bool isGone = isMeant(binding);
        if (isGone)
            sources.insert(binding.source);
        return isGone;
    });
    for (const std::string& source : sources)
        if (const Exchange* exchange = findExchange(source); exchange != nullptr && exchange->isAutoDelete && !hasBindings(source))
            removeExchange(source);
}

bool Routes::hasBindings(const std::string& exchange) const
{
    return std::ranges::find(m_bindings, exchange, &Binding::source) != m_bindings.end();
}

bool takes(ExchangeType type, const Binding& binding, const Message& message)
{
    switch (type) {
    case ExchangeType::Fanout: return true;
    case ExchangeType::Headers: return matchesHeaders(binding.arguments, message.headers);
    case ExchangeType::Direct: return std::ranges::find(message.routingKeys, binding.key) != message.routingKeys.end();
    case ExchangeType::Topic: break;
    }
    return std::ranges::any_of(message.routingKeys,
                               [&](const std::string& key) { return matchesTopic(binding.key, key); });
}

std::vector<const Binding*> Routes::match(const Exchange& exchange, const Message& message) const
{
    std::vector<const Binding*> matching;
    for (const Binding& binding : m_bindings)
        if (binding.source == exchange.name && takes(exchange.type, binding, message))
            matching.push_back(&binding);
    return matching;
}

std::set<std::string> Routes::route(const std::string& name, const Message& message) const
{
    if (name.empty())
        return {message.routingKeys.begin(), message.routingKeys.end()};
    std::set<std::string> queues;
    std::set<std::string> seen{name};
    std::vector<std::string> left{name};
    const auto visit = [&](const std::string& next) {
        if (findExchange(next) != nullptr && seen.insert(next).second)
            left.push_back(next);
    };
    while (!left.empty()) {
        const Exchange& exchange = *findExchange(left.back());
        left.pop_back();
        if (exchange.name.empty()) {
            queues.insert(message.routingKeys.begin(), message.routingKeys.end());
            continue;
        }
        const std::vector<const Binding*> matching = match(exchange, message);
        if (matching.empty() && exchange.alternate() != nullptr)
            visit(*exchange.alternate());
        for (const Binding* binding : matching)
            if (binding->isToExchange)
                visit(binding->destination);
            else
                queues.insert(binding->destination);
    }
    return queues;
}

}  // namespace stormglass::rabbitmq::amqp
