// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/faulty_ways.h"

#include "simcore/base/check.h"

#include <algorithm>

namespace stormglass {
namespace {

using Hosts = std::vector<HostId>;

Hosts hostsAt(const Model& model, const Platform& platform, const std::string& place)
{
    if (const auto component = model.hostsOf.find(place); component != model.hostsOf.end())
        return component->second;
    Hosts hosts;
    for (const spec::Host& host : model.spec.topology.hosts) {
        if (host.name == place || host.zone == place)
            hosts.push_back(platform.findHost(host.name).value());
    }
    return hosts;
}

Hosts hostsOfAll(const Model& model, const Platform& platform, const std::vector<std::string>& places)
{
    Hosts all;
    for (const std::string& place : places) {
        const Hosts hosts = hostsAt(model, platform, place);
        all.insert(all.end(), hosts.begin(), hosts.end());
    }
    return all;
}

HostPairs pairsOfLink(const Platform& platform, const spec::FaultyWays& ways)
{
    HostPairs pairs(platform.hostCount());
    const std::optional<LinkId> link = platform.findLink(ways.link);
    for (std::uint32_t from = 0; from < platform.hostCount(); ++from)
        for (std::uint32_t to = 0; to < platform.hostCount(); ++to) {
            const Path& path = platform.path(HostId{from}, HostId{to});
            const spec::Direction other = path.isBackwards ? spec::Direction::To : spec::Direction::From;
            if (link && path.link == *link && ways.direction != other)
                pairs.add(HostId{from}, HostId{to});
        }
    return pairs;
}

HostPairs pairsOfGroups(const Model& model, const Platform& platform, const spec::FaultyWays& ways)
{
    HostPairs pairs(platform.hostCount());
    const Hosts near = hostsOfAll(model, platform, ways.between);
    Hosts far = hostsOfAll(model, platform, ways.others);
    if (ways.others.empty()) {
        for (std::uint32_t host = 0; host < platform.hostCount(); ++host)
            if (std::ranges::find(near, HostId{host}) == near.end())
                far.push_back(HostId{host});
    }
    for (const HostId here : near)
        for (const HostId there : far) {
            if (ways.direction != spec::Direction::From)
                pairs.add(here, there);
            if (ways.direction != spec::Direction::To)
                pairs.add(there, here);
        }
    return pairs;
}

}  // namespace

HostPairs pairsOf(const Model& model, const spec::FaultyWays& ways)
{
    SIM_CHECK(model.world.conductor != nullptr, "a fault of the network needs a platform");
    const Platform& platform = model.world.conductor->platform();
    return ways.link.empty() ? pairsOfGroups(model, platform, ways) : pairsOfLink(platform, ways);
}

WayFault::WayFault(Model& model, const spec::FaultyWays& ways, RandomStream draws, MakeRule makeRule)
    : m_impairments(model.network.impairments())
    , m_draws(draws)
    , m_isShared(!ways.link.empty())
    , m_makeRule(std::move(makeRule))
{
    if (!m_isShared || ways.direction != spec::Direction::Both) {
        m_pairs.push_back(pairsOf(model, ways));
        return;
    }
    // The directions of a link have nothing to do with each other.
    for (const spec::Direction direction : {spec::Direction::To, spec::Direction::From}) {
        spec::FaultyWays one = ways;
        one.direction = direction;
        m_pairs.push_back(pairsOf(model, one));
    }
}

WayFault::~WayFault()
{
    for (const std::unique_ptr<WayRule>& rule : m_rules)
        m_impairments.forget(*rule);
}

void WayFault::begin(Model&)
{
    for (std::uint32_t i = 0; i < m_pairs.size(); ++i) {
        m_rules.push_back(m_makeRule(m_pairs[i], m_draws.at(m_occurrence, i), m_isShared));
        m_impairments.add(*m_rules.back());
    }
    ++m_occurrence;
}

void WayFault::end(Model&)
{
    for (const std::unique_ptr<WayRule>& rule : m_rules)
        m_impairments.remove(*rule);
    m_rules.clear();
}

void WayFault::setStrength(Model&, double strength)
{
    for (const std::unique_ptr<WayRule>& rule : m_rules)
        m_impairments.setStrength(*rule, strength);
}

}  // namespace stormglass
