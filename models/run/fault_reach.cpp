// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/fault_reach.h"

#include "models/faults/faulty_ways.h"
#include "models/spec/fault_references.h"

#include <algorithm>
#include <set>

namespace stormglass {
namespace {

using results::SubjectKind;

std::vector<ImpactNode> victimsOf(const Model& model, const spec::Fault& fault)
{
    std::set<ImpactNode> victims;
    for (const spec::FaultReference& reference : referencesOf(fault)) {
        if (model.hostsOf.contains(reference.name))
            victims.insert({SubjectKind::Component, reference.name});
        else if (model.channelByName.contains(reference.name))
            victims.insert({SubjectKind::Channel, reference.name});
        else if (model.trackers.contains(reference.name))
            victims.insert({SubjectKind::Flow, reference.name});
        const auto takeHost = [&](const std::string& host) {
            if (const auto residents = model.residents.find(host); residents != model.residents.end()) {
                for (const Resident& resident : residents->second)
                    victims.insert({SubjectKind::Component, resident.component});
            }
        };
        takeHost(reference.name);
        for (const spec::Host& host : model.spec.topology.hosts) {
            if (host.zone == reference.name)
                takeHost(host.name);
        }
    }
    return {victims.begin(), victims.end()};
}

/// Where a fault begins that names no part: with the flows of the workloads that it names, or with all.
std::vector<ImpactNode> flowsOf(const Model& model, const ImpactGraph& graph, const spec::Fault& fault)
{
    std::vector<ImpactNode> flows;
    for (const spec::FaultReference& reference : referencesOf(fault))
        for (const spec::Workload& workload : model.spec.workload)
            if (workload.name == reference.name)
                flows.push_back({SubjectKind::Flow, workload.flow.empty() ? workload.name : workload.flow});
    if (!flows.empty())
        return flows;
    for (ImpactNode& node : graph.nodes())
        if (node.kind == SubjectKind::Flow)
            flows.push_back(std::move(node));
    return flows;
}

/// Where it runs: a channel on its broker, a flow where its clients are.
std::vector<HostId> hostsOf(const Model& model, const ImpactNode& node)
{
    std::vector<HostId> hosts;
    const auto add = [&](const std::string& component) {
        if (const auto found = model.hostsOf.find(component); found != model.hostsOf.end())
            hosts.insert(hosts.end(), found->second.begin(), found->second.end());
    };
    if (node.kind == SubjectKind::Component)
        add(node.name);
    for (const spec::Channel& channel : model.wiring.channels) {
        if (node.kind == SubjectKind::Channel && channel.name == node.name)
            add(channel.broker);
    }
    if (node.kind == SubjectKind::Flow) {
        if (const auto tracker = model.trackers.find(node.name); tracker != model.trackers.end())
            add(tracker->second->flow().client);
        for (const spec::Workload& workload : model.spec.workload) {
            if (workload.flow.empty() && workload.name == node.name)
                add(workload.client);
        }
    }
    return hosts;
}

}  // namespace

FaultReach::FaultReach(const Model& model, const ImpactGraph& graph, const FaultRecord& record)
    : m_model(&model), m_graph(&graph), m_record(&record)
{
    if (const spec::FaultyWays* ways = waysOf(record.fault); ways != nullptr) {
        m_pairs = pairsOf(model, *ways);
        m_victims = {{SubjectKind::Fault, phraseOf(*ways)}};
        std::vector<ImpactNode> ends;
        for (const ImpactNode& node : graph.nodes())
            if (talksOverTheWay(node))
                ends.push_back(node);
        measureDistances(std::move(ends));
    } else {
        m_victims = victimsOf(model, record.fault);
        measureDistances(m_victims.empty() ? flowsOf(model, graph, record.fault) : m_victims);
    }
}

bool FaultReach::isUnderWay(SimTime at) const
{
    return std::ranges::any_of(m_record->spans, [at](const auto& span) { return span.begin <= at && at < span.end; });
}

bool FaultReach::isVictim(const ImpactNode& node) const { return std::ranges::find(m_victims, node) != m_victims.end(); }

bool FaultReach::talksOverTheWay(const ImpactNode& node) const
{
    if (!m_pairs)
        return false;
    const std::vector<HostId> here = hostsOf(*m_model, node);
    const auto isCutFrom = [&](const ImpactGraph::Neighbour& neighbour) {
        const std::vector<HostId> there = hostsOf(*m_model, neighbour.node);
        return std::ranges::any_of(here, [&](HostId one) {
            return std::ranges::any_of(there, [&](HostId other) {
                return m_pairs->contains(one, other) || m_pairs->contains(other, one);
            });
        });
    };
    return std::ranges::any_of(m_graph->neighboursOf(node), isCutFrom);
}

std::size_t FaultReach::distanceTo(const ImpactNode& node) const
{
    const auto found = m_distances.find(node);
    return found == m_distances.end() ? kOutOfReach : found->second;
}

void FaultReach::measureDistances(std::vector<ImpactNode> ring)
{
    for (std::size_t distance = 0; !ring.empty(); ++distance) {
        std::vector<ImpactNode> next;
        for (const ImpactNode& node : ring)
            if (m_distances.emplace(node, distance).second)
                for (const ImpactGraph::Neighbour& neighbour : m_graph->neighboursOf(node))
                    next.push_back(neighbour.node);
        ring = std::move(next);
    }
}

FaultEffects::FaultEffects(const Model& model, const ImpactGraph& graph, const std::vector<Watched>& watched, SimTime now)
    : m_watched(watched)
{
    for (const FaultRecord& record : model.faults)
        if (!record.spans.empty() && record.spans.front().begin <= now)
            m_reaches.emplace_back(model, graph, record);
    m_assigned.resize(m_reaches.size());
    for (std::size_t i = 0; i < watched.size(); ++i)
        assign(i, watched[i]);
}

void FaultEffects::assign(std::size_t watch, const Watched& watched)
{
    std::vector<std::size_t> distances;
    for (const FaultReach& reach : m_reaches)
        distances.push_back(reach.distanceTo(watched.node));
    for (const Episode& episode : watched.episodes) {
        SimTime latest = kStartOfRun;
        for (const FaultReach& reach : m_reaches)
            if (reach.begin() <= episode.begin)
                latest = std::max(latest, reach.begin());
        // Near before far, late before early.
        using Rank = std::pair<std::size_t, Duration>;
        const auto rankOf = [&](std::size_t i) { return Rank{distances[i], latest - m_reaches[i].begin()}; };
        const auto isCandidate = [&](const FaultReach& reach) {
            return reach.begin() == latest || (reach.begin() < latest && reach.isUnderWay(episode.begin));
        };
        std::optional<Rank> best;
        for (std::size_t i = 0; i < m_reaches.size(); ++i)
            if (isCandidate(m_reaches[i]))
                best = best ? std::min(*best, rankOf(i)) : rankOf(i);
        for (std::size_t i = 0; i < m_reaches.size(); ++i)
            if (isCandidate(m_reaches[i]) && rankOf(i) == best)
                m_assigned[i].push_back({watch, episode});
    }
}

std::vector<FaultEffects::Effect> FaultEffects::effectsOf(std::size_t index) const
{
    std::vector<Effect> effects(m_watched.size());
    for (std::size_t i = 0; i < m_watched.size(); ++i)
        effects[i].watched = &m_watched[i];
    for (const Assigned& assigned : m_assigned[index])
        effects[assigned.watch].episodes.push_back(assigned.episode);
    return effects;
}

}  // namespace stormglass
