// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tells of limits that are exceeded and of the cascades of faults while a run goes on.
#pragma once

#include "models/results/frame.h"
#include "models/run/cascade_hits.h"

#include <array>
#include <memory>
#include <set>
#include <tuple>

namespace stormglass {

/// Tells everything once, ImpactWatch::kNoticed after it happened: by then nothing can turn up that happened before it, so
/// that the order is that of the cascades at the end, whenever somebody asks.
///
/// A component that a fault hit itself is told of with its first symptom; one without any, at the end.
class ImpactTeller {
public:
    /// The model outlives this, and is complete.
    explicit ImpactTeller(Model& model);

    /// Adds what can be told by now and was not told before. \p isOver: the run ends here, and nothing waits any more.
    void tell(SimTime now, bool isOver, std::vector<results::RunEvent>& events, std::vector<results::Impact>& impacts);

private:
    /// How many episodes of each limit have been told of.
    struct Told {
        std::array<std::size_t, results::kLimits> exceeded{};
        std::array<std::size_t, results::kLimits> kept{};
    };

    /// Returns whether there are more than before.
    bool lookAround(SimTime now, SimTime horizon);
    void tellLimits(std::size_t watch, SimTime now, bool isOver, std::vector<results::RunEvent>& events);
    void tellHits(const FaultEffects& effects, std::size_t fault, bool isOver, std::vector<results::Impact>& impacts);

    Model& m_model;
    std::unique_ptr<const ImpactGraph> m_graph;  // when it is needed for the first time
    std::vector<const ImpactWatch*> m_watches;
    std::vector<Watched> m_watched;  // by watch: what has been noticed so far
    std::vector<Told> m_told;        // by watch
    std::size_t m_episodes = 0;
    std::size_t m_begun = 0;  // faults
    std::set<std::tuple<std::string, results::SubjectKind, std::string>> m_hits;  // that were told: fault, kind, subject
};

}  // namespace stormglass
