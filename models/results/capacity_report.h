// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much load a design bears, what holds it back, and from which load on a disturbance outlives its trigger.
#pragma once

#include "models/results/metric.h"

namespace stormglass::results {

/// One design under one load. Latencies are those of the slowest flow.
struct LoadPoint {
    double load = 0;        ///< In multiples of what the scenario offers.
    double offered = 0;     ///< Flows per second, all flows together.
    double goodput = 0;     ///< Flows completed within their deadlines, per second.
    double ackP99 = 0;      ///< Seconds; NaN: no answers.
    double completion = 0;  ///< Mean over all completed flows, seconds.
    double completionP99 = 0;
    std::string busiest;    ///< The component with the highest utilisation; empty: none has workers.
    double utilisation = 0; ///< Its utilisation.
    std::string fullest;    ///< The channel in which most messages wait, on average; empty: there are no channels.
    double depth = 0;       ///< How many.
    bool isSustained = false;
    std::string obstacle;   ///< Why not: the first expectation that does not hold, or that flows pile up.
    bool operator==(const LoadPoint&) const = default;
};

/// Where the faults of the scenario, as a trigger, begin to leave a state that lasts after they are over.
struct TriggerEdge {
    std::string phrase;       ///< "payment was down for 20s"; empty: the scenario has no trigger.
    std::string obstacle;     ///< Why it could not be judged; empty: it was.
    double stuckFrom = kNothing;     ///< Smallest load that was seen not to come back; NaN: it comes back at all sustained loads.
    double recoversAt = kNothing;    ///< Largest load below it that was seen to come back; NaN: none.
    double lengthStuck = kNothing;   ///< At the scenario's own load: shortest trigger that it does not come back from, seconds; NaN: none.
    double lengthRecovers = kNothing;  ///< Longest one below that it comes back from; NaN: none was tried.
    bool operator==(const TriggerEdge&) const = default;
};

struct DesignCapacity {
    std::string design;
    std::string variant;               ///< Empty: the scenario as it is.
    std::vector<std::string> changes;  ///< Of the variant, as PATH=VALUE.
    bool isOwnLoadSustained = false;
    LoadPoint highest;             ///< Highest load that is sustained; load 0: none was found.
    LoadPoint beyond;              ///< Lowest load above it that is not; load 0: none up to the limit of the search.
    double knee = kNothing;               ///< The load with the most goodput per latency (Kleinrock's power); NaN: unknown.
    std::vector<LoadPoint> curve;  ///< From a tenth of the highest load up to beyond it.
    TriggerEdge trigger;
    std::vector<std::string> failures;
    bool operator==(const DesignCapacity&) const = default;
};

struct CapacityReport {
    std::string version;
    std::string scenario;
    std::string scenarioHash;
    std::int64_t seed = 0;
    std::int64_t replications = 0;
    double duration = 0;
    double warmUp = 0;
    double precision = 0;              ///< Between a load that is sustained and one that is not, as a share.
    std::vector<std::string> criteria; ///< What a load has to meet, in words.
    bool isPartial = false;
    std::int64_t runs = 0;
    std::vector<DesignCapacity> designs;
    bool operator==(const CapacityReport&) const = default;
};

}  // namespace stormglass::results
