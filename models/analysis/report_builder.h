// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole report of a command, from the runs that it ordered.
#pragma once

#include "models/results/report.h"
#include "models/spec/scenario.h"

namespace stormglass::analysis {

/// What the scenario itself does not know.
struct ReportIdentity {
    std::string version;       ///< Of the program.
    std::string scenarioHash;  ///< Of the scenario as run.
};

/// What every report tells of its runs.
template <class Report>
void identifyRuns(Report& report, const spec::Scenario& scenario, const ReportIdentity& identity)
{
    report.version = identity.version;
    report.scenario = scenario.name;
    report.scenarioHash = identity.scenarioHash;
    report.seed = scenario.run.seed;
    report.replications = scenario.run.replications;
    if constexpr (requires { report.warmUp; }) {
        report.duration = toSeconds(scenario.run.duration);
        report.warmUp = toSeconds(scenario.run.warmUp);
    }
}

/// What came of the runs of one design.
struct DesignRuns {
    std::string design;
    std::vector<results::RunResult> results;
    std::vector<std::string> failures;  ///< Why runs have no result.
};

/// Estimates, differences to the first design, expectations and verdicts. A design without results has only its failures.
[[nodiscard]] results::Report buildReport(const spec::Scenario& scenario, const ReportIdentity& identity,
                                          std::vector<DesignRuns> runs);

}  // namespace stormglass::analysis
