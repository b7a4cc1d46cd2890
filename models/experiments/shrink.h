// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a set of faults that breaks an expectation to a smaller one that still does.
#pragma once

#include "models/experiments/trial.h"

namespace stormglass::experiments {

struct ShrinkTask {
    std::string design;
    FaultSet faults;            ///< Known to break the expectation.
    Judgement judgement;        ///< Of these faults.
    std::size_t expectation = 0;///< By its place in the judgement.
    std::string nameOfLast;     ///< The name that expectations know the last fault by; empty: none.
};

struct Shrunk {
    FaultSet faults;
    Judgement judgement;
    /// Faults that all end at this instant break the expectation; an earlier end does not. Zero: not found out.
    Duration inevitableAt{0};
    bool isComplete = false;  ///< False: the runs ended before the work was done.
};

/// Takes faults away, narrows what they hit, shortens them, makes them milder and lets them begin later, as long as the
/// expectation stays broken. Every result was run: nothing is concluded. A figure that was measured has to stay measured,
/// so that "nothing was seen" does not pass for a smaller case of "it was too slow".
[[nodiscard]] Shrunk shrink(const spec::Scenario& scenario, const ShrinkTask& task, const RunTrials& run);

/// The step in which the length of a fault is searched: about a hundredth, in round figures.
[[nodiscard]] Duration searchStep(Duration length);

}  // namespace stormglass::experiments
