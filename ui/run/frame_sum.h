// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several frames as one.
#pragma once

#include "models/results/frame.h"

namespace stormglass::ui {

/// What becomes of levels (backlogs, waiting requests, open flows) and of high percentiles.
enum class Levels {
    Last,    ///< As at the end of the longer span.
    Highest  ///< The worst of both, so that a chart with few points hides no peak.
};

/// Adds the span after it: counts are summed, means and medians weighted, traffic, events and impacts left as they are.
void addFrame(results::Frame& sum, const results::Frame& next, Levels levels);

}  // namespace stormglass::ui
