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

/// Where a flow's backlog is put down to a fault: from the window in which it begins to the one before \p end. That is when
/// the fault is over and the backlog is gone or, if that comes first, another fault begins: what piles up then is its doing.
/// A fault that begins while this one lasts has its part in both.
struct BacklogWindows {
    std::size_t first = 0;
    std::size_t end = 0;
};
[[nodiscard]] BacklogWindows backlogWindows(const Model& model, const FaultRecord& record, const FlowTimeline& timeline);

/// Recovery, drain and backlog of every fault, over all flows.
void collectFaults(const Model& model, results::RunResult& result);

}  // namespace stormglass
