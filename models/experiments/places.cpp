// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/places.h"

#include <algorithm>
#include <map>

namespace stormglass::experiments {
namespace {

using spec::RefersTo;

template <class List>
void addNames(std::vector<Place>& places, PlaceKind kind, const List& list)
{
    for (const auto& item : list)
        places.push_back({kind, item.name});
}

template <class List>
auto findNamed(const List& list, std::string_view name)
{
    const auto found = std::ranges::find_if(list, [&](const auto& item) { return item.name == name; });
    return found == list.end() ? nullptr : &*found;
}

bool isOfCategory(const spec::Topology& topology, const Place& place, std::string_view category)
{
    const spec::Component* component = place.kind == PlaceKind::Component ? findNamed(topology.components, place.name) : nullptr;
    return component != nullptr && spec::infoOf(component->settings).category == category;
}

bool isNamedByLink(const spec::Topology& topology, const std::string& name)
{
    return std::ranges::any_of(topology.links, [&](const spec::Link& link) {
        return std::ranges::find(link.between, name) != link.between.end();
    });
}

/// What is the same of places that are alike, as text.
class Signatures {
public:
    explicit Signatures(const spec::Topology& topology) : m_topology(topology)
    {
        for (const spec::Component& component : topology.components) {
            for (const std::string_view host : spec::hostNamesOf(component))
                if (!host.empty())
                    ++m_residents[std::string(host)][component.name];
        }
    }

    [[nodiscard]] std::string of(const Place& place) const
    {
        if (place.kind == PlaceKind::Host) {
            if (const spec::Host* host = findNamed(m_topology.hosts, place.name))
                return ofHost(*host) + (isNamedByLink(m_topology, host->zone) ? " in " + host->zone : "");
        }
        if (place.kind == PlaceKind::Zone)
            return ofZone(place.name);
        return std::string(wordOf(place.kind)) + " " + place.name;
    }

private:
    [[nodiscard]] std::string ofHost(const spec::Host& host) const
    {
        if (isNamedByLink(m_topology, host.name))
            return "host " + host.name;
        std::string text = "hosts with " + std::to_string(host.cores) + " cores";
        if (const auto residents = m_residents.find(host.name); residents != m_residents.end()) {
            for (const auto& [component, count] : residents->second)
                text += ", " + std::to_string(count) + " " + component;
        }
        return text;
    }

    [[nodiscard]] std::string ofZone(const std::string& zone) const
    {
        if (isNamedByLink(m_topology, zone))
            return "zone " + zone;
        std::vector<std::string> hosts;
        for (const spec::Host& host : m_topology.hosts) {
            if (host.zone == zone)
                hosts.push_back(ofHost(host));
        }
        std::ranges::sort(hosts);
        std::string text = "zones";
        for (const std::string& host : hosts)
            text += "; " + host;
        return text;
    }

    const spec::Topology& m_topology;
    std::map<std::string, std::map<std::string, int>> m_residents;
};

}  // namespace

std::string_view wordOf(PlaceKind kind)
{
    static constexpr std::string_view kWords[] = {"component", "host", "zone", "link", "channel"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::vector<Place> placesOf(const spec::Topology& topology)
{
    std::vector<Place> places;
    addNames(places, PlaceKind::Component, topology.components);
    addNames(places, PlaceKind::Host, topology.hosts);
    addNames(places, PlaceKind::Zone, topology.zones);
    addNames(places, PlaceKind::Link, topology.links);
    return places;
}

std::optional<Place> findPlace(const spec::Topology& topology, std::string_view name)
{
    std::vector<Place> places = placesOf(topology);
    addNames(places, PlaceKind::Channel, topology.channels);
    const auto found = std::ranges::find_if(places, [&](const Place& place) { return place.name == name; });
    return found == places.end() ? std::nullopt : std::optional(*found);
}

bool canName(RefersTo what, const Place& place, const spec::Topology& topology)
{
    switch (what) {
    case RefersTo::Place:
        return place.kind == PlaceKind::Component || place.kind == PlaceKind::Host || place.kind == PlaceKind::Zone;
    case RefersTo::Component: return place.kind == PlaceKind::Component;
    case RefersTo::Store: return isOfCategory(topology, place, "stores");
    case RefersTo::Broker: return isOfCategory(topology, place, "brokers");
    case RefersTo::Host: return place.kind == PlaceKind::Host;
    case RefersTo::Zone: return place.kind == PlaceKind::Zone;
    case RefersTo::Link: return place.kind == PlaceKind::Link;
    case RefersTo::Channel:
    case RefersTo::AnyChannel: return place.kind == PlaceKind::Channel;
    default: return false;  // flows, designs and the like are no places
    }
}

bool isOfPlaces(RefersTo what)
{
    switch (what) {
    case RefersTo::Place:
    case RefersTo::Component:
    case RefersTo::Store:
    case RefersTo::Broker:
    case RefersTo::Host:
    case RefersTo::Zone:
    case RefersTo::Link:
    case RefersTo::Channel:
    case RefersTo::AnyChannel: return true;
    default: return false;
    }
}

bool isWithin(const spec::Topology& topology, const Place& inner, const Place& outer)
{
    if (inner == outer)
        return true;
    if (inner.kind != PlaceKind::Host || outer.kind != PlaceKind::Zone)
        return false;
    const spec::Host* host = findNamed(topology.hosts, inner.name);
    return host != nullptr && host->zone == outer.name;
}

std::vector<std::size_t> likenesses(const spec::Topology& topology, const std::vector<Place>& places)
{
    const Signatures signatures(topology);
    std::map<std::string, std::size_t> first;
    std::vector<std::size_t> likeness;
    for (std::size_t i = 0; i < places.size(); ++i)
        likeness.push_back(first.try_emplace(signatures.of(places[i]), i).first->second);
    return likeness;
}

}  // namespace stormglass::experiments
