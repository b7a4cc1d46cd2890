// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the figures of a design say, in one sentence.
#pragma once

#include "models/results/report.h"
#include "models/spec/scenario.h"

namespace stormglass::analysis {

/// Tells how the design took the faults, how quick it is, what it leaves behind, and what it costs next to the baseline
/// (which may be the design itself). Only figures that were measured are spoken of; empty if there are none.
[[nodiscard]] std::string verdictOn(const results::DesignReport& design, const results::DesignReport& baseline,
                                    const spec::Scenario& scenario);

/// "While payment was down", "While 1 instance of payment was down".
[[nodiscard]] std::string duringFaults(const std::vector<spec::Fault>& faults);

/// More than one of a thing with this name: "orders", "order-placement flows".
[[nodiscard]] std::string manyOf(const std::string& flow);

}  // namespace stormglass::analysis
