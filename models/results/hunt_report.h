// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a hunt for the smallest harmful set of faults found, as plain values.
#pragma once

#include "models/results/fault_matrix.h"

namespace stormglass::results {

struct HuntedFault {
    std::string name;
    std::string fault;      ///< Kind.
    std::string phrase;     ///< "1 instance of payment was down"
    double at = 0;          ///< Seconds from the start of the run.
    double lasting = 0;     ///< Seconds; 0: until the end.
    bool operator==(const HuntedFault&) const = default;
};

/// A set of faults that breaks what no part of it breaks.
struct HuntFind {
    std::int64_t number = 0;  ///< Counted from 1 in the order in which they were found.
    std::string design;
    std::vector<ExpectationResult> broken;  ///< What breaks.
    std::vector<HuntedFault> faults;
    bool isShrunk = false;    ///< Nothing could be taken away from it any more.
    double inevitableAt = 0;  ///< Seconds: faults that all end at this instant break it, an earlier end does not. NaN: unknown.
    std::vector<HuntedFault> foundAs;  ///< Before it was shrunk.
    std::int64_t foundAfter = 0;       ///< Sets tried until then.
    std::uint64_t fingerprint = 0;     ///< Of its run.
    std::string file;                  ///< A scenario that repeats it.
    std::string command;
    bool operator==(const HuntFind&) const = default;
};

/// A set of faults that broke the simulator instead of the system.
struct HuntFailure {
    std::string design;
    std::vector<HuntedFault> faults;
    std::string message;
    std::string file;
    bool operator==(const HuntFailure&) const = default;
};

/// How far the sets of one size were searched.
struct HuntLevel {
    std::int64_t size = 0;   ///< Faults in a set.
    std::int64_t sets = 0;   ///< Sets with their timings that could break something new.
    std::int64_t tried = 0;
    bool operator==(const HuntLevel&) const = default;
};

struct BrokenWithout {
    std::string design;
    std::string that;
    bool operator==(const BrokenWithout&) const = default;
};

struct HuntReport {
    std::string version;
    std::string scenario;      ///< Name.
    std::string scenarioHash;  ///< Of the scenario as hunted in.
    std::int64_t seed = 0;
    std::int64_t replications = 0;
    double duration = 0;       ///< Seconds of arrivals.
    double warmUp = 0;
    std::vector<std::string> designs;
    std::int64_t runs = 0;     ///< In all, shrinking included.
    bool isPartial = false;    ///< Interrupted.
    bool isExhausted = false;  ///< Nothing was left to try.
    std::int64_t faults = 0;   ///< Single faults that there are.
    std::int64_t alike = 0;    ///< Of those, left out because another one is like them.
    std::vector<HuntLevel> levels;
    std::vector<HuntFind> finds;
    std::vector<HuntFailure> failures;
    std::vector<BrokenWithout> brokenWithout;  ///< Expectations that need no fault to be broken, and are not hunted for.
    std::vector<LeftOutFault> leftOut;
    std::vector<std::string> notJudged;        ///< Expectations that speak of more faults than one by name.
    bool operator==(const HuntReport&) const = default;
};

}  // namespace stormglass::results
