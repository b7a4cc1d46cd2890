// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/fault_scope.h"

#include "models/spec/design_channels.h"
#include "simcore/base/nearest_name.h"

#include <algorithm>
#include <unordered_map>

namespace stormglass::spec {
namespace {

/// How many of the component's instances run on hosts of which the predicate is true.
template <class IsMeant>
std::int64_t countOn(const Component& component, IsMeant&& isMeant)
{
    std::int64_t count = 0;
    for (const std::string_view host : hostNamesOf(component))
        count += !host.empty() && isMeant(host) ? 1 : 0;
    return count;
}

bool isOneOf(const Component& component, std::span<const std::string_view> kinds)
{
    return std::ranges::find(kinds, infoOf(component.settings).kind) != kinds.end();
}

/// "gateway, service or orchestrator"
std::string listed(std::span<const std::string_view> kinds)
{
    std::string text;
    for (const std::string_view& each : kinds)
        text += (text.empty() ? "" : &each == &kinds.back() ? " or " : ", ") + std::string(each);
    return text;
}

}  // namespace

/// What has a name, so that nobody looks through thousands of parts for one of them; the first where several have it.
struct FaultScope::Names {
    explicit Names(const Topology& topology);

    std::unordered_map<std::string_view, const Component*> components;
    std::unordered_map<std::string_view, const Host*> hosts;
    std::unordered_map<std::string_view, const Zone*> zones;
    /// Those with instances there, by host or zone.
    std::unordered_map<std::string_view, std::vector<const Component*>> at;
};

FaultScope::Names::Names(const Topology& topology)
{
    for (const Zone& zone : topology.zones)
        zones.try_emplace(zone.name, &zone);
    for (const Host& host : topology.hosts)
        hosts.try_emplace(host.name, &host);
    const auto addAt = [this](std::string_view place, const Component& component) {
        std::vector<const Component*>& there = at[place];
        if (there.empty() || there.back() != &component)
            there.push_back(&component);
    };
    for (const Component& component : topology.components) {
        components.try_emplace(component.name, &component);
        for (const Placement* placement : placementsOf(component)) {
            for (const std::string& host : placement->hosts) {
                addAt(host, component);
                if (const auto found = hosts.find(host); found != hosts.end())
                    addAt(found->second->zone, component);
            }
        }
    }
}

FaultScope::FaultScope(const Scenario& scenario, std::string pointer) : m_scenario(scenario), m_pointer(std::move(pointer)) { }

FaultScope::~FaultScope() = default;

void FaultScope::turnTo(std::string pointer)
{
    m_pointer = std::move(pointer);
    m_issues = {};
}

const FaultScope::Names& FaultScope::names() const
{
    if (!m_names)
        m_names = std::make_unique<const Names>(m_scenario.topology);
    return *m_names;
}

const Component* FaultScope::findComponent(const std::string& name) const
{
    const auto found = names().components.find(name);
    return found == names().components.end() ? nullptr : found->second;
}

const std::vector<Channel>& FaultScope::channels() const
{
    if (!m_channels)
        m_channels = possibleChannels(m_scenario);
    return *m_channels;
}

bool FaultScope::isHost(const std::string& name) const { return names().hosts.contains(name); }

bool FaultScope::isZone(const std::string& name) const { return names().zones.contains(name); }

const std::vector<const Component*>& FaultScope::componentsAt(const std::string& place) const
{
    static const std::vector<const Component*> kNobody;
    const auto found = names().at.find(place);
    return found == names().at.end() ? kNobody : found->second;
}

std::int64_t FaultScope::instancesAt(const std::string& place) const
{
    if (const Component* component = findComponent(place))
        return static_cast<std::int64_t>(hostNamesOf(*component).size());
    std::int64_t count = 0;
    for (const Component* component : componentsAt(place))
        count += instancesThere(*component, place);
    return count;
}

std::int64_t FaultScope::instancesAt(const std::string& place, std::span<const std::string_view> kinds) const
{
    if (const Component* component = findComponent(place)) {
        const auto instances = static_cast<std::int64_t>(hostNamesOf(*component).size());
        return isOneOf(*component, kinds) ? std::max<std::int64_t>(1, instances) : 0;
    }
    std::int64_t count = 0;
    for (const Component* component : componentsAt(place))
        count += isOneOf(*component, kinds) ? instancesThere(*component, place) : 0;
    return count;
}

std::int64_t FaultScope::instancesThere(const Component& component, const std::string& place) const
{
    return countOn(component, [&](std::string_view host) {
        if (host == place)
            return true;
        const auto found = names().hosts.find(host);
        return found != names().hosts.end() && found->second->zone == place;
    });
}

bool FaultScope::requireInstances(const std::string& member, const std::string& place)
{
    const Component* component = findComponent(place);
    const bool isKnown = component != nullptr || isHost(place) || isZone(place);
    if (!isKnown || instancesAt(place) > 0)
        return isKnown;
    if (component != nullptr)
        error(member, "the fault hits nothing: \"" + place + "\" is a managed service ("
                  + std::string(infoOf(component->settings).kind) + "), which has no instances");
    else
        error(member, "the fault hits nothing: no instance runs " + std::string(isHost(place) ? "on host" : "in zone") + " \""
                  + place + '"');
    return false;
}

bool FaultScope::requireInstances(const std::string& member, const std::string& place,
                                  std::span<const std::string_view> kinds)
{
    if (findComponent(place) != nullptr)
        return requireKind(member, place, kinds);
    if (!isHost(place) && !isZone(place))
        return false;
    if (instancesAt(place, kinds) > 0)
        return true;
    error(member, "the fault hits nothing: no " + listed(kinds) + " runs " + (isHost(place) ? "on host" : "in zone") + " \""
              + place + '"');
    return false;
}

bool FaultScope::requireKind(const std::string& member, const std::string& name, std::span<const std::string_view> kinds)
{
    const Component* component = findComponent(name);
    if (component == nullptr)
        return false;
    if (isOneOf(*component, kinds))
        return true;
    error(member, "the fault hits nothing: expected " + listed(kinds) + ", \"" + name + "\" is of kind "
              + std::string(infoOf(component->settings).kind));
    return false;
}

bool FaultScope::requireComponentOfKind(const std::string& member, const std::string& name,
                                        std::span<const std::string_view> kinds)
{
    if (isHost(name) || isZone(name)) {
        error(member, "the fault hits nothing: expected " + listed(kinds) + ", \"" + name + "\" is a "
                  + (isHost(name) ? "host" : "zone"));
        return false;
    }
    requireComponent(member, name);
    return requireKind(member, name, kinds);
}

void FaultScope::requireComponent(const std::string& member, const std::string& name)
{
    if (name.empty() || findComponent(name) != nullptr)
        return;
    std::vector<std::string> known;
    for (const Component& component : m_scenario.topology.components)
        known.push_back(component.name);
    const std::optional<std::string> nearest = findNearestName(name, known);
    error(member, "unknown component \"" + name + '"' + (nearest ? "; did you mean \"" + *nearest + "\"?" : std::string()));
}

}  // namespace stormglass::spec
