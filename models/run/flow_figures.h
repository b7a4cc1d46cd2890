// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures of flows and faults.
#pragma once

#include "models/results/run_result.h"
#include "models/run/model.h"

namespace stormglass {

void collectFlow(const FlowTracker& tracker, std::int64_t placesToAsk, double measuredSeconds,
                 results::RunResult& result);

/// Recovery, drain and backlog of every fault, over all flows.
void collectFaults(const Model& model, results::RunResult& result);

}  // namespace stormglass
