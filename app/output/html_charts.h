// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The charts of an HTML report.
#pragma once

#include "models/results/report.h"
#include "models/spec/scenario.h"

#include <string>

namespace stormglass {

inline constexpr std::size_t kColours = 6;  ///< Different colours of designs.

/// For each flow: answers, answer times and unfinished flows over time, the designs over each other.
[[nodiscard]] std::string chartsToHtml(const results::Report& report, const spec::Scenario& scenario);

}  // namespace stormglass
