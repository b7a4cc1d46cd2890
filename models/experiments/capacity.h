// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The search for the highest load that a design sustains, for the knee of its latency, and for the load and the length from
// which on a trigger leaves a metastable state.
#pragma once

#include "models/experiments/load_judgement.h"

#include <functional>

namespace stormglass::experiments {

/// One design under one load, with the faults that are given.
struct LoadTrial {
    std::string design;
    double load = 1;
    std::vector<spec::Fault> faults;
};

/// Carries out some trials and yields each one's replications as one report, in the same order. Fewer than asked for: there
/// will be no more, because the user wants to stop.
using RunLoads = std::function<std::vector<results::DesignReport>(const std::vector<LoadTrial>&)>;

struct CapacityChoice {
    double most = 64;         ///< Largest load that is tried, and the inverse of the smallest.
    double precision = 0.01;  ///< Of the highest load, as a share.
    bool isTriggerTried = true;
};

/// Doubles or halves the load until one is sustained and the next is not, and divides the span between them until it is short
/// enough. That takes for granted that a load is sustained when a higher one is.
///
/// The knee is where goodput divided by mean latency is largest: L. Kleinrock, "Power and deterministic rules of thumb for
/// probabilistic problems in computer communications", ICC 1979. For M/M/1 it lies at half of the saturation.
///
/// The trigger is all faults of the scenario together. A state is metastable when it outlives its trigger at a load that is
/// sustained without it: N. Bronson et al., "Metastable failures in distributed systems", HotOS 2021.
[[nodiscard]] results::DesignCapacity measureCapacity(const spec::Scenario& scenario, const std::string& design,
                                                      const CapacityChoice& choice, const RunLoads& run);

}  // namespace stormglass::experiments
