// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a report: files, standard output, the exit code.
#pragma once

#include "app/commands/exit_code.h"
#include "app/commands/experiment_options.h"
#include "models/results/report.h"
#include "models/spec/scenario.h"

namespace stormglass {

struct Delivery {
    const ExperimentOptions& options;
    std::string reproducingCommand;
};

/// Writes the files, prints what was asked for, and tells how it went.
[[nodiscard]] ExitCode deliver(const results::Report& report, const spec::Scenario& scenario,
                               const Delivery& delivery);

}  // namespace stormglass
