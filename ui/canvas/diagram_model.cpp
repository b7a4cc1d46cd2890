// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/diagram_model.h"

#include "ui/look/icons.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace stormglass::ui {
namespace {

using Shape = DiagramNode::Shape;

QString sayOnCard(const char* words) { return QCoreApplication::translate("Diagram", words); }

QString shown(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

Shape shapeOf(const spec::Component& component)
{
    const std::string_view category = spec::infoOf(component.settings).category;
    if (std::holds_alternative<spec::ExternalSettings>(component.settings))
        return Shape::External;
    if (category == "clients")
        return Shape::Client;
    if (category == "stores")
        return Shape::Store;
    return category == "brokers" ? Shape::Broker : Shape::Service;
}

std::string zoneOf(const spec::Scenario& scenario, const std::string& host)
{
    const auto found = std::ranges::find(scenario.topology.hosts, host, &spec::Host::name);
    return found == scenario.topology.hosts.end() ? std::string{} : found->zone;
}

/// The innermost host or zone that holds all of these.
std::optional<ElementId> commonContainer(const spec::Scenario& scenario, const std::vector<std::string>& hosts)
{
    if (hosts.empty())
        return std::nullopt;
    const bool isOneHost = std::ranges::all_of(hosts, [&](const std::string& host) { return host == hosts.front(); });
    const ElementId host{ElementKind::Host, hosts.front()};
    if (isOneHost)
        return exists(scenario, host) ? std::optional(host) : std::nullopt;
    const std::string zone = zoneOf(scenario, hosts.front());
    const bool isOneZone = std::ranges::all_of(hosts, [&](const std::string& other) { return zoneOf(scenario, other) == zone; });
    const ElementId id{ElementKind::Zone, zone};
    return isOneZone && exists(scenario, id) ? std::optional(id) : std::nullopt;
}

DiagramNode nodeOf(const spec::Scenario& scenario, const spec::Component& component)
{
    const spec::KindInfo& info = spec::infoOf(component.settings);
    DiagramNode node;
    node.id = {ElementKind::Component, component.name};
    node.shape = shapeOf(component);
    node.category = info.category;
    node.icon = iconNameFor(info.kind);
    node.title = shown(component.name);
    node.subtitle = shown(info.kind);
    if (const spec::Placement* placement = spec::placementOf(component)) {
        const std::int64_t most = spec::mostInstancesOf(component);
        if (spec::placementsOf(component).size() > 1)
            node.badge = QStringLiteral("×%1+%2").arg(placement->instances).arg(most - placement->instances);
        else if (most > placement->instances)
            node.badge = QStringLiteral("×%1–%2").arg(placement->instances).arg(most);
        else if (placement->instances != 1)
            node.badge = QStringLiteral("×%1").arg(placement->instances);
        std::vector<std::string> hosts;
        for (const spec::Placement* part : spec::placementsOf(component))
            hosts.insert(hosts.end(), part->hosts.begin(), part->hosts.end());
        node.container = commonContainer(scenario, hosts);
        if (hosts.size() > 1)
            node.hosts = std::move(hosts);
    }
    return node;
}

DiagramNode nodeOf(const std::string& name, const std::string& broker, const spec::ChannelSettings& settings)
{
    const spec::KindInfo& info = spec::channelKinds()[settings.index()];
    DiagramNode node;
    node.id = {ElementKind::Channel, name};
    node.category = info.category;
    node.icon = iconNameFor(info.kind);
    node.title = shown(name);
    node.broker = broker;
    node.shape = Shape::Queue;
    node.subtitle = shown(info.kind);
    if (const std::int64_t partitions = spec::partitionsOf(settings); partitions > 0) {
        node.shape = Shape::Topic;
        node.lanes = partitions;
        node.subtitle = partitions == 1 ? sayOnCard("1 partition") : sayOnCard("%1 partitions").arg(partitions);
    }
    return node;
}

/// Channels that only the design has.
void addDerived(DiagramModel& model, const spec::Scenario& scenario, const results::WiringView& wiring)
{
    for (const auto& [name, broker] : wiring.channels) {
        const auto carrier = std::ranges::find(scenario.topology.components, broker, &spec::Component::name);
        if (exists(scenario, {ElementKind::Channel, name}) || carrier == scenario.topology.components.end() || !spec::isBroker(*carrier))
            continue;
        DiagramNode node = nodeOf(name, broker, spec::defaultChannelFor(*carrier));
        node.isDerived = true;
        model.nodes.push_back(std::move(node));
    }
}

Connection::Kind kindOf(results::WiringEdge::Kind kind)
{
    switch (kind) {
    case results::WiringEdge::Kind::Publish: return Connection::Kind::Publish;
    case results::WiringEdge::Kind::Deliver: return Connection::Kind::Deliver;
    case results::WiringEdge::Kind::Store: return Connection::Kind::Store;
    default: return Connection::Kind::Call;
    }
}

void addEdgesOf(DiagramModel& model, const results::WiringView& wiring)
{
    std::set<ElementId> known;
    for (const DiagramNode& node : model.nodes)
        known.insert(node.id);
    std::set<EdgeId> drawn;
    for (const results::WiringEdge& edge : wiring.edges) {
        const bool isFromChannel = edge.kind == results::WiringEdge::Kind::Deliver;
        const bool isToChannel = edge.kind == results::WiringEdge::Kind::Publish;
        const EdgeId id{kindOf(edge.kind),
                        {isFromChannel ? ElementKind::Channel : ElementKind::Component, edge.from},
                        {isToChannel ? ElementKind::Channel : ElementKind::Component, edge.to}};
        if (known.contains(id.from) && known.contains(id.to) && id.from != id.to && drawn.insert(id).second)
            model.edges.push_back({id, shown(edge.label), false});
    }
}

/// A channel stands where its broker stands.
void containChannels(DiagramModel& model)
{
    for (DiagramNode& channel : model.nodes) {
        if (channel.broker.empty())
            continue;
        const auto broker = std::ranges::find(model.nodes, ElementId{ElementKind::Component, channel.broker}, &DiagramNode::id);
        if (broker != model.nodes.end())
            channel.container = broker->container;
    }
}

}  // namespace

DiagramModel makeDiagram(const spec::Scenario& scenario, const results::WiringView* wiring)
{
    DiagramModel model;
    for (const spec::Component& component : scenario.topology.components)
        model.nodes.push_back(nodeOf(scenario, component));
    for (const spec::Channel& channel : scenario.topology.channels)
        model.nodes.push_back(nodeOf(channel.name, channel.broker, channel.settings));
    for (const spec::Zone& zone : scenario.topology.zones)
        model.containers.push_back({{ElementKind::Zone, zone.name}, std::nullopt, sayOnCard("zone")});
    for (const spec::Host& host : scenario.topology.hosts) {
        const ElementId zone{ElementKind::Zone, host.zone};
        model.containers.push_back({{ElementKind::Host, host.name}, exists(scenario, zone) ? std::optional(zone) : std::nullopt,
                                    sayOnCard("%1 cores").arg(host.cores)});
    }
    if (wiring != nullptr)
        addDerived(model, scenario, *wiring);
    containChannels(model);
    for (const Connection& connection : connectionsOf(scenario)) {
        if (wiring == nullptr || connection.kind == Connection::Kind::Link || connection.kind == Connection::Kind::Workload)
            model.edges.push_back({{connection.kind, connection.from, connection.to, connection.name}, shown(connection.label), connection.isRemovable});
    }
    if (wiring != nullptr)
        addEdgesOf(model, *wiring);
    return model;
}

}  // namespace stormglass::ui
