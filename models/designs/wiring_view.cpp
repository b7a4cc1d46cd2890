// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/wiring_view.h"

#include "models/spec/program_walk.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace stormglass {
namespace {

using Kind = results::WiringEdge::Kind;

class WiringViewMaker {
public:
    WiringViewMaker(const Wiring& wiring, const spec::Scenario& scenario) : m_wiring(wiring), m_scenario(scenario) { }

    results::WiringView make()
    {
        m_view.design = m_wiring.design;
        for (const spec::Channel& channel : m_wiring.channels)
            m_view.channels.emplace_back(channel.name, channel.broker);
        addClients();
        for (const Handler& handler : m_wiring.handlers) {
            m_component = handler.component;
            read(handler.body);
            read(handler.onFailure);
        }
        addSubscriptions();
        for (const spec::Component& component : m_scenario.topology.components)
            std::visit([&](const auto& settings) { addDeadLetters(component.name, settings); }, component.settings);
        return std::move(m_view);
    }

private:
    /// Every word of a label once.
    void add(Kind kind, const std::string& from, const std::string& to, const std::string& word = {})
    {
        if (to.empty())
            return;
        const auto [place, isNew] = m_places.try_emplace({kind, from, to}, m_view.edges.size());
        if (isNew)
            m_view.edges.push_back({.kind = kind, .from = from, .to = to, .label = {}});
        if (word.empty() || !m_words.emplace(place->second, word).second)
            return;
        std::string& label = m_view.edges[place->second].label;
        label += (label.empty() ? "" : ", ") + word;
    }

    void addClients()
    {
        for (const spec::Workload& workload : m_scenario.workload) {
            if (workload.flow.empty())
                add(Kind::Call, workload.client, workload.component, workload.operation);
        }
        for (const FlowEntry& entry : m_wiring.entries) {
            const auto flow = std::ranges::find(m_scenario.flows, entry.flow, &spec::Flow::name);
            if (flow != m_scenario.flows.end())
                add(Kind::Call, flow->client, entry.component, entry.operation);
        }
    }

    /// A subscriber without handlers takes messages all the same.
    void addSubscriptions()
    {
        for (const Subscription& subscription : m_wiring.subscriptions) {
            add(Kind::Deliver, subscription.channel, subscription.component);
            for (const Handler& handler : m_wiring.handlers) {
                const auto* message = std::get_if<Handler::OnMessage>(&handler.trigger);
                if (message != nullptr && handler.component == subscription.component && message->channel == subscription.channel)
                    add(Kind::Deliver, subscription.channel, subscription.component, message->event);
            }
        }
    }

    template <class Settings>
    void addDeadLetters(const std::string& component, const Settings& settings)
    {
        if constexpr (requires { settings.failedMessages; })
            add(Kind::Publish, component, settings.failedMessages.deadLetterChannel, "dead letters");
    }

    void read(const spec::Program& program)
    {
        spec::forEachAction(program, [this](const auto& action) { note(action); });
    }

    void note(const spec::Call& call) { add(Kind::Call, m_component, call.component, call.operation); }
    void note(const spec::Send& send) { add(Kind::Call, m_component, send.component, send.operation); }
    void note(const spec::Publish& publish) { add(Kind::Publish, m_component, publish.channel); }
    void note(const spec::EmitEvent& event) { add(Kind::Publish, m_component, event.channel, event.event); }
    void note(const spec::RedriveMessage& redrive) { add(Kind::Publish, m_component, redrive.channel); }
    void note(const spec::Access& access) { add(Kind::Store, m_component, access.store); }
    void note(const spec::PerformStep& step) { noteStep(step.flow, step.step, false); }
    void note(const spec::UndoStep& step) { noteStep(step.flow, step.step, true); }

    void note(const spec::AdvanceSaga& saga)
    {
        const auto& components = m_scenario.topology.components;
        const auto component = std::ranges::find(components, m_component, &spec::Component::name);
        if (component != components.end()) {
            if (const auto* settings = std::get_if<spec::OrchestratorSettings>(&component->settings))
                add(Kind::Store, m_component, settings->store, "saga log");
        }
        const auto plan = std::ranges::find(m_wiring.sagas, saga.flow, &SagaPlan::flow);
        if (plan == m_wiring.sagas.end())
            return;
        for (const SagaPlan::Command& command : plan->commands) {
            if (!command.doEvent.empty())
                add(Kind::Publish, m_component, command.channel, command.doEvent);
            if (!command.undoEvent.empty())
                add(Kind::Publish, m_component, command.channel, command.undoEvent);
        }
    }

    template <class Other>
    void note(const Other&)
    {
    }

    void noteStep(const std::string& flowName, const std::string& name, bool isUndone)
    {
        const auto flow = std::ranges::find(m_scenario.flows, flowName, &spec::Flow::name);
        if (flow == m_scenario.flows.end())
            return;
        const auto step = std::ranges::find(flow->steps, name, &spec::Step::name);
        if (step != flow->steps.end())
            add(Kind::Store, m_component, step->store, isUndone ? step->compensation : step->name);
    }

    const Wiring& m_wiring;
    const spec::Scenario& m_scenario;
    std::string m_component;  // whose programs are read
    results::WiringView m_view;
    std::map<std::tuple<Kind, std::string, std::string>, std::size_t> m_places;  // of edges
    std::set<std::pair<std::size_t, std::string>> m_words;                       // of labels, by edge
};

}  // namespace

results::WiringView viewOf(const Wiring& wiring, const spec::Scenario& scenario)
{
    return WiringViewMaker(wiring, scenario).make();
}

}  // namespace stormglass
