// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/wiring_writer.h"

#include "models/designs/statements.h"
#include "simcore/base/check.h"

#include <algorithm>
#include <iterator>

namespace stormglass {
WiringWriter::WiringWriter(const spec::Scenario& scenario) : m_scenario(scenario)
{
    for (const spec::Component& component : scenario.topology.components)
        m_components.emplace(component.name, &component);
    for (const spec::Channel& channel : scenario.topology.channels) {
        m_wiring.channels.push_back(channel);
        m_channels.insert(channel.name);
    }
}

const spec::Component& WiringWriter::component(const std::string& name) const
{
    const auto found = m_components.find(name);
    SIM_CHECK(found != m_components.end(), "there is no component " + name);
    return *found->second;
}

void WiringWriter::addChannel(const std::string& channel, const std::string& broker)
{
    if (m_channels.insert(channel).second)
        m_wiring.channels.push_back(
            {.name = channel, .broker = broker, .settings = defaultChannelFor(component(broker))});
}

void WiringWriter::subscribe(const std::string& component, const std::string& channel, Duration from)
{
    if (m_subscriptions.emplace(channel, component).second)
        m_wiring.subscriptions.push_back({.channel = channel, .component = component, .from = from});
}

void WiringWriter::onRequest(const std::string& component, const std::string& operation, spec::Program body,
                             spec::Program onFailure)
{
    m_wiring.handlers.push_back({.component = component,
                                 .trigger = Handler::OnRequest{operation},
                                 .body = std::move(body),
                                 .onFailure = std::move(onFailure)});
}

void WiringWriter::onMessage(const std::string& component, const Handler::OnMessage& message, spec::Program body,
                             spec::Program onFailure)
{
    const MessageKey key{component, message.channel, message.event};
    std::vector<Handler>& reactions = m_reactions[key];
    if (reactions.empty())
        m_reactionOrder.push_back(key);
    reactions.push_back(
        {.component = component, .trigger = message, .body = std::move(body), .onFailure = std::move(onFailure)});
}

/// What reacts to every message of a channel also reacts to those that have handlers of their own.
void WiringWriter::repeatForEveryEvent()
{
    for (const MessageKey& key : m_reactionOrder) {
        const auto& [component, channel, event] = key;
        const auto general = m_reactions.find({component, channel, {}});
        if (event.empty() || general == m_reactions.end())
            continue;
        for (Handler reaction : general->second) {
            reaction.trigger = Handler::OnMessage{.channel = channel, .event = event};
            m_reactions[key].push_back(std::move(reaction));
        }
    }
}

void WiringWriter::addEntry(const spec::Flow& flow, std::int64_t placesToAsk)
{
    const std::string& owner = flow.steps.front().component;
    for (std::size_t i = 0; i < flow.via.size(); ++i) {
        const auto* gateway = std::get_if<spec::GatewaySettings>(&component(flow.via[i]).settings);
        SIM_CHECK(gateway != nullptr, flow.via[i] + " is no gateway");
        const std::string& next = i + 1 < flow.via.size() ? flow.via[i + 1] : owner;
        onRequest(flow.via[i], flow.name,
                  {{spec::Work{gateway->overhead}}, call(next, flow.name, gateway->policy)});
    }
    m_wiring.entries.push_back({.flow = flow.name,
                                .component = flow.via.empty() ? owner : flow.via.front(),
                                .operation = flow.name,
                                .placesToAsk = placesToAsk});
}

void WiringWriter::addSaga(SagaPlan saga) { m_wiring.sagas.push_back(std::move(saga)); }

Wiring WiringWriter::take() &&
{
    repeatForEveryEvent();
    for (const MessageKey& key : m_reactionOrder)
        std::ranges::move(m_reactions[key], std::back_inserter(m_wiring.handlers));
    return std::move(m_wiring);
}

}  // namespace stormglass
