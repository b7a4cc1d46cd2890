// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/envelopes.h"

#include "models/brokers/rabbitmq/amqp/dead_letters.h"
#include "models/spec/design_channels.h"

#include <limits>

namespace stormglass::rabbitmq {

Envelopes::Envelopes() : m_properties(1), m_envelopes(1) { }

std::size_t Envelopes::classFor(const Properties& properties)
{
    const auto known = std::ranges::find(m_properties, properties);
    const auto index = static_cast<std::size_t>(known - m_properties.begin());
    if (known == m_properties.end())
        m_properties.push_back(properties);
    return index;
}

Envelopes::Number Envelopes::numberOf(const Properties& properties)
{
    const std::size_t own = classFor(properties);
    const auto known = std::ranges::find_if(m_envelopes, [&](const Envelope& envelope) { return envelope.properties == own && envelope.deaths.empty(); });
    const auto number = static_cast<Number>(known - m_envelopes.begin());
    if (known == m_envelopes.end())
        m_envelopes.push_back({.properties = own});
    return number;
}

std::int64_t Envelopes::deathsIn(const Queue& queue, Number envelope) const
{
    std::int64_t count = 0;
    for (const QueueDeath& death : m_envelopes[envelope].deaths)
        count += death.queue == &queue ? death.count : 0;
    return count;
}

Envelopes::Number Envelopes::afterDeath(Number number, const Queue& queue, DeathReason reason, const std::string& routingKey)
{
    const Death death{&queue, reason};
    if (const auto known = m_envelopes[number].after.find(death); known != m_envelopes[number].after.end())
        return known->second;
    if (m_envelopes.size() > std::numeric_limits<Number>::max())
        return number;
    Properties properties = m_properties[m_envelopes[number].properties];
    properties.expiration.reset();
    if (!routingKey.empty())
        properties.routingKey = routingKey;
    Envelope letter{.properties = classFor(properties), .deaths = m_envelopes[number].deaths};
    amqp::countDeath(letter.deaths, QueueDeath{.queue = &queue, .reason = reason});
    Number after = number;
    if (letter.deaths.front().count <= kMostDeaths) {
        after = static_cast<Number>(m_envelopes.size());
        m_envelopes.push_back(std::move(letter));
    }
    m_envelopes[number].after.emplace(death, after);
    return after;
}

Stationery::Stationery(std::vector<spec::RabbitmqProperties> properties, Envelopes& envelopes, const std::vector<std::string>& eventNames,
                       RandomStream luck)
    : m_settings(std::move(properties)), m_eventNames(eventNames), m_luck(luck)
{
    for (const spec::RabbitmqProperties& entry : m_settings) {
        Properties said{.priority = static_cast<std::uint8_t>(entry.priority)};
        if (entry.expiration > Duration{})
            said.expiration = entry.expiration;
        for (const spec::RabbitmqHeader& header : entry.headers)
            said.headers.emplace(header.name, amqp::Value{header.value});
        m_numbers.push_back(envelopes.numberOf(said));
    }
}

Envelopes::Number Stationery::envelopeFor(const Message& message)
{
    // What a foreign producer sends tells of no event.
    const bool isNamed = message.transaction && message.event.value < m_eventNames.size();
    for (std::size_t i = 0; i < m_settings.size(); ++i) {
        const spec::RabbitmqProperties& entry = m_settings[i];
        if (!entry.event.empty() && !(isNamed && spec::standsFor(entry.event, m_eventNames[message.event.value])))
            continue;
        if (entry.share >= 1 || m_luck.uniform() < entry.share)
            return m_numbers[i];
    }
    return 0;
}

}  // namespace stormglass::rabbitmq
