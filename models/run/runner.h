// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One run: scenario in, result out.
#pragma once

#include "models/results/run_result.h"
#include "models/spec/scenario.h"

#include <cstdint>
#include <functional>
#include <string>

namespace stormglass {

struct RunRequest {
    std::string design = {};  ///< Empty: only the programs that the user wrote.
    std::int64_t seed = 1;
    std::int64_t replication = 0;
    std::int64_t tracedFlows = 0;  ///< The first so many of each flow after warm-up leave their spans in the result.
};

/// Called now and then from the run.
struct RunHooks {
    /// Simulated time, and the share of the whole (arrivals and drain) that is done.
    std::function<void(SimTime now, double fraction)> progressed;
    /// True: end soon, with what was measured so far.
    std::function<bool()> isStopWanted;
};

/// Runs one design of the scenario once. Preconditions: the scenario has been validated and has the design; this process
/// has run no other scenario (SimGrid allows one engine per process).
///
/// The result depends on scenario, design, seed and replication only. Broken promises of our own code are thrown.
[[nodiscard]] results::RunResult runScenario(const spec::Scenario& scenario, const RunRequest& request,
                                             const RunHooks& hooks = {});

}  // namespace stormglass
