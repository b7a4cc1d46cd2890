// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who was hit by one fault, in what order and by which path: at the end of a run, or while it goes on.
#pragma once

#include "models/network/host_pairs.h"
#include "models/run/impact_graph.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace stormglass {

/// What a watch has noticed.
struct Watched {
    ImpactNode node;
    std::vector<Episode> episodes;
};

/// When a hit was first seen; a victim without symptoms at the start of the fault. Seconds.
[[nodiscard]] double firstOf(const results::Hit& hit, const results::Cascade& cascade);

/// The rules are told at collectCascades().
class CascadeHits {
public:
    /// Model and graph outlive this. Precondition: the fault has begun.
    CascadeHits(const Model& model, const ImpactGraph& graph, const FaultRecord& record);

    /// Yields the hits, what was left over, and when the first was detected. Call once. Of less to go by, the first hits
    /// are the same.
    [[nodiscard]] results::Cascade build(const std::vector<Watched>& watched);

private:
    [[nodiscard]] bool isVictim(const ImpactNode& node) const;
    void addHit(const Watched& watched);
    /// The position among the hits before that one; nothing if it was not hit by then.
    [[nodiscard]] std::optional<std::size_t> positionBefore(std::size_t index, const ImpactNode& node) const;
    void findSource(std::size_t index);
    [[nodiscard]] bool talksOverTheWay(const ImpactNode& node) const;
    /// A victim of the fault before anybody else, then who was hit last.
    [[nodiscard]] std::pair<bool, std::size_t> rankOf(std::size_t position) const;
    /// The neighbours of the neighbours, each with the way by which the first step of it was reached.
    [[nodiscard]] std::vector<ImpactGraph::Neighbour> nextRing(const std::vector<ImpactGraph::Neighbour>& ring,
                                                               std::set<ImpactNode>& seen) const;
    void detect();

    const Model& m_model;
    const ImpactGraph& m_graph;
    SimTime m_from{};
    SimTime m_until = kNever;
    std::vector<ImpactNode> m_victims;
    std::optional<HostPairs> m_pairs;  // of a fault of the network
    results::Cascade m_cascade;
};

}  // namespace stormglass
