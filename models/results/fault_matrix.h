// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every fault does to every design: the blast radius of each, as plain values.
#pragma once

#include "models/results/report.h"

namespace stormglass::results {

/// What a fault does to flows, next to a run without it on the same traffic.
///
/// The shares are of the flows that would have begun while the fault lasted, and counted over the whole measured run:
/// more than 1 says that the harm outlived the fault. What happens without a fault, too, is taken off.
struct FlowHarm {
    std::string flow;       ///< Empty: all flows together.
    double harmed = 0;      ///< Flows that succeed without the fault and do not with it, whatever became of them.
    double lost = 0;        ///< Ended with nothing done: refused, timed out, lost on the way.
    double late = 0;        ///< Completed, after the deadline.
    double stuck = 0;       ///< Left half-done, or still open when the run ended.
    double compensated = 0; ///< Undone.
    double stopped = 0;     ///< Share of completions that are missing while the fault lasts.
    double accepted = 0;    ///< Share of requests with a positive answer, of those made while it lasts.
    bool operator==(const FlowHarm&) const = default;
};

/// One fault in one design.
struct MatrixCell {
    std::string design;
    std::string effect;          ///< "stops", "delays", "harms", "none"; "unknown" without a run.
    FlowHarm total;
    double harmedHalfWidth = 0;  ///< Of the 95 % interval of total.harmed over the replications; NaN: one replication.
    std::vector<FlowHarm> flows;
    double recovery = 0;         ///< Seconds after the fault until answers are as before it; NaN: not before the end of the run.
    double drain = 0;            ///< Seconds after the fault until the backlog is worked off; NaN: not before the end of the run.
    double backlog = 0;          ///< Most unfinished flows.
    std::vector<std::uint64_t> fingerprints;
    std::vector<ExpectationResult> expectations;  ///< If they were asked for.
    std::vector<std::string> failures;
    bool operator==(const MatrixCell&) const = default;
};

/// One fault in all designs.
struct MatrixRow {
    std::string victim;
    std::string victimKind;  ///< "component", "host", "zone", "link", "channel".
    std::string fault;       ///< Kind of the fault.
    std::string phrase;      ///< "payment was down"
    std::string chaos = {};  ///< The fault as it was run, as JSON: the member "chaos" of a scenario that repeats the row.
    std::vector<MatrixCell> cells;
    bool operator==(const MatrixRow&) const = default;
};

/// One design without a fault.
struct MatrixBaseline {
    std::string design;
    double success = 0;   ///< Share of flows that completed within the deadline.
    double accepted = 0;  ///< Share of requests with a positive answer.
    std::vector<std::uint64_t> fingerprints;
    std::vector<std::string> singlePoints;        ///< Victims whose loss stops most flows, the worst first.
    std::vector<ExpectationResult> expectations;  ///< Those that speak of no fault, if they were asked for.
    std::vector<std::string> failures;
    bool operator==(const MatrixBaseline&) const = default;
};

/// A kind of fault that is not in the matrix.
struct LeftOutFault {
    std::string fault;
    std::string reason;
    bool operator==(const LeftOutFault&) const = default;
};

struct FaultMatrix {
    std::string version;
    std::string scenario;      ///< Name.
    std::string scenarioHash;  ///< Of the scenario as run, but for its faults.
    std::int64_t seed = 0;
    std::int64_t replications = 0;
    double duration = 0;       ///< Seconds of arrivals.
    double warmUp = 0;
    double faultAt = 0;        ///< Seconds from the start of the run.
    double faultLasting = 0;   ///< Seconds; 0: until the end.
    bool isPartial = false;
    std::vector<MatrixBaseline> designs;
    std::vector<MatrixRow> rows;  ///< The worst first.
    std::vector<LeftOutFault> leftOut;
    std::vector<std::string> notJudged;  ///< Expectations that speak of more faults than there are.
    bool operator==(const FaultMatrix&) const = default;
};

}  // namespace stormglass::results
