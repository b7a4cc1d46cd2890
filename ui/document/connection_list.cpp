// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/connection_list.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <tuple>

namespace stormglass::ui {
namespace {

using Kind = Connection::Kind;

ElementId componentId(const std::string& name) { return {ElementKind::Component, name}; }
ElementId channelId(const std::string& name) { return {ElementKind::Channel, name}; }

/// Shows every statement of a program and of its branches.
template <class AnyProgram, class Visit>
void forEachStatement(AnyProgram& program, const Visit& visit)
{
    for (auto& statement : program) {
        visit(statement);
        if (auto* parallel = std::get_if<spec::Parallel>(&statement.action)) {
            for (auto& branch : parallel->branches)
                forEachStatement(branch, visit);
        } else if (auto* choose = std::get_if<spec::Choose>(&statement.action)) {
            for (auto& option : choose->options)
                forEachStatement(option.program, visit);
        }
    }
}

/// Whom a statement reaches; nothing for one that stays at home.
std::optional<std::tuple<Kind, ElementId, std::string>> reachOf(const spec::Statement& statement)
{
    if (const auto* call = std::get_if<spec::Call>(&statement.action))
        return {{Kind::Call, componentId(call->component), call->operation}};
    if (const auto* send = std::get_if<spec::Send>(&statement.action))
        return {{Kind::Send, componentId(send->component), send->operation}};
    if (const auto* publish = std::get_if<spec::Publish>(&statement.action))
        return {{Kind::Publish, channelId(publish->channel), {}}};
    if (const auto* access = std::get_if<spec::Access>(&statement.action))
        return {{Kind::Store, componentId(access->store), access->isWrite ? "write" : "read"}};
    return std::nullopt;
}

/// Merges what joins the same ends in the same way.
class Collector {
public:
    explicit Collector(const spec::Scenario& scenario) : m_scenario(scenario) { }

