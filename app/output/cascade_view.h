// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cascades as trees for the terminal.
#pragma once

#include "app/output/text_style.h"
#include "models/results/report.h"

#include <string>

namespace stormglass {

/// Who was hit first, second, third, by which path and for how long; then what became of the flows. Empty without faults.
[[nodiscard]] std::string cascadesToText(const results::Report& report, const TextStyle& style);

}  // namespace stormglass
