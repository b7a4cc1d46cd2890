// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which expectations a design meets.
#pragma once

#include "models/results/report.h"
#include "models/spec/scenario.h"

namespace stormglass::analysis {

/// The expectations that speak of this design, in the order of the file, judged by the means over replications. One of
/// which nothing was measured does not hold: what was not seen is not a pass.
/// Precondition: the scenario has been validated.
[[nodiscard]] std::vector<results::ExpectationResult> evaluateExpectations(const spec::Scenario& scenario,
                                                                           const results::DesignReport& design);

}  // namespace stormglass::analysis
