// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A report as one HTML page that needs nothing else: for sharing, printing, and CI artefacts.
#pragma once

#include "models/results/report.h"
#include "models/spec/scenario.h"

#include <string>

namespace stormglass {

/// The scenario gives the description and the times of the faults.
[[nodiscard]] std::string toHtml(const results::Report& report, const spec::Scenario& scenario,
                                 const std::string& reproducingCommand);

}  // namespace stormglass
