// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/impact_graph.h"

#include "models/designs/user_programs.h"
#include "models/spec/program_walk.h"

#include <algorithm>

namespace stormglass {

using results::ImpactPath;
using results::SubjectKind;

namespace {

ImpactNode componentNode(const std::string& name) { return {SubjectKind::Component, name}; }
ImpactNode channelNode(const std::string& name) { return {SubjectKind::Channel, name}; }
ImpactNode flowNode(const std::string& name) { return {SubjectKind::Flow, name}; }

}  // namespace

/// Goes through the programs of one component.
class ImpactGraph::Reader {
public:
    Reader(ImpactGraph& graph, const Model& model, const std::string& component)
        : m_graph(graph), m_model(model), m_component(componentNode(component))
    {
    }

    void read(const spec::Program& program)
    {
        spec::forEachAction(program, [this](const auto& action) { note(action); });
    }

private:
    void note(const spec::Call& call) { m_graph.connect(m_component, componentNode(call.component), ImpactPath::Call); }
    void note(const spec::Send& send) { m_graph.connect(m_component, componentNode(send.component), ImpactPath::Call); }
    void note(const spec::Publish& publish) { toChannel(publish.channel); }
    void note(const spec::EmitEvent& event) { toChannel(event.channel); }
    void note(const spec::Access& access) { toStore(access.store); }
    void note(const spec::PerformStep& step) { ofStep(step.flow, step.step); }
    void note(const spec::UndoStep& step) { ofStep(step.flow, step.step); }

    void note(const spec::AdvanceSaga& saga)
    {
        for (const SagaPlan& plan : m_model.wiring.sagas) {
            if (plan.flow != saga.flow)
                continue;
            for (const SagaPlan::Command& command : plan.commands)
                toChannel(command.channel);
        }
    }

    template <class Other>
    void note(const Other&)
    {
    }

    void ofStep(const std::string& flow, const std::string& name)
    {
        m_graph.connect(m_component, flowNode(flow), ImpactPath::Step);
        const auto tracker = m_model.trackers.find(flow);
        if (tracker == m_model.trackers.end())
            return;
        for (const spec::Step& step : tracker->second->flow().steps) {
            if (step.name == name)
                toStore(step.store);
        }
    }

    void toChannel(const std::string& channel)
    {
        if (!channel.empty())
            m_graph.connect(m_component, channelNode(channel), ImpactPath::Subscription);
    }

    void toStore(const std::string& store)
    {
        if (!store.empty())
            m_graph.connect(m_component, componentNode(store), ImpactPath::Store);
    }

    ImpactGraph& m_graph;
    const Model& m_model;
    const ImpactNode m_component;
};

ImpactGraph::ImpactGraph(const Model& model)
{
    for (const Handler& handler : model.wiring.handlers) {
        Reader reader(*this, model, handler.component);
        reader.read(handler.body);
        reader.read(handler.onFailure);
    }
    for (const spec::Channel& channel : model.wiring.channels)
        connect(channelNode(channel.name), componentNode(channel.broker), ImpactPath::Subscription);
    for (const spec::Component& component : model.spec.topology.components) {
        const auto connectQueues = [&](const auto& settings) {
            if constexpr (requires { settings.queues; })
                connect(componentNode(component.name), componentNode(settings.queues), ImpactPath::Subscription);
        };
        std::visit(connectQueues, component.settings);
    }
    for (const Subscription& subscription : model.wiring.subscriptions)
        connect(channelNode(subscription.channel), componentNode(subscription.component), ImpactPath::Subscription);
    for (const spec::Component& component : model.spec.topology.components) {
        if (const auto* cache = std::get_if<spec::CacheSettings>(&component.settings))
            connect(componentNode(component.name), componentNode(cache->store), ImpactPath::Store);
        if (std::holds_alternative<spec::DashboardSettings>(component.settings))
            connect(componentNode(component.name), flowNode(component.name + "." + std::string(kRefresh)), ImpactPath::Call);
    }
    for (const FlowEntry& entry : model.wiring.entries)
        connect(componentNode(entry.component), flowNode(entry.flow), ImpactPath::Call);
    for (const spec::Workload& workload : model.spec.workload) {
        if (workload.flow.empty())
            connect(componentNode(workload.component), flowNode(workload.name), ImpactPath::Call);
    }
    // Who shares the cores of a host feels the load of the others.
    for (const auto& [host, residents] : model.residents) {
        for (const Resident& a : residents) {
            for (const Resident& b : residents) {
                const auto station = model.stations.find(a.component);
                if (a.component < b.component && station != model.stations.end()
                    && station->second->settings().workers.cpu == spec::Cpu::Shared)
                    connect(componentNode(a.component), componentNode(b.component), ImpactPath::Host);
            }
        }
    }
    for (auto& [node, neighbours] : m_neighbours)
        std::ranges::sort(neighbours, {}, &Neighbour::node);
}

void ImpactGraph::connect(const ImpactNode& a, const ImpactNode& b, ImpactPath by)
{
    if (a == b)
        return;
    const auto add = [&](const ImpactNode& from, const ImpactNode& to) {
        std::vector<Neighbour>& neighbours = m_neighbours[from];
        if (std::ranges::find(neighbours, to, &Neighbour::node) == neighbours.end())
            neighbours.push_back({to, by});
    };
    add(a, b);
    add(b, a);
}

std::vector<ImpactNode> ImpactGraph::nodes() const
{
    std::vector<ImpactNode> nodes;
    for (const auto& [node, neighbours] : m_neighbours)
        nodes.push_back(node);
    return nodes;
}

const std::vector<ImpactGraph::Neighbour>& ImpactGraph::neighboursOf(const ImpactNode& node) const
{
    static const std::vector<Neighbour> kNobody;
    const auto found = m_neighbours.find(node);
    return found == m_neighbours.end() ? kNobody : found->second;
}

}  // namespace stormglass
