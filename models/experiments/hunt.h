// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The search for the smallest set of faults that breaks an expectation.
#pragma once

#include "models/experiments/hunt_space.h"
#include "models/experiments/judged_expectations.h"
#include "models/results/hunt_report.h"

namespace stormglass::experiments {

/// A set of faults that breaks what no part of it breaks.
struct Find {
    std::size_t number = 0;  ///< Counted from 1.
    std::string design;
    FaultSet faults;
    Judgement judgement;
    std::vector<std::size_t> broken;  ///< What it breaks that its parts do not, by the place in the judgement.
    FaultSet foundAs;
    std::size_t foundAfter = 0;       ///< Sets tried until then.
    bool isShrunk = false;
    Duration inevitableAt{0};         ///< Zero: not found out.
    std::size_t sameAs = 0;           ///< Number of an earlier find that was shrunk to the same set; 0: none.
};

/// A set of faults that the simulator did not survive.
struct FailedTrial {
    Trial trial;
    std::string message;
};

struct HuntResult {
    std::vector<Find> finds;
    std::vector<FailedTrial> failures;  ///< At most 20.
    std::vector<results::HuntLevel> levels;
    std::vector<results::BrokenWithout> brokenWithout;
    std::size_t singles = 0;
    std::size_t alike = 0;     ///< Left out because another fault hits a place like it.
    std::vector<results::LeftOutFault> leftOut;
    std::vector<std::string> notJudged;
    bool isExhausted = false;  ///< Nothing was left to try.
};

/// Searches sets of one fault, then of two that meet in time, then of more, up to the size of the choice: first those that
/// could break what nothing breaks so far, and at last all of which no part breaks the same. Sets whose parts come near
/// to breaking an expectation come first. Each find is shrunk, those that are the first to break an expectation at once.
///
/// The search is a function of its arguments and of what the trials yield: the same trials in the same batches.
/// \p changed is told of every new find, and again when it has been shrunk.
[[nodiscard]] HuntResult hunt(const spec::Scenario& scenario, const HuntChoice& choice, const RunTrials& run,
                              const std::function<void(const Find&)>& changed);

}  // namespace stormglass::experiments
