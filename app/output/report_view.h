// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A report for a person at a terminal.
#pragma once

#include "app/output/text_style.h"
#include "models/results/report.h"

#include <string>

namespace stormglass {

/// Table, verdicts, notes and expectations; the first expectation that does not hold stands last.
[[nodiscard]] std::string reportToText(const results::Report& report, const std::string& reproducingCommand,
                                       const TextStyle& style);

}  // namespace stormglass
