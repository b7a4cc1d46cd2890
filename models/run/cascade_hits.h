// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who was hit by one fault, in what order and by which path: at the end of a run, or while it goes on.
#pragma once

#include "models/run/fault_reach.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace stormglass {

/// When a hit was first seen; a victim without symptoms at the start of the fault. Seconds.
[[nodiscard]] double firstOf(const results::Hit& hit, const results::Cascade& cascade);

/// The rules are told at collectCascades().
class CascadeHits {
public:
    /// Both outlive this.
    CascadeHits(const ImpactGraph& graph, const FaultEffects& effects, std::size_t fault);

    /// Yields the hits, what was left over, and when the first was detected. Call once. Of less to go by, the first hits
    /// are the same.
    [[nodiscard]] results::Cascade build();

private:
    void addHit(const FaultEffects::Effect& effect);
    /// The position among the hits before that one; nothing if it was not hit by then.
    [[nodiscard]] std::optional<std::size_t> positionBefore(std::size_t index, const ImpactNode& node) const;
    void findSource(std::size_t index);
    /// A victim of the fault before anybody else, then who was hit last.
    [[nodiscard]] std::pair<bool, std::size_t> rankOf(std::size_t position) const;
    /// The neighbours of the neighbours, each with the way by which the first step of it was reached.
    [[nodiscard]] std::vector<ImpactGraph::Neighbour> nextRing(const std::vector<ImpactGraph::Neighbour>& ring,
                                                               std::set<ImpactNode>& seen) const;
    void detect();

    const ImpactGraph& m_graph;
    const FaultReach& m_reach;
    const std::vector<FaultEffects::Effect> m_effects;
    results::Cascade m_cascade;
};

}  // namespace stormglass
