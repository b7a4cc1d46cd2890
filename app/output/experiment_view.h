// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How an experiment ended: phases, hypothesis, status.
#pragma once

#include "app/output/text_style.h"
#include "models/results/report.h"

#include <string>

namespace stormglass {

/// "warm-up until 5 s, baseline until 20 s, faults until 40 s"; empty where the whole run is one phase.
[[nodiscard]] std::string phasesToText(const results::ExperimentReport& experiment);
/// "accepted(order) >= 99%, before the faults"
[[nodiscard]] std::string sentenceOf(const results::HypothesisResult& line);

/// Phases and hypothesis of every design; empty if there is nothing to tell.
[[nodiscard]] std::string experimentToText(const results::Report& report, const TextStyle& style);
[[nodiscard]] std::string experimentToHtml(const results::Report& report);
/// Only the lines that do not hold, and why it failed, was aborted or interrupted.
[[nodiscard]] std::string deviationsToText(const results::Report& report, const TextStyle& style);
/// "status: aborted, deviated"
[[nodiscard]] std::string statusToText(const results::Report& report, const TextStyle& style);

}  // namespace stormglass