    void add(Connection connection)
    {
        if (!exists(m_scenario, connection.from) || !exists(m_scenario, connection.to) || connection.from == connection.to)
            return;
        const auto key = std::tuple(connection.kind, connection.from, connection.to, connection.name);
        const auto [place, isNew] = m_places.try_emplace(key, m_connections.size());
        if (isNew) {
            m_connections.push_back(std::move(connection));
            return;
        }
        Connection& known = m_connections[place->second];
        known.isRemovable = known.isRemovable && connection.isRemovable;
        const std::string within = ", " + known.label + ", ";
        if (!connection.label.empty() && within.find(", " + connection.label + ", ") == std::string::npos)
            known.label += (known.label.empty() ? "" : ", ") + connection.label;
    }
    std::vector<Connection> take() { return std::move(m_connections); }

private:
    const spec::Scenario& m_scenario;
    std::vector<Connection> m_connections;
    std::map<std::tuple<Kind, ElementId, ElementId, std::string>, std::size_t> m_places;
};

/// Visits the operations of whatever has some.
template <class AnyComponent, class Visit>
void forEachOperation(AnyComponent& component, const Visit& visit)
{
    std::visit(
        [&](auto& settings) {
            if constexpr (requires { settings.operations; }) {
                for (auto& operation : settings.operations)
                    visit(operation);
            }
        },
        component.settings);
}

void collectService(Collector& all, const std::string& name, const spec::ServiceSettings& service)
{
    all.add({Kind::Publish, componentId(name), channelId(service.failedMessages.deadLetterChannel), "dead letters"});
    for (const spec::Redrive& redrive : service.redrives) {
        all.add({Kind::Deliver, channelId(redrive.from), componentId(name), "redrive"});
        all.add({Kind::Publish, componentId(name), channelId(redrive.to), "redrive"});
    }
}

/// Of components without programs each line is a setting.
void collectSettings(Collector& all, const spec::Component& component)
{
    const ElementId self = componentId(component.name);
    std::visit(
        [&](const auto& settings) {
            if constexpr (requires { settings.source; })
                all.add({Kind::Deliver, channelId(settings.source), self, {}});
            if constexpr (requires { settings.consumes; }) {
                for (const std::string& channel : settings.consumes)
                    all.add({Kind::Deliver, channelId(channel), self, {}});
            }
            if constexpr (requires { settings.results; })
                all.add({Kind::Publish, self, channelId(settings.results), "results"});
            if constexpr (requires { settings.store; } && !requires { settings.hasDurableLog; })
                all.add({Kind::Store, self, componentId(settings.store), {}});
        },
        component.settings);
}

void collectComponent(Collector& all, const spec::Component& component)
{
    collectSettings(all, component);
    forEachOperation(component, [&](const spec::Operation& operation) {
        for (const std::string& channel : operation.consumes)
            all.add({Kind::Deliver, channelId(channel), componentId(component.name), operation.name});
        forEachStatement(operation.program, [&](const spec::Statement& statement) {
            if (const auto reach = reachOf(statement))
                all.add({std::get<0>(*reach), componentId(component.name), std::get<1>(*reach), std::get<2>(*reach)});
        });
    });
    if (const auto* service = std::get_if<spec::ServiceSettings>(&component.settings))
        collectService(all, component.name, *service);
    if (const auto* orchestrator = std::get_if<spec::OrchestratorSettings>(&component.settings)) {
        all.add({Kind::Store, componentId(component.name), componentId(orchestrator->store), "saga log"});
        all.add({Kind::Publish, componentId(component.name), channelId(orchestrator->failedMessages.deadLetterChannel), "dead letters"});
    }
}

void collectFlow(Collector& all, const spec::Flow& flow)
{
    std::vector<std::string> way{flow.client};
    way.insert(way.end(), flow.via.begin(), flow.via.end());
    if (!flow.steps.empty())
        way.push_back(flow.steps.front().component);
    for (std::size_t i = 1; i < way.size(); ++i)
        all.add({.kind = Kind::Call, .from = componentId(way[i - 1]), .to = componentId(way[i]), .label = flow.name, .isRemovable = false});
    for (const spec::Step& step : flow.steps) {
        all.add({Kind::Store, componentId(step.component), componentId(step.store), step.name});
        for (const std::string& before : step.after) {
            const auto earlier = std::ranges::find(flow.steps, before, &spec::Step::name);
            if (earlier != flow.steps.end())
                all.add({Kind::Step, componentId(earlier->component), componentId(step.component), step.name});
        }
    }
}

ElementId placeNamed(const spec::Scenario& scenario, const std::string& name)
{
    const ElementId host{ElementKind::Host, name};
    return exists(scenario, host) ? host : ElementId{ElementKind::Zone, name};
}

/// Everything of a program that goes to that end in that way.
void eraseStatements(spec::Program& program, const Connection& connection)
{
    std::erase_if(program, [&](const spec::Statement& statement) {
        const auto reach = reachOf(statement);
        return reach && std::get<0>(*reach) == connection.kind && std::get<1>(*reach) == connection.to;
    });
    for (spec::Statement& statement : program) {
        if (auto* parallel = std::get_if<spec::Parallel>(&statement.action)) {
            for (spec::Program& branch : parallel->branches)
                eraseStatements(branch, connection);
        } else if (auto* choose = std::get_if<spec::Choose>(&statement.action)) {
            for (spec::Choose::Option& option : choose->options)
                eraseStatements(option.program, connection);
        }
    }
}

void clearIf(std::string& value, const std::string& name)
{
    if (value == name)
        value.clear();
}

void disconnectReader(spec::Component& component, const Connection& connection)
{
    std::visit(
        [&](auto& settings) {
            if constexpr (requires { settings.source; }) {
                if (connection.kind == Kind::Deliver)
                    clearIf(settings.source, connection.from.name);
            }
            if constexpr (requires { settings.consumes; }) {
                if (connection.kind == Kind::Deliver)
                    std::erase(settings.consumes, connection.from.name);
            }
            if constexpr (requires { settings.results; }) {
                if (connection.kind == Kind::Publish)
                    clearIf(settings.results, connection.to.name);
            }
            if constexpr (requires { settings.store; }) {
                if (connection.kind == Kind::Store)
                    clearIf(settings.store, connection.to.name);
            }
        },
        component.settings);
}

void disconnectSettings(spec::Component& component, const Connection& connection)
{
    disconnectReader(component, connection);
    const auto forget = [&](spec::FailedMessages& failed) {
        if (connection.kind == Kind::Publish && failed.deadLetterChannel == connection.to.name) {
            failed.deadLetterChannel.clear();
            failed.then = spec::GiveUp::Skip;
        }
    };
    if (auto* service = std::get_if<spec::ServiceSettings>(&component.settings)) {
        forget(service->failedMessages);
        std::erase_if(service->redrives, [&](const spec::Redrive& redrive) {
            return connection.kind == Kind::Publish ? redrive.to == connection.to.name
                                                    : connection.kind == Kind::Deliver && redrive.from == connection.from.name;
        });
    }
    if (auto* orchestrator = std::get_if<spec::OrchestratorSettings>(&component.settings))
        forget(orchestrator->failedMessages);
}

void disconnectFlow(spec::Flow& flow, const Connection& connection)
{
    for (spec::Step& step : flow.steps) {
        if (connection.kind == Kind::Store && step.component == connection.from.name)
            clearIf(step.store, connection.to.name);
        if (connection.kind == Kind::Step && step.component == connection.to.name) {
            std::erase_if(step.after, [&](const std::string& before) {
                const auto earlier = std::ranges::find(flow.steps, before, &spec::Step::name);
                return earlier != flow.steps.end() && earlier->component == connection.from.name;
            });
        }
    }
}

void disconnectComponent(spec::Component& component, const Connection& connection)
{
    const bool isReceiver = connection.kind == Kind::Deliver;
    if (component.name != (isReceiver ? connection.to : connection.from).name)
        return;
    forEachOperation(component, [&](spec::Operation& operation) {
        if (isReceiver)
            std::erase(operation.consumes, connection.from.name);
        else
            eraseStatements(operation.program, connection);
    });
    disconnectSettings(component, connection);
}

}  // namespace

const char* wordOf(Connection::Kind kind)
{
    switch (kind) {
    case Kind::Call: return QT_TRANSLATE_NOOP("Connection", "calls");
    case Kind::Send: return QT_TRANSLATE_NOOP("Connection", "sends to");
    case Kind::Publish: return QT_TRANSLATE_NOOP("Connection", "publishes to");
    case Kind::Deliver: return QT_TRANSLATE_NOOP("Connection", "delivers to");
    case Kind::Store: return QT_TRANSLATE_NOOP("Connection", "stores in");
    case Kind::Step: return QT_TRANSLATE_NOOP("Connection", "is followed by");
    case Kind::Workload: return QT_TRANSLATE_NOOP("Connection", "asks");
    default: return QT_TRANSLATE_NOOP("Connection", "is linked to");
    }
}

std::vector<Connection> connectionsOf(const spec::Scenario& scenario)
{
    Collector all(scenario);
    for (const spec::Flow& flow : scenario.flows)
        collectFlow(all, flow);
    for (const spec::Component& component : scenario.topology.components)
        collectComponent(all, component);
    for (const spec::Channel& channel : scenario.topology.channels) {
        std::visit(
            [&](const auto& settings) {
                if constexpr (requires { settings.deadLetterChannel; })
                    all.add({Kind::Publish, channelId(channel.name), channelId(settings.deadLetterChannel), "dead letters"});
            },
            channel.settings);
    }
    for (const spec::Workload& workload : scenario.workload)
        all.add({Kind::Workload, componentId(workload.client), componentId(workload.component), workload.name, workload.name});
    for (const spec::Link& link : scenario.topology.links) {
        if (link.between.size() == 2)
            all.add({Kind::Link, placeNamed(scenario, link.between[0]), placeNamed(scenario, link.between[1]), link.name, link.name});
    }
    return all.take();
}

void removeConnection(spec::Scenario& scenario, const Connection& connection)
{
    if (connection.kind == Kind::Link)
        std::erase_if(scenario.topology.links, [&](const spec::Link& link) { return link.name == connection.name; });
    if (connection.kind == Kind::Workload)
        std::erase_if(scenario.workload, [&](const spec::Workload& workload) { return workload.name == connection.name; });
    for (spec::Component& component : scenario.topology.components)
        disconnectComponent(component, connection);
    for (spec::Flow& flow : scenario.flows)
        disconnectFlow(flow, connection);
    for (spec::Channel& channel : scenario.topology.channels) {
        if (connection.kind != Kind::Publish || connection.from != channelId(channel.name))
            continue;
        std::visit(
            [&](auto& settings) {
                if constexpr (requires { settings.deadLetterChannel; })
                    clearIf(settings.deadLetterChannel, connection.to.name);
            },
            channel.settings);
    }
}

}  // namespace stormglass::ui
