// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/topology.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(LinkMode)
{
    static constexpr std::string_view kNames[] = {"latency", "flow"};
    return kNames;
}

void describe(FieldVisitor& visit, Zone& zone)
{
    visit.name("name", zone.name, {.help = "Name of the availability zone or region.", .isRequired = true});
}

void describe(FieldVisitor& visit, Host& host)
{
    visit.name("name", host.name, {.help = "Name of the host.", .isRequired = true});
    visit.reference("zone", host.zone, RefersTo::Zone, {.help = "Zone the host stands in; absent: the default zone."});
    visit.integer("cores", host.cores, {.help = "Cores of the host, for components with cpu shared.", .min = 1, .max = 4096});
}

void describe(FieldVisitor& visit, Link& link)
{
    visit.name("name", link.name, {.help = "Name of the link.", .isRequired = true});
    visit.references("between", link.between, RefersTo::Place,
                     {.help = "The two zones or hosts that the link connects.", .min = 2, .max = 2, .isRequired = true});
    visit.duration("latency", link.latency, {.help = "Delay of the link, one way."});
    visit.bandwidth("bandwidth", link.bandwidth, {.help = "Bandwidth of the link.", .min = 1});
    visit.choice("mode", link.mode,
                 {.help = "latency: latency + size / bandwidth without contention. flow: transfers share the bandwidth.",
                  .source = "SimGrid network model CM02 with factors 1"});
}

void describe(FieldVisitor& visit, NetworkDefaults& network)
{
    visit.duration("same_host", network.sameHost, {.help = "One-way delay between two processes on one host."});
    visit.duration("same_zone", network.sameZone,
                   {.help = "One-way delay between hosts of one zone.",
                    .source = "Round trips of about 0.5 ms within an availability zone"});
    visit.duration("between_zones", network.betweenZones,
                   {.help = "One-way delay between zones of one region.",
                    .source = "Round trips of 1 to 2 ms between availability zones of a region"});
    visit.bandwidth("bandwidth", network.bandwidth, {.help = "Bandwidth for the size term of every delay.", .min = 1});
}

}  // namespace stormglass::spec
