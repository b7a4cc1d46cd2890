// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How an experiment ended, from what its runs have seen.
#pragma once

#include "models/results/report.h"

#include <span>

namespace stormglass::analysis {

/// Phases, hypothesis, and those reasons for a status that only the runs know. The check after the faults is judged by the
/// mean over the replications, like an expectation; the one before them has to hold in each, because a replication in which
/// it does not has no faults; one of many windows holds if no window of any replication deviates.
[[nodiscard]] results::ExperimentReport summariseExperiment(std::span<const results::RunResult> runs);

/// Sets status and reasons of the design. Preconditions: its experiment has been summarised, its expectations have been
/// evaluated, and that has not been done before.
void settleStatus(results::DesignReport& design, std::span<const std::string> idleFaults, bool isPartial);

/// The worst of the designs; a report that is partial was interrupted at least.
void settleStatus(results::Report& report);

}  // namespace stormglass::analysis
