// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands along the time of a run: its parts, and when faults last, planned or seen.
#pragma once

#include "models/results/run_result.h"
#include "models/results/frame.h"

#include <string>
#include <vector>

namespace stormglass::ui {

struct FaultSpan {
    std::string name;
    std::string phrase;        ///< "payment-service was down"
    double begin = 0;          ///< Seconds from the start of the run.
    double end = 0;            ///< NaN: it lasts to the end.
    bool isInjected = false;   ///< By hand.
    bool hasBegun = false;     ///< Seen in the run; otherwise the scenario plans it.
    bool operator==(const FaultSpan&) const = default;
};

struct TimeBand {
    std::string name;  ///< "warm-up", "drain", or a phase of the experiment.
    double begin = 0;
    double end = 0;
    bool operator==(const TimeBand&) const = default;
};

struct RunTimeline {
    double end = 60;  ///< The scale.
    std::vector<TimeBand> bands;
    std::vector<FaultSpan> faults;  ///< In order of their begin.
    bool operator==(const RunTimeline&) const = default;
};

/// What a scenario plans, as far as it can be told before; \p end as in RunWish::duration.
[[nodiscard]] RunTimeline planTimeline(const std::string& scenario, double end);

/// What was seen takes the place of what was planned. \p injected: as RunSession::injectedFaults().
[[nodiscard]] RunTimeline seenTimeline(const RunTimeline& plan, const std::vector<results::RunEvent>& events,
                                       const std::vector<std::string>& injected, double reachedAt);
/// Its end, and the phases that the run had; without any, those of the plan.
void takePhases(RunTimeline& timeline, const results::RunResult& result);

}  // namespace stormglass::ui
