// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A comparison on a terminal.
#pragma once

#include "app/output/comparison.h"
#include "app/output/text_style.h"

namespace stormglass {

/// One column for each design; behind every figure but those of the first design its paired difference.
[[nodiscard]] std::string tableToText(const results::Report& report, const std::vector<ComparisonGroup>& groups,
                                      const TextStyle& style);

}  // namespace stormglass
