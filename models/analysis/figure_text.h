// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Figures as people read them: "182 ms", "99.95 %", "1,998 /s".
#pragma once

#include "models/results/metric.h"

#include <string>

namespace stormglass::analysis {

/// Three significant digits and a unit of fitting size. NaN, which stands for "nothing was measured", is a dash.
/// A share close to 1 never becomes "100 %", and one close to 0 never "0 %".
[[nodiscard]] std::string figureToText(double value, results::Unit unit);

/// A difference: the same with a sign in front, and its interval: "−170 ± 3 ms". Shares differ by percentage points.
[[nodiscard]] std::string differenceToText(double mean, double halfWidth, results::Unit unit);

/// "182 ± 3 ms"; without an interval (NaN) only the mean.
[[nodiscard]] std::string estimateToText(double mean, double halfWidth, results::Unit unit);

/// "3.1", "12", "1,250": three significant digits, thousands apart.
[[nodiscard]] std::string shortNumber(double value);

}  // namespace stormglass::analysis
