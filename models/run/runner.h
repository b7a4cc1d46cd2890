// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One run: scenario in, result out.
#pragma once

#include "models/results/frame.h"
#include "models/results/run_result.h"
#include "models/spec/scenario.h"
#include "simcore/base/time.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace stormglass {

struct RunRequest {
    std::string design = {};  ///< Empty: only the programs that the user wrote.
    std::int64_t seed = 1;
    std::int64_t replication = 0;
    std::int64_t tracedFlows = 0;  ///< The first so many of each flow after warm-up leave their spans in the result.
};

/// What somebody wants of a run that goes on.
struct LiveCommands {
    std::vector<spec::Fault> inject;  ///< To begin now. They have been checked against the scenario.
    std::vector<std::string> mend;    ///< Names of live faults that are to end now.
};

/// Called now and then from the run.
struct RunHooks {
    /// Simulated time, and the share of the whole (arrivals and drain) that is done.
    std::function<void(SimTime now, double fraction)> progressed = {};
    /// Asked at every beat: simulated instants that depend on the settings of the run only.
    std::function<LiveCommands(SimTime now)> takeCommands = {};
    /// True: end soon, with what was measured so far.
    std::function<bool()> isStopWanted = {};

    // All three, for who wants to watch; they change nothing about the run.
    /// Asked at the start, at beats and after frames: how much simulated time the next frame tells of; zero: no frame is
    /// taken until it is asked again.
    std::function<Duration()> frameSpan = {};
    /// Called before the first frame.
    std::function<void(const results::Roster&)> introduced = {};
    /// The last frame ends with the run.
    std::function<void(const results::Frame&)> framed = {};
};

/// Runs one design of the scenario once. Preconditions: the scenario has been validated and has the design; this process
/// has run no other scenario (SimGrid allows one engine per process).
///
/// The result depends on scenario, design, seed and replication only. Broken promises of our own code are thrown.
[[nodiscard]] results::RunResult runScenario(const spec::Scenario& scenario, const RunRequest& request,
                                             const RunHooks& hooks = {});

}  // namespace stormglass
