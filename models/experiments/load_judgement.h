// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a design bears a load, and whether it comes back after a trigger.
#pragma once

#include "models/results/capacity_report.h"
#include "models/results/report.h"
#include "models/spec/scenario.h"

namespace stormglass::experiments {

/// Where a scenario expects nothing of an undisturbed run, this share of the flows has to complete in time.
inline constexpr double kLeastSuccess = 0.99;
/// Flows pile up when, from the second quarter of the measured time to the last, the unfinished ones grow by more than this
/// share of those offered meanwhile.
inline constexpr double kMostGrowth = 0.01;
/// After a trigger a design has come back when, in the last quarter of the time that is left, as many of the offered flows
/// are accepted and completed as before it, less this share. A backlog that is being worked off completes more than is
/// offered, so it does not count as a state that lasts.
inline constexpr double kMostMissing = 0.05;

/// What a load has to meet: the scenario's expectations that need no fault.
struct LoadCriteria {
    std::vector<spec::Expectation> expectations;
    [[nodiscard]] std::vector<std::string> inWords() const;
};
[[nodiscard]] LoadCriteria loadCriteria(const spec::Scenario& scenario);

/// \p design is a run without faults.
[[nodiscard]] results::LoadPoint judgeLoad(const LoadCriteria& criteria, const spec::RunSettings& run, double load,
                                           const results::DesignReport& design);

/// Preconditions: the trigger lies between the warm-up and the end of the arrivals.
[[nodiscard]] bool hasComeBack(const results::DesignReport& design, const spec::RunSettings& run, Duration triggerAt,
                               Duration triggerEnd);

/// The metrics and series that the functions above look at.
[[nodiscard]] std::vector<std::string> loadFigures(const LoadCriteria& criteria);

}  // namespace stormglass::experiments
