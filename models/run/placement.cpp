// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/placement.h"

#include "simcore/base/check.h"

namespace stormglass {
namespace {

PlatformSettings platformOf(const spec::Topology& topology)
{
    PlatformSettings platform;
    for (const spec::Zone& zone : topology.zones)
        platform.zones.push_back(zone.name);
    for (const spec::Host& host : topology.hosts)
        platform.hosts.push_back({.name = host.name, .zone = host.zone, .cores = host.cores});
    for (const spec::Link& link : topology.links) {
        const bool isFlow = link.mode == spec::LinkMode::Flow;
        platform.links.push_back({.name = link.name,
                                  .between = {link.between.at(0), link.between.at(1)},
                                  .latency = link.latency,
                                  .bandwidth = link.bandwidth,
                                  .mode = isFlow ? TransferMode::Flow : TransferMode::Latency});
    }
    platform.defaults = {.sameHost = topology.network.sameHost,
                         .sameZone = topology.network.sameZone,
                         .betweenZones = topology.network.betweenZones,
                         .bandwidth = topology.network.bandwidth};
    return platform;
}

}  // namespace

PlacedTopology placeTopology(const spec::Topology& topology)
{
    PlacedTopology placed{.platform = platformOf(topology), .hostsOf = {}};
    std::map<std::string, HostId> hosts;
    for (const HostSettings& host : placed.platform.hosts)
        hosts.emplace(host.name, HostId{static_cast<std::uint32_t>(hosts.size())});

    for (const spec::Component& component : topology.components) {
        const spec::Placement* placement = spec::placementOf(component);
        const std::vector<std::string_view> names = spec::hostNamesOf(component);
        const auto instances = static_cast<std::size_t>(spec::mostInstancesOf(component));
        std::vector<HostId>& own = placed.hostsOf[component.name];
        for (std::size_t i = 0; i < instances; ++i) {
            const bool isLate = i >= names.size() && placement != nullptr && !placement->hosts.empty();
            const std::string name(isLate ? placement->hosts[i % placement->hosts.size()] : i < names.size() ? names[i] : std::string_view{});
            if (!name.empty()) {
                const auto found = hosts.find(name);
                SIM_CHECK(found != hosts.end(), component.name + " is placed on an unknown host");
                own.push_back(found->second);
                continue;
            }
            own.push_back(HostId{static_cast<std::uint32_t>(placed.platform.hosts.size())});
            placed.platform.hosts.push_back({.name = component.name + "/" + std::to_string(i + 1), .zone = {}});
        }
    }
    return placed;
}

}  // namespace stormglass
