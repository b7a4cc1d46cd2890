// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which expectations hold.
#pragma once

#include "app/output/text_style.h"
#include "models/results/report.h"

#include <string>

namespace stormglass {

/// One line for each expectation and design: those that hold, then those that do not, the first of them last.
[[nodiscard]] std::string expectationsToText(const results::Report& report, const TextStyle& style);
/// Only those that do not hold, in the same order.
[[nodiscard]] std::string brokenExpectationsToText(const results::Report& report, const TextStyle& style);
/// "p99(order.ack) < 100ms, during the fault". The phase is "before", "fault", "recovery" or "after"; empty: all
/// after warm-up.
[[nodiscard]] std::string sentenceOf(const std::string& that, const std::string& phase);
/// Every expectation, and every line of the hypothesis.
[[nodiscard]] bool doAllHold(const results::Report& report);

}  // namespace stormglass
