// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the watches noticed -> one cascade for each fault.
#pragma once

#include "models/results/run_result.h"
#include "models/run/model.h"

namespace stormglass {

/// Call once, at the end of the run, after the figures of the faults are in the result.
///
/// A breach belongs to the nearest of the faults that were under way and the one that began last before it (FaultEffects);
/// of one limit of one subject the first counts. The one that passed it on is, of its neighbours in the impact graph that were hit before, a victim of the fault, or else the one
/// that was hit last; over neighbours without symptoms (a broker) when no direct one was hit. Of a fault of the network the
/// victim is the way: whoever talks to a neighbour over it was hit by it.
void collectCascades(Model& model, results::RunResult& result);

}  // namespace stormglass
