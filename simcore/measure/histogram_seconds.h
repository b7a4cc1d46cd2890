// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A histogram of durations as figures in seconds.
#pragma once

#include "simcore/measure/histogram.h"

#include <limits>

namespace stormglass {

/// NaN if there are none.
[[nodiscard]] inline double meanInSeconds(const Histogram& durations)
{
    return durations.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : durations.mean() * 1e-9;
}

/// NaN if there are none.
[[nodiscard]] inline double quantileInSeconds(const Histogram& durations, double q)
{
    return durations.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(durations.quantile(q)) * 1e-9;
}

}  // namespace stormglass
