// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said between a worker and whoever drives it: JSON, one message a line (packaging/docs/worker-protocol.md).
#pragma once

#include "models/results/run_result.h"
#include "simcore/base/issues.h"
#include "simcore/base/result.h"
#include "scenarios/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stormglass {

/// Asks for one run.
struct RunOrder {
    std::string scenario;  ///< As JSON text without line ends; on the way to a worker, empty: that of the order before.
    std::string design;    ///< Empty: only the programs that the user wrote.
    std::int64_t replication = 0;
    std::int64_t tracedFlows = 0;           ///< RunRequest::tracedFlows.
    std::string chaos = {};                 ///< Faults in place of the scenario's, as a JSON array; empty: the scenario's.
    std::vector<std::string> figures = {};  ///< Names of the metrics and series to deliver; empty: everything.
};
struct CancelOrder { };
using Order = std::variant<RunOrder, CancelOrder>;

struct Progress {
    double fraction = 0;          ///< 0 to 1.
    double simulatedSeconds = 0;
};
/// The scenario cannot be run.
struct Rejection {
    std::vector<Issue> issues;
};
/// The run broke down.
struct Breakdown {
    std::string message;
};
using Reply = std::variant<Progress, results::RunResult, Rejection, Breakdown>;

/// Each with its end of line.
[[nodiscard]] std::string toLine(const Order& order);
[[nodiscard]] std::string toLine(const Reply& reply);

[[nodiscard]] Result<Order> readOrder(std::string_view line);
[[nodiscard]] Result<Reply> readReply(std::string_view line);

}  // namespace stormglass
