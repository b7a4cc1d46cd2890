// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a fault does to flows, by the runs with it and without it.
#pragma once

#include "models/experiments/fault_aim.h"
#include "models/results/fault_matrix.h"

namespace stormglass::experiments {

/// A single point of failure takes away this share of the completions while it is broken.
inline constexpr double kMostFlows = 0.5;
/// Less harm than this is none: it lies within what a different order of events does.
inline constexpr double kSomeFlows = 0.01;

/// The metrics and series that the functions below look at; of the rest they need nothing.
[[nodiscard]] std::vector<std::string> harmFigures();

/// Fills what is said of flows, of recovery and of the effect. Preconditions: both are of the same design and seed; the
/// baseline is without faults; the window ends before the arrivals do, or is open.
[[nodiscard]] results::MatrixCell harmOf(const results::DesignReport& baseline, const results::DesignReport& broken,
                                         const FaultWindow& window, const spec::RunSettings& run);

/// Share of all flows that completed in time, and of all requests that were accepted.
[[nodiscard]] double successOf(const results::DesignReport& design);
[[nodiscard]] double acceptedOf(const results::DesignReport& design);

}  // namespace stormglass::experiments
