// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a scenario's expectations when its faults are replaced by those of an experiment.
#pragma once

#include "models/results/report.h"
#include "models/spec/scenario.h"

namespace stormglass::experiments {

/// An expectation may speak of one fault by its name: "recovery(after: kill-payment) < 30s". In an experiment the fault
/// that ends last has this name, since nothing recovers before. Those that speak of further faults are not judged.
struct JudgedExpectations {
    std::vector<spec::Expectation> judged;
    std::vector<std::string> leftOut;
    std::string faultName;  ///< The fault that expectations speak of; empty: none.
};
[[nodiscard]] JudgedExpectations judgedExpectations(const spec::Scenario& scenario);

/// Whether it means something where nothing is broken: it speaks of no fault, nor of the time of one or after one.
[[nodiscard]] bool needsNoFault(const spec::Expectation& expectation);
/// How the expectations fare in a run without faults, where all of the time is before them. Those that need a fault do not
/// hold, since nothing was measured. \p design has all figures; the order is that of the file.
[[nodiscard]] std::vector<results::ExpectationResult> judgeWithoutFaults(const std::vector<spec::Expectation>& expectations,
                                                                         const results::DesignReport& design);

/// Gives the fault that ends last the name that the expectations know, and every other a name of its own.
void nameFaults(std::vector<spec::Fault>& faults, const std::string& nameOfLast);

/// The names of the metrics, phases and all, that decide these expectations.
[[nodiscard]] std::vector<std::string> decidingFigures(const std::vector<spec::Expectation>& expectations);

}  // namespace stormglass::experiments
