// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The runs of one command, and what became of them.
#pragma once

#include "scenarios/worker_protocol.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stormglass {

/// Every design with every replication, in the order of the report: designs first.
struct RunPlan {
    std::string scenario;              ///< As JSON text without line ends.
    std::vector<std::string> designs;  ///< An empty name: without a design.
    std::int64_t replications = 1;
    std::int64_t tracedFlows = 0;      ///< In the first replication of each design.

    [[nodiscard]] std::size_t size() const { return designs.size() * static_cast<std::size_t>(replications); }
    [[nodiscard]] RunOrder orderAt(std::size_t index) const;
};

/// Any runs, by their place in the order of the outcomes.
struct RunSequence {
    std::size_t size = 0;
    std::function<RunOrder(std::size_t)> orderAt;
};

struct RunOutcomes {
    /// The last reply of each run, in the order of the plan; nothing for a run that was not started.
    std::vector<std::optional<Reply>> replies;
    bool wasInterrupted = false;
};

/// How far the whole plan is.
struct PlanProgress {
    std::size_t finished = 0;
    std::size_t total = 0;
    double fraction = 0;  ///< 0 to 1, over all runs.
};

}  // namespace stormglass
