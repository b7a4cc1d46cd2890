// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a fault hits itself, how far from it everything else is, and which of several faults something is put down to.
#pragma once

#include "models/network/host_pairs.h"
#include "models/run/impact_graph.h"

#include <limits>
#include <optional>
#include <vector>

namespace stormglass {

/// What a watch has noticed.
struct Watched {
    ImpactNode node;
    std::vector<Episode> episodes;
};

class FaultReach {
public:
    static constexpr std::size_t kOutOfReach = std::numeric_limits<std::size_t>::max();

    /// All of them outlive this. Precondition: the fault has begun.
    FaultReach(const Model& model, const ImpactGraph& graph, const FaultRecord& record);

    [[nodiscard]] const FaultRecord& record() const { return *m_record; }
    [[nodiscard]] SimTime begin() const { return m_record->spans.front().begin; }
    [[nodiscard]] bool isUnderWay(SimTime at) const;

    [[nodiscard]] const std::vector<ImpactNode>& victims() const { return m_victims; }
    [[nodiscard]] bool isVictim(const ImpactNode& node) const;
    /// Of a fault of the network: it has a neighbour at the other end of a broken way.
    [[nodiscard]] bool talksOverTheWay(const ImpactNode& node) const;
    /// Steps over the graph from the next victim, or from whoever talks over a broken way.
    [[nodiscard]] std::size_t distanceTo(const ImpactNode& node) const;

private:
    void measureDistances(std::vector<ImpactNode> ring);

    const Model* m_model;
    const ImpactGraph* m_graph;
    const FaultRecord* m_record;
    std::vector<ImpactNode> m_victims;
    std::optional<HostPairs> m_pairs;  // of a fault of the network
    std::map<ImpactNode, std::size_t> m_distances;
};

/// Puts everything that was noticed down to faults: of those that were under way and the one that began last, to the
/// nearest; of equally near ones, to those that began last.
class FaultEffects {
public:
    struct Effect {
        const Watched* watched = nullptr;
        std::vector<Episode> episodes;  ///< In order of their begin; none of a victim without symptoms.
    };

    /// All of them outlive this.
    FaultEffects(const Model& model, const ImpactGraph& graph, const std::vector<Watched>& watched, SimTime now);

    [[nodiscard]] std::size_t count() const { return m_reaches.size(); }
    [[nodiscard]] const FaultReach& reach(std::size_t index) const { return m_reaches[index]; }
    /// By watch, also those that noticed nothing of it.
    [[nodiscard]] std::vector<Effect> effectsOf(std::size_t index) const;

private:
    void assign(std::size_t watch, const Watched& watched);

    const std::vector<Watched>& m_watched;
    std::vector<FaultReach> m_reaches;  // of the faults that have begun
    struct Assigned {
        std::size_t watch;
        Episode episode;
    };
    std::vector<std::vector<Assigned>> m_assigned;  // by reach
};

}  // namespace stormglass
