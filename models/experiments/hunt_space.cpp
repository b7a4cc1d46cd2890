// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/hunt_space.h"

#include "models/experiments/matrix.h"

#include <algorithm>

namespace stormglass::experiments {
namespace {

bool isOpen(const spec::Fault& fault) { return fault.timing.lasting == Duration::zero(); }

std::vector<Place> placesIn(const MatrixPlan& plan)
{
    std::vector<Place> places;
    for (const PlannedRow& row : plan.rows)
        places.push_back(row.victim);
    return places;
}

}  // namespace

HuntSpace huntSpace(const spec::Scenario& scenario, const HuntChoice& choice)
{
    HuntSpace space;
    MatrixPlan plan = planMatrix(scenario, {.kinds = choice.kinds, .victims = choice.victims, .window = choice.window});
    const std::vector<std::size_t> likeness = likenesses(scenario.topology, placesIn(plan));
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const PlannedRow& row = plan.rows[i];
        // Somebody who names two places wants both.
        const bool isLikeAnother = choice.victims.empty() && plan.rows[likeness[i]].victim != row.victim;
        if (isLikeAnother) {
            ++space.alike;
            continue;
        }
        SingleFault single{row.victim, row.fault};
        single.fault.name = std::string(kindOf(row.fault)) + "-" + row.victim.name;  // not that of an expectation yet
        space.singles.push_back(std::move(single));
    }
    space.leftOut = std::move(plan.leftOut);
    return space;
}

std::optional<FaultSet> meet(const FaultSet& faults, const spec::Fault& fault, Meeting meeting, const spec::RunSettings& run)
{
    const bool isAnyOpen = std::ranges::any_of(faults, isOpen);
    const Duration begin = startOf(faults);
    const Duration end = isAnyOpen ? run.duration : endOf(faults, run);
    if (meeting == Meeting::After && isAnyOpen)
        return std::nullopt;
    FaultSet set = faults;
    spec::Fault& next = set.emplace_back(fault);
    next.timing.at = meeting == Meeting::Together ? begin : meeting == Meeting::Midway ? begin + (end - begin) / 2 : end;
    return next.timing.at < run.duration ? std::optional(std::move(set)) : std::nullopt;
}

std::vector<FaultSet> meetings(const FaultSet& faults, const spec::Fault& other, const spec::RunSettings& run)
{
    std::vector<FaultSet> sets;
    for (const Meeting meeting : {Meeting::Together, Meeting::Midway, Meeting::After}) {
        if (auto set = meet(faults, other, meeting, run))
            sets.push_back(std::move(*set));
    }
    return sets;
}

std::vector<FaultSet> meetings(const spec::Fault& one, const spec::Fault& other, const spec::RunSettings& run)
{
    std::vector<FaultSet> sets = meetings(FaultSet{one}, other, run);
    for (const Meeting meeting : {Meeting::Midway, Meeting::After}) {
        if (auto set = meet({other}, one, meeting, run))
            sets.push_back(std::move(*set));
    }
    return sets;
}

bool isOneWithin(const spec::Topology& topology, const SingleFault& a, const SingleFault& b)
{
    return kindOf(a.fault) == kindOf(b.fault) && (isWithin(topology, a.victim, b.victim) || isWithin(topology, b.victim, a.victim));
}

Duration startOf(const FaultSet& faults)
{
    Duration start = Duration::max();
    for (const spec::Fault& fault : faults)
        start = std::min(start, fault.timing.at);
    return start;
}

Duration endOf(const FaultSet& faults, const spec::RunSettings& run)
{
    Duration end{0};
    for (const spec::Fault& fault : faults)
        end = std::max(end, isOpen(fault) ? run.duration + run.drain : fault.timing.at + fault.timing.lasting);
    return end;
}

FaultSet endedAt(const FaultSet& faults, Duration instant)
{
    FaultSet left;
    for (spec::Fault fault : faults) {
        if (fault.timing.at >= instant)
            continue;
        if (isOpen(fault) || fault.timing.at + fault.timing.lasting > instant)
            fault.timing.lasting = instant - fault.timing.at;
        left.push_back(std::move(fault));
    }
    return left;
}

}  // namespace stormglass::experiments
