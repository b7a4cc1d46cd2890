// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which sets of faults are worth trying, and which of them first, by what smaller sets did.
#pragma once

#include "models/experiments/trial.h"

namespace stormglass::experiments {

using Flags = std::vector<bool>;  ///< One for each expectation that speaks of the design.

/// How near each expectation is to being broken in each of some runs: 0 as good as in the best of them, 1 broken.
/// An equality has no "near".
[[nodiscard]] std::vector<std::vector<double>> stresses(const std::vector<Judgement>& judgements);

/// A set that was tried, by the indexes of its single faults in ascending order.
struct TriedSet {
    std::vector<std::size_t> singles;
    std::vector<double> stress;  ///< By expectation.
};

/// What there is to know of one design before the sets of the next size are tried.
struct DesignKnowledge {
    std::size_t design = 0;
    std::vector<std::size_t> singles;             ///< Those worth combining.
    std::vector<std::vector<double>> stress;      ///< Of every single fault, by its index.
    std::vector<TriedSet> bases;                  ///< The sets to add one more fault to.
    /// Expectations that some of these faults break, or that need none to be broken.
    std::function<Flags(const std::vector<std::size_t>& singles)> brokenByParts;
    std::function<bool(const std::vector<std::size_t>& singles)> isTried;
    Flags hasFind;                                ///< Expectations that something breaks already.
    std::function<bool(std::size_t, std::size_t)> isNested;  ///< Two singles of which one hits all that the other hits.
};

struct Candidate {
    std::size_t design = 0;
    std::size_t base = 0;    ///< Index of the set in the bases.
    std::size_t single = 0;  ///< The fault to be added.
    double score = 0;
};

/// What a search is out for.
enum class Wanted {
    News,  ///< Expectations that nothing breaks so far.
    All    ///< Every set that breaks what its parts do not.
};

/// Every set of one more fault that could break something, the most promising first: those that could break what nothing
/// breaks so far, then those whose parts come nearest to breaking it. At most \p most of them.
[[nodiscard]] std::vector<Candidate> rankCandidates(const std::vector<DesignKnowledge>& designs, Wanted wanted, std::size_t most);

}  // namespace stormglass::experiments
