// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tables of an HTML report.
#pragma once

#include "app/output/comparison.h"

#include <string>

namespace stormglass {

[[nodiscard]] std::string comparisonToHtml(const results::Report& report, const std::vector<ComparisonGroup>& groups);
/// The components and channels of one design; empty for several.
[[nodiscard]] std::string partsToHtml(const results::Report& report);
[[nodiscard]] std::string expectationsToHtml(const results::Report& report);
[[nodiscard]] std::string ledgersToHtml(const results::Report& report);
[[nodiscard]] std::string stuckFlowsToHtml(const results::Report& report);

}  // namespace stormglass
