// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a hunt looks: single faults, and the ways in which several can meet in time.
#pragma once

#include "models/experiments/fault_aim.h"
#include "models/experiments/trial.h"
#include "models/results/fault_matrix.h"

namespace stormglass::experiments {

struct HuntChoice {
    std::vector<std::string> designs;
    std::vector<std::string> kinds;    ///< Kinds of faults; empty: all that need no more than a place.
    std::vector<std::string> victims;  ///< Names of places; empty: all.
    FaultWindow window;                ///< Of a single fault.
    std::size_t mostFaults = 3;        ///< In one set.
};

struct SingleFault {
    Place victim;
    spec::Fault fault;
};

struct HuntSpace {
    std::vector<SingleFault> singles;
    std::size_t alike = 0;  ///< Further ones that hit a place like that of another.
    std::vector<results::LeftOutFault> leftOut;
};

/// Precondition: the names of the choice are those of kinds and places.
[[nodiscard]] HuntSpace huntSpace(const spec::Scenario& scenario, const HuntChoice& choice);

/// When one more fault begins, seen from those that are there.
enum class Meeting {
    Together,  ///< With them.
    Midway,    ///< In the middle of their time.
    After      ///< When the last of them ends: into the recovery.
};

/// The set with one more fault, which keeps its length. Nothing if it would begin when no requests arrive any more, or
/// after faults that do not end.
[[nodiscard]] std::optional<FaultSet> meet(const FaultSet& faults, const spec::Fault& fault, Meeting meeting,
                                           const spec::RunSettings& run);

/// Every way in which two faults can meet, each of them being the first or the second.
[[nodiscard]] std::vector<FaultSet> meetings(const spec::Fault& one, const spec::Fault& other, const spec::RunSettings& run);
/// Every way in which one more fault can join several.
[[nodiscard]] std::vector<FaultSet> meetings(const FaultSet& faults, const spec::Fault& other, const spec::RunSettings& run);

/// Whether two faults of one kind hit the same, one of them more than the other.
[[nodiscard]] bool isOneWithin(const spec::Topology& topology, const SingleFault& a, const SingleFault& b);

// --- the times of a set ------------------------------------------------------------------------------------------------

[[nodiscard]] Duration startOf(const FaultSet& faults);
/// The end of the last one. \p run: where faults end that are to last until the end.
[[nodiscard]] Duration endOf(const FaultSet& faults, const spec::RunSettings& run);
/// The same faults as if everything had been mended at that instant; those that would have begun later are gone.
[[nodiscard]] FaultSet endedAt(const FaultSet& faults, Duration instant);

}  // namespace stormglass::experiments
