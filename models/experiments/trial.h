// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a search asks of the engine, and what it gets: a set of faults in one design, and how its expectations fare.
#pragma once

#include "models/results/judgement.h"
#include "models/spec/scenario.h"

#include <functional>

namespace stormglass::experiments {

using FaultSet = std::vector<spec::Fault>;

struct Trial {
    std::string design;
    FaultSet faults;
    bool operator==(const Trial&) const = default;
};

using results::Judgement;

/// Carries out some trials and yields their judgements in the same order. Fewer than asked for: there will be no more,
/// because the budget is spent or the user wants to stop.
using RunTrials = std::function<std::vector<Judgement>(const std::vector<Trial>&)>;

/// Judges the runs of a trial. Precondition: there is at least one.
[[nodiscard]] Judgement judgeRuns(const std::vector<spec::Expectation>& expectations, const Trial& trial,
                                  std::vector<results::RunResult> runs);

/// The metrics that a judgement needs, beside those of the expectations.
[[nodiscard]] std::vector<std::string> signatureFigures();

}  // namespace stormglass::experiments
