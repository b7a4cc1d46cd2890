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
/// Of all faults of a run that has ended. Keeps a reference to the model.
class BacklogSearch {
public:
    explicit BacklogSearch(const Model& model);
    [[nodiscard]] BacklogWindows of(const FaultRecord& record, const FlowTimeline& timeline) const;

private:
    /// When the next of the other faults begins after the end of this one; kNever: none does.
    [[nodiscard]] SimTime nextBegin(const FaultRecord& record) const;

    const Model& m_model;
    std::vector<std::pair<SimTime, const FaultRecord*>> m_begins;  // in order
};

/// Recovery, drain and backlog of every fault, over all flows.
void collectFaults(const Model& model, results::RunResult& result);

}  // namespace stormglass
