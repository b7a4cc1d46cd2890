// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What "run" and "compare" do: runs in, report out.
#pragma once

#include "app/commands/exit_code.h"
#include "app/commands/experiment_options.h"
#include "models/analysis/report_builder.h"

#include <functional>
#include <optional>

namespace stormglass {

/// One command that runs designs of a scenario.
struct Experiment {
    std::string command;  ///< "run" or "compare".
    ExperimentOptions options;
    std::vector<std::string> wantedDesigns;  ///< As named by the user; empty: the command's own choice.
    /// Chooses among the designs of the scenario, which may be none.
    std::function<std::vector<std::string>(const std::vector<std::string>& known)> chooseDesigns;
    std::size_t fewestDesigns = 0;
};

/// The version of the program, and the hash of the scenario.
[[nodiscard]] analysis::ReportIdentity identityOf(const spec::Scenario& scenario);

/// Reads, checks, runs, writes and prints. Nothing is run or written when an input or an output cannot be used.
[[nodiscard]] ExitCode carryOut(const Experiment& experiment);

}  // namespace stormglass
