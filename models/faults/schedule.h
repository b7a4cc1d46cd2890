// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When faults happen in one run.
#pragma once

#include "models/spec/scenario.h"
#include "models/transactions/flow_tracker.h"
#include "simcore/random/random_streams.h"

#include <deque>
#include <vector>

namespace stormglass {

/// From the start to the end of one occurrence; an end of kNever: it lasts.
struct FaultSpan {
    SimTime begin{};
    SimTime end = kNever;
    bool operator==(const FaultSpan&) const = default;
};

/// All occurrences of one fault, in order. They do not overlap.
using FaultSpans = std::vector<FaultSpan>;

/// The occurrences of each fault of the scenario, by the same index. What is random in them depends on seed,
/// replication and the name of the fault only. None of a live one: it happens when its beat comes. Precondition: no fault
/// waits for itself.
[[nodiscard]] std::vector<FaultSpans> faultSpans(const spec::Scenario& scenario, const RandomStreams& streams);

/// A fault of this run with its occurrences: of the past and, unless it is live, of the future.
struct FaultRecord {
    spec::Fault fault;
    FaultSpans spans;
};
using FaultRecords = std::deque<FaultRecord>;  ///< A deque: references stay valid when live ones are added.

/// Warm-up, the span from the first fault's start to the last one's end, and the time to recover behind it.
[[nodiscard]] PhaseBounds phaseBounds(const spec::Scenario& scenario, const FaultRecords& faults);

}  // namespace stormglass
