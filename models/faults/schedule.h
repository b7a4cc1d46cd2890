// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When faults happen.
#pragma once

#include "models/spec/scenario.h"
#include "models/transactions/flow_tracker.h"

namespace stormglass {

/// The end of a fault; the end of the run for one that lasts.
[[nodiscard]] SimTime endOf(const spec::Fault& fault);

/// Warm-up, and the span from the first fault's start to the last one's end.
[[nodiscard]] PhaseBounds phaseBounds(const spec::Scenario& scenario);

}  // namespace stormglass
