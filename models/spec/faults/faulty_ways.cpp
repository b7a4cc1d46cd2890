// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/faulty_ways.h"

#include "models/spec/faults/fault_scope.h"

#include <algorithm>

namespace stormglass::spec {
namespace {

void addOnce(std::vector<std::string>& names, const std::string& name)
{
    if (std::ranges::find(names, name) == names.end())
        names.push_back(name);
}

/// "a", "a and b", "a, b and c".
std::string listOf(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

bool areKnown(const std::vector<std::string>& places, const FaultScope& scope)
{
    return std::ranges::all_of(places, [&](const std::string& place) {
        return scope.findComponent(place) != nullptr || scope.isHost(place) || scope.isZone(place);
    });
}

std::vector<std::string> hostsOfAll(const Topology& topology, const std::vector<std::string>& places)
{
    std::vector<std::string> hosts;
    for (const std::string& place : places)
        for (const std::string& host : hostsAt(topology, place))
            addOnce(hosts, host);
    return hosts;
}

/// Tells if a host or zone has nothing that could send or receive.
bool areInhabited(const std::string& member, const std::vector<std::string>& places, FaultScope& scope)
{
    bool isFine = true;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (scope.findComponent(places[i]) == nullptr)
            isFine &= scope.requireInstances(member + '/' + std::to_string(i), places[i]);
    }
    return isFine;
}

bool runsOutside(const Topology& topology, const std::vector<std::string>& hosts)
{
    return std::ranges::any_of(topology.components, [&](const Component& component) {
        return std::ranges::any_of(hostsAt(topology, component.name),
                                   [&](const std::string& host) { return std::ranges::find(hosts, host) == hosts.end(); });
    });
}

void checkGroups(const FaultyWays& ways, FaultScope& scope)
{
    if (!areInhabited("/between", ways.between, scope) || !areInhabited("/and", ways.others, scope))
        return;
    const Topology& topology = scope.scenario().topology;
    const std::vector<std::string> near = hostsOfAll(topology, ways.between);
    const std::vector<std::string> far = hostsOfAll(topology, ways.others);
    if (ways.others.empty() ? !runsOutside(topology, near) : far.empty())
        scope.error("/between", "the fault hits nothing: nothing runs outside of " + listOf(ways.between));
    else if (near.size() == 1 && near == far)
        scope.error("/and", "the fault hits nothing: both sides are on host \"" + near.front()
                        + "\", and what stays on a host passes no network");
}

void checkLink(const FaultyWays& ways, FaultScope& scope)
{
    const auto& links = scope.scenario().topology.links;
    const auto link = std::ranges::find(links, ways.link, &Link::name);
    if (link == links.end() || !areKnown(link->between, scope))
        return;
    for (const std::string& place : link->between) {
        if (scope.instancesAt(place) == 0) {
            scope.error("/link", "the fault hits nothing: no instance runs at \"" + place + "\", one end of the link");
            return;
        }
    }
}

}  // namespace

std::span<const std::string_view> namesOf(Direction)
{
    static constexpr std::string_view kNames[] = {"to", "from", "both"};
    return kNames;
}

void describe(FieldVisitor& visit, FaultyWays& ways)
{
    visit.references("between", ways.between, RefersTo::Place,
                     {.help = "Components, hosts or zones on one side. A component stands for the hosts on which it runs."});
    visit.references("and", ways.others, RefersTo::Place, {.help = "Those on the other side; absent: everything else."});
    visit.reference("link", ways.link, RefersTo::Link,
                    {.help = "Instead of between and and: the ways that this link of the topology carries."});
    visit.choice("direction", ways.direction,
                 {.help = "Whose packets are hit: to (from between to and), from (the other way), or both. Of a link, to "
                          "is from its first place to its second.",
                  .source = "Chaos Mesh, NetworkChaos: direction"});
}

std::string phraseOf(const FaultyWays& ways)
{
    static constexpr std::string_view kOfLinks[] = {" forwards", " backwards", ""};
    if (!ways.link.empty())
        return "link " + ways.link + std::string(kOfLinks[static_cast<std::size_t>(ways.direction)]);
    const std::string here = listOf(ways.between);
    const std::string there = ways.others.empty() ? "everything else" : listOf(ways.others);
    switch (ways.direction) {
    case Direction::To: return "the way from " + here + " to " + there;
    case Direction::From: return "the way from " + there + " to " + here;
    case Direction::Both: break;
    }
    return "the way between " + here + (ways.between.size() > 1 ? " on one side" : "") + " and " + there
        + (ways.between.size() > 1 ? " on the other" : "");
}

std::vector<std::string> hostsAt(const Topology& topology, const std::string& place)
{
    std::vector<std::string> hosts;
    const auto component = std::ranges::find(topology.components, place, &Component::name);
    if (component != topology.components.end()) {
        std::vector<std::string_view> names = hostNamesOf(*component);
        names.resize(std::max<std::size_t>(1, names.size()));  // that of a managed service
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].empty())
                hosts.push_back(place + '/' + std::to_string(i + 1));
            else
                addOnce(hosts, std::string(names[i]));
        }
    }
    for (const Host& host : topology.hosts) {
        if (host.name == place || (host.zone == place && !place.empty()))
            hosts.push_back(host.name);
    }
    return hosts;
}

void checkWays(const FaultyWays& ways, FaultScope& scope)
{
    const bool hasGroups = !ways.between.empty() || !ways.others.empty();
    if (hasGroups && !ways.link.empty())
        scope.error("/link", "expected either places in between and and, or a link, found both");
    else if (!ways.link.empty())
        checkLink(ways, scope);
    else if (ways.between.empty())
        scope.error("/between", "expected at least one component, host or zone, or else a link");
    else if (areKnown(ways.between, scope) && areKnown(ways.others, scope))
        checkGroups(ways, scope);
}

}  // namespace stormglass::spec
