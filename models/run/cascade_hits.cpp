// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/cascade_hits.h"

#include "models/faults/faulty_ways.h"
#include "models/spec/fault_references.h"

#include <algorithm>
#include <utility>

namespace stormglass {
namespace {

using results::Breach;
using results::Cascade;
using results::Hit;
using results::ImpactPath;
using results::SubjectKind;

double secondsAt(SimTime at) { return at == kNever ? results::kNothing : toSeconds(at.time_since_epoch()); }

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

double firstOf(const Hit& hit, const Cascade& cascade) { return hit.breaches.empty() ? cascade.begin : hit.breaches.front().at; }

CascadeHits::CascadeHits(const Model& model, const ImpactGraph& graph, const FaultRecord& record) : m_model(model), m_graph(graph)
{
    const auto& [fault, spans] = record;
    m_from = spans.front().begin;
    for (const FaultRecord& other : model.faults) {
        if (!other.spans.empty() && other.spans.front().begin > m_from)
            m_until = std::min(m_until, other.spans.front().begin);
    }
    m_cascade.fault = fault.name;
    m_cascade.phrase = phraseOf(fault);
    m_cascade.begin = secondsAt(m_from);
    m_cascade.end = secondsAt(spans.back().end);
    if (const spec::FaultyWays* ways = waysOf(fault); ways != nullptr) {
        m_pairs = pairsOf(model, *ways);
        m_victims = {{SubjectKind::Fault, phraseOf(*ways)}};
    } else {
        m_victims = victimsOf(model, fault);
    }
}

Cascade CascadeHits::build(const std::vector<Watched>& watched)
{
    for (const ImpactNode& victim : m_victims) {
        if (std::ranges::find(watched, victim, &Watched::node) == watched.end())
            m_cascade.hits.push_back({.kind = victim.kind, .subject = victim.name, .breaches = {}});
    }
    for (const Watched& each : watched)
        addHit(each);
    std::ranges::stable_sort(m_cascade.hits, {}, [this](const Hit& hit) {
        return std::pair(firstOf(hit, m_cascade), hit.by != ImpactPath::Fault);
    });
    for (std::size_t i = 0; i < m_cascade.hits.size(); ++i)
        findSource(i);
    detect();
    return std::move(m_cascade);
}

bool CascadeHits::isVictim(const ImpactNode& node) const { return std::ranges::find(m_victims, node) != m_victims.end(); }

void CascadeHits::addHit(const Watched& watched)
{
    Hit hit{.kind = watched.node.kind, .subject = watched.node.name, .breaches = {}};
    for (const Episode& episode : watched.episodes) {
        const bool isKnown = std::ranges::find(hit.breaches, episode.limit, &Breach::limit) != hit.breaches.end();
        if (episode.begin < m_from || episode.begin >= m_until)
            continue;
        if (episode.isOpen)
            m_cascade.leftovers.push_back(watched.node.name + ": " + std::string(wordOf(episode.limit)));
        if (!isKnown)
            hit.breaches.push_back(
                {episode.limit, secondsAt(episode.begin), episode.isOpen ? results::kNothing : secondsAt(episode.last)});
    }
    if (isVictim(watched.node))
        hit.by = ImpactPath::Fault;
    else if (hit.breaches.empty())
        return;
    else
        hit.by = ImpactPath::Call;  // until the source is known
    m_cascade.hits.push_back(std::move(hit));
}

std::optional<std::size_t> CascadeHits::positionBefore(std::size_t index, const ImpactNode& node) const
{
    for (std::size_t i = 0; i < index; ++i) {
        if (m_cascade.hits[i].kind == node.kind && m_cascade.hits[i].subject == node.name)
            return i;
    }
    return std::nullopt;
}

void CascadeHits::findSource(std::size_t index)
{
    Hit& hit = m_cascade.hits[index];
    const ImpactNode self{hit.kind, hit.subject};
    if (isVictim(self))
        return;
    if (talksOverTheWay(self)) {
        hit.from = m_victims.front().name;
        hit.by = ImpactPath::Network;
        return;
    }
    std::set<ImpactNode> seen{self};
    std::vector<ImpactGraph::Neighbour> ring = m_graph.neighboursOf(self);
    while (!ring.empty()) {
        std::optional<std::size_t> best;
        for (const ImpactGraph::Neighbour& neighbour : ring) {
            const auto position = positionBefore(index, neighbour.node);
            const bool isBetter = position && (!best || rankOf(*position) > rankOf(*best));
            if (!isBetter)
                continue;
            best = position;
            hit.from = neighbour.node.name;
            hit.by = neighbour.by;
        }
        if (best)
            return;
        ring = nextRing(ring, seen);
    }
    hit.by = ImpactPath::Fault;  // no way that we know of leads here
}

bool CascadeHits::talksOverTheWay(const ImpactNode& node) const
{
    if (!m_pairs)
        return false;
    const std::vector<HostId> here = hostsOf(m_model, node);
    const auto isCutFrom = [&](const ImpactGraph::Neighbour& neighbour) {
        const std::vector<HostId> there = hostsOf(m_model, neighbour.node);
        return std::ranges::any_of(here, [&](HostId one) {
            return std::ranges::any_of(there, [&](HostId other) {
                return m_pairs->contains(one, other) || m_pairs->contains(other, one);
            });
        });
    };
    return std::ranges::any_of(m_graph.neighboursOf(node), isCutFrom);
}

std::pair<bool, std::size_t> CascadeHits::rankOf(std::size_t position) const
{
    return {m_cascade.hits[position].by == ImpactPath::Fault, position};
}

std::vector<ImpactGraph::Neighbour> CascadeHits::nextRing(const std::vector<ImpactGraph::Neighbour>& ring,
                                                          std::set<ImpactNode>& seen) const
{
    std::vector<ImpactGraph::Neighbour> next;
    for (const ImpactGraph::Neighbour& neighbour : ring)
        seen.insert(neighbour.node);
    for (const ImpactGraph::Neighbour& neighbour : ring) {
        for (const ImpactGraph::Neighbour& further : m_graph.neighboursOf(neighbour.node)) {
            if (seen.insert(further.node).second)
                next.push_back({further.node, neighbour.by});
        }
    }
    return next;
}

void CascadeHits::detect()
{
    m_cascade.detection = results::kNothing;
    for (const Hit& hit : m_cascade.hits) {
        if (!hit.breaches.empty() && !(m_cascade.detection <= hit.breaches.front().at - m_cascade.begin))
            m_cascade.detection = hit.breaches.front().at - m_cascade.begin;
    }
}

}  // namespace stormglass
