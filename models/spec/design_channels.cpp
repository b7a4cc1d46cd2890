// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/design_channels.h"

#include "models/spec/channel_names.h"

#include <algorithm>
#include <set>

namespace stormglass::spec {
namespace {

class PossibleChannels {
public:
    explicit PossibleChannels(const Scenario& scenario) : m_scenario(scenario), m_channels(scenario.topology.channels)
    {
        for (const Channel& channel : m_channels)
            m_described.insert(channel.name);
    }

    std::vector<Channel> collect() &&
    {
        for (const Design& design : m_scenario.designs)
            std::visit([this](const auto& style) { addOf(style); }, design.style);
        return std::move(m_channels);
    }

private:
    void addOf(const RequestResponse&) { }

    void addOf(const Choreography& style)
    {
        for (const Flow& flow : m_scenario.flows)
            for (const Step& step : flow.steps)
                add(eventChannelOf(step.component), style.broker);
    }

    void addOf(const Orchestration& style)
    {
        for (const Flow& flow : m_scenario.flows) {
            add(replyChannelOf(flow.name), style.broker);
            for (const Step& step : flow.steps)
                add(commandChannelOf(flow.name, step.component), style.broker);
        }
    }

    void add(const std::string& name, const std::string& broker)
    {
        const auto found = std::ranges::find(m_scenario.topology.components, broker, &Component::name);
        if (found == m_scenario.topology.components.end() || !isBroker(*found) || m_described.contains(name)
            || !m_made.emplace(name, broker).second)
            return;
        m_channels.push_back({.name = name, .broker = broker, .settings = defaultChannelFor(*found)});
    }

    const Scenario& m_scenario;
    std::vector<Channel> m_channels;
    std::set<std::string> m_described;                      // in the topology
    std::set<std::pair<std::string, std::string>> m_made;  // by designs: name and broker
};

}  // namespace

std::vector<Channel> possibleChannels(const Scenario& scenario) { return PossibleChannels(scenario).collect(); }

bool isNamedByDesigns(const Scenario& scenario, const std::string& channel)
{
    return std::ranges::any_of(scenario.flows, [&](const Flow& flow) {
        return channel == replyChannelOf(flow.name) || std::ranges::any_of(flow.steps, [&](const Step& step) {
                   return channel == eventChannelOf(step.component) || channel == commandChannelOf(flow.name, step.component);
               });
    });
}

std::vector<std::string> possibleEvents(const Scenario& scenario)
{
    std::vector<std::string> events;
    for (const Flow& flow : scenario.flows) {
        events.push_back(flow.name);
        events.push_back(startEventOf(flow.name));
        for (const Step& step : flow.steps) {
            events.push_back(flow.name + "." + step.name);
            for (const std::string_view what : {"succeeded", "rejected", "do", "undo", "undone"})
                events.push_back(stepEventOf(flow.name, step.name, what));
        }
    }
    return events;
}

bool standsFor(std::string_view name, std::string_view event)
{
    return event.starts_with(name) && (event.size() == name.size() || event[name.size()] == '.');
}

}  // namespace stormglass::spec
