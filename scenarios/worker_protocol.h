// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said between a worker and whoever drives it: JSON, one message a line (packaging/docs/worker-protocol.md).
#pragma once

#include "models/results/frame.h"
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
    bool isLive = false;  ///< It takes live orders while it is under way.
    double pace = 0;      ///< Of a live run: simulated seconds per second; 0: as fast as possible.
    double watch = 0;     ///< Simulated seconds that a frame tells of; 0: there are no frames.
    bool isWiringOnly = false;  ///< It stands for a WireOrder: nothing is run.
};
/// Asks how a design connects the parts of a scenario.
struct WireOrder {
    std::string scenario;  ///< As in RunOrder.
    std::string design;
};
struct CancelOrder { };
/// For the live run under way.
struct LiveOrder {
    enum class Kind { Inject, Mend, Pace, Step };  ///< Step: goes on by one frame, then stands still.
    Kind kind = Kind::Pace;
    std::string fault = {};  ///< Inject: as a JSON object, its "at" being of no account. Mend: its name.
    double pace = 0;         ///< As in RunOrder; -1: it stands still.
    std::optional<double> watch = {};  ///< Pace: of the frames from now on; nothing: as before.
    std::string line = {};   ///< The order as it came, to be passed on.
};
using Order = std::variant<RunOrder, CancelOrder, LiveOrder, WireOrder>;

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
/// A live order took effect. With "chaos" ending in these faults the scenario repeats the session to the byte.
struct Injected {
    std::string fault;  ///< As a JSON object, with its instant.
};
struct Mended {
    std::string fault;            ///< Its name.
    double simulatedSeconds = 0;  ///< When it ended.
};
/// A live order that cannot be obeyed; the run goes on.
struct Refused {
    std::vector<Issue> issues;
};
using Reply = std::variant<Progress, results::RunResult, Rejection, Breakdown, Injected, Mended, Refused, results::Roster,
                           results::Frame, results::WiringView>;

/// Whether it ends its order: every other reply is about a run that goes on.
[[nodiscard]] bool isLast(const Reply& reply);

/// Each with its end of line.
[[nodiscard]] std::string toLine(const Order& order);
[[nodiscard]] std::string toLine(const Reply& reply);

[[nodiscard]] Result<Order> readOrder(std::string_view line);
[[nodiscard]] Result<Reply> readReply(std::string_view line);

}  // namespace stormglass
