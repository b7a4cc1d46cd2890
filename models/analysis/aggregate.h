// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the runs of a scenario to what is told of each design.
#pragma once

#include "models/results/report.h"

#include <span>

namespace stormglass::analysis {

/// All replications of one design as one: means with 95 % Student-t intervals, mean series, summed ledgers.
///
/// Runs are put in order of their replication first, so that the order in which they ended does not matter. A figure
/// that one replication lacks is NaN in its place; the mean and the interval are over those that have it.
/// Precondition: all runs are of the same design, and there is at least one.
[[nodiscard]] results::DesignReport aggregateRuns(std::vector<results::RunResult> runs);

/// Mean and half width of the 95 % interval over the values that are not NaN.
[[nodiscard]] results::Estimate estimateOf(std::vector<double> replications);

/// Every figure of the design against the same figure of the baseline, replication by replication. Figures that one of
/// the two does not have are left out. Significant: the 95 % interval of the difference excludes zero.
[[nodiscard]] std::vector<results::PairedDifference> comparePaired(const results::DesignReport& baseline,
                                                                   const results::DesignReport& design);

/// Null if the design has no such figure.
[[nodiscard]] const results::Estimate* findEstimate(const results::DesignReport& design, std::string_view subject,
                                                    std::string_view name);

}  // namespace stormglass::analysis
