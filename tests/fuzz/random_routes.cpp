// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_routes.h"

namespace stormglass::fuzz {
namespace {

/// Most of them let in something, so that queues go on getting messages.
spec::RabbitmqBinding bindingTo(spec::RabbitmqExchangeType type, const std::string& destination, bool isExchange, Luck& luck)
{
    spec::RabbitmqBinding binding;
    (isExchange ? binding.exchange : binding.component) = destination;
    if (type == spec::RabbitmqExchangeType::Direct)
        binding.routingKey = "nothing-of-the-kind";
    if (type == spec::RabbitmqExchangeType::Topic)
        binding.routingKey = luck.has(0.5) ? "#" : "*.*";
    if (type == spec::RabbitmqExchangeType::Headers) {
        binding.match = static_cast<spec::RabbitmqHeaderMatch>(luck.index(4));
        binding.arguments.push_back({"kind", luck.has(0.5) ? "a" : ""});
    }
    return binding;
}

void joinExchange(spec::Channel& channel, const std::vector<std::string>& others, const std::vector<std::string>& components, Luck& luck)
{
    auto& queue = std::get<spec::RabbitmqQueue>(channel.settings);
    if (luck.has(0.3))
        queue.exchangeType = static_cast<spec::RabbitmqExchangeType>(luck.index(4));
    if (queue.exchangeType != spec::RabbitmqExchangeType::Fanout)
        for (const std::string& component : components)
            if (luck.has(0.8))
                queue.bindings.push_back(bindingTo(queue.exchangeType, component, false, luck));
    for (const std::string& other : others)
        if (other != channel.name && luck.has(0.2))
            queue.bindings.push_back(bindingTo(queue.exchangeType, other, true, luck));
    if (queue.exchangeType != spec::RabbitmqExchangeType::Fanout && queue.bindings.empty())
        queue.exchangeType = spec::RabbitmqExchangeType::Fanout;
    if (queue.exchangeType == spec::RabbitmqExchangeType::Headers)
        queue.properties.push_back({.share = luck.share(1), .headers = {{"kind", "a"}}});
    if (const std::string& other = luck.oneOf(others); other != channel.name && luck.has(0.2))
        queue.alternateExchange = other;
    queue.isMandatory = luck.has(0.2);
    if (queue.type == spec::RabbitmqQueueType::Stream)
        return;
    if (luck.has(0.3))
        queue.deadLetterChannel = luck.oneOf(others);
    queue.hasWaitingQueue = queue.exchangeType == spec::RabbitmqExchangeType::Fanout && luck.has(0.3);
    for (const std::string& component : components)
        if (luck.has(0.2))
            queue.consumerPriorities.push_back({.component = component, .consumers = luck.number(1, 2), .priority = luck.number(-5, 5)});
}

}  // namespace

void joinExchanges(std::vector<spec::Channel>& channels, const std::vector<std::string>& components, Luck& luck)
{
    for (spec::Channel& channel : channels) {
        if (!std::holds_alternative<spec::RabbitmqQueue>(channel.settings) || luck.has(0.5))
            continue;
        std::vector<std::string> others;
        for (const spec::Channel& other : channels)
            if (other.broker == channel.broker)
                others.push_back(other.name);
        joinExchange(channel, others, components, luck);
    }
}

}  // namespace stormglass::fuzz
