// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/cascade_hits.h"

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

}  // namespace

double firstOf(const Hit& hit, const Cascade& cascade) { return hit.breaches.empty() ? cascade.begin : hit.breaches.front().at; }

CascadeHits::CascadeHits(const ImpactGraph& graph, const FaultEffects& effects, std::size_t fault)
    : m_graph(graph), m_reach(effects.reach(fault)), m_effects(effects.effectsOf(fault))
{
    const auto& [description, spans] = m_reach.record();
    m_cascade.fault = description.name;
    m_cascade.phrase = phraseOf(description);
    m_cascade.begin = secondsAt(spans.front().begin);
    m_cascade.end = secondsAt(spans.back().end);
}

Cascade CascadeHits::build()
{
    const auto isWatched = [this](const ImpactNode& node) {
        return std::ranges::any_of(m_effects, [&](const FaultEffects::Effect& effect) { return effect.watched->node == node; });
    };
    for (const ImpactNode& victim : m_reach.victims()) {
        if (!isWatched(victim))
            m_cascade.hits.push_back({.kind = victim.kind, .subject = victim.name, .breaches = {}});
    }
    for (const FaultEffects::Effect& effect : m_effects)
        addHit(effect);
    std::ranges::stable_sort(m_cascade.hits, {}, [this](const Hit& hit) {
        return std::pair(firstOf(hit, m_cascade), hit.by != ImpactPath::Fault);
    });
    for (std::size_t i = 0; i < m_cascade.hits.size(); ++i)
        findSource(i);
    detect();
    return std::move(m_cascade);
}

void CascadeHits::addHit(const FaultEffects::Effect& effect)
{
    const ImpactNode& node = effect.watched->node;
    Hit hit{.kind = node.kind, .subject = node.name, .breaches = {}};
    for (const Episode& episode : effect.episodes) {
        const bool isKnown = std::ranges::find(hit.breaches, episode.limit, &Breach::limit) != hit.breaches.end();
        if (episode.isOpen)
            m_cascade.leftovers.push_back(node.name + ": " + std::string(wordOf(episode.limit)));
        if (!isKnown)
            hit.breaches.push_back(
                {episode.limit, secondsAt(episode.begin), episode.isOpen ? results::kNothing : secondsAt(episode.last)});
    }
    if (m_reach.isVictim(node))
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
    if (m_reach.isVictim(self))
        return;
    if (m_reach.talksOverTheWay(self)) {
        hit.from = m_reach.victims().front().name;
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
