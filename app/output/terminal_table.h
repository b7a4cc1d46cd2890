// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A comparison on a terminal.
#pragma once

#include "app/output/comparison.h"
#include "app/output/text_style.h"

namespace stormglass {

/// One column for each design; behind every figure but those of the first design its paired difference. Below it a
/// legend. Where the columns do not fit side by side, the intervals are left out; if that is not enough, some designs
/// stand in further tables below, each beside the first design.
[[nodiscard]] std::string tableToText(const results::Report& report, const std::vector<ComparisonGroup>& groups,
                                      const TextStyle& style);

}  // namespace stormglass
