// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A capacity report on a terminal.
#pragma once

#include "app/output/text_style.h"
#include "models/results/capacity_report.h"

#include <string>

namespace stormglass {

/// The designs, in each variant, as columns; below them each one's latency over its load.
[[nodiscard]] std::string capacityToText(const results::CapacityReport& report, const std::string& reproducingCommand,
                                         const TextStyle& style);

}  // namespace stormglass
