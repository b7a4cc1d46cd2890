// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What "chaos" is asked for, and what that means in a scenario.
#pragma once

#include "app/commands/exit_code.h"
#include "app/commands/experiment_options.h"
#include "models/experiments/fault_aim.h"
#include "scenarios/scenario_reader.h"

namespace stormglass {

struct ChaosOptions {
    ExperimentOptions run;
    std::string designs;  ///< Names with commas between them, as the user wrote them; empty: all.
    std::string faults;
    std::string victims;
    std::string at;       ///< A duration, or empty.
    std::string lasting;
    bool areExpectationsJudged = false;
    bool isMatrix = false;  ///< Said so; it is the default.
    bool isHunt = false;
    bool isSagas = false;
    std::string budget;   ///< A number of runs or a duration; empty: the default.
    static constexpr std::int64_t kMostFaults = 3;
    std::int64_t mostFaults = kMostFaults;
    std::string folder;        ///< Of a new hunt; empty: named after the scenario.
    std::string resumeFolder;  ///< Of a hunt that goes on.
};

/// The options in the words of the scenario, with every name known.
struct ChaosSetup {
    LoadedScenario loaded;
    std::vector<std::string> designs;
    std::vector<std::string> kinds;
    std::vector<std::string> victims;
    experiments::FaultWindow window;
};

/// Nothing if something is wrong, which has been told then.
[[nodiscard]] std::optional<ChaosSetup> setUpChaos(const ChaosOptions& options);

/// Tells what is wrong with a use of the command.
void tellChaosProblem(const std::string& problem);

[[nodiscard]] ExitCode carryOutMatrix(const ChaosOptions& options);
[[nodiscard]] ExitCode carryOutHunt(const ChaosOptions& options);
[[nodiscard]] ExitCode carryOutSagas(const ChaosOptions& options);

}  // namespace stormglass
