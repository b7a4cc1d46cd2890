// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/trigger.h"

#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <limits>

namespace stormglass::experiments {
namespace {

/// Less than this share of the arrivals after the begin of the trigger would not show whether a state lasts.
constexpr double kLeastRest = 1.0 / 3;

bool isSingleSpan(const spec::FaultTiming& timing)
{
    return timing.lasting > Duration::zero() && timing.after.empty() && timing.within == Duration::zero()
           && timing.every == Duration::zero() && timing.meanUp == Duration::zero();
}

std::string findTriggerObstacle(const spec::Scenario& scenario)
{
    for (const spec::Fault& fault : scenario.chaos) {
        if (!isSingleSpan(fault.timing))
            return "the fault \"" + fault.name + "\" has no single span of time (at, for)";
    }
    if (beginOf(scenario.chaos) <= scenario.run.warmUp)
        return "the faults begin within the warm-up, so there is nothing to come back to";
    const Duration arrivals = scenario.run.duration - beginOf(scenario.chaos);
    if (toSeconds(scenario.run.duration - endOf(scenario.chaos)) < kLeastRest * toSeconds(arrivals))
        return "the run ends too soon after the faults to show whether a state lasts";
    return {};
}

}  // namespace

Duration beginOf(const std::vector<spec::Fault>& faults)
{
    return std::ranges::min_element(faults, {}, [](const spec::Fault& fault) { return fault.timing.at; })->timing.at;
}

Duration endOf(const std::vector<spec::Fault>& faults)
{
    Duration end{0};
    for (const spec::Fault& fault : faults)
        end = std::max(end, fault.timing.at + fault.timing.lasting);
    return end;
}

Duration Trigger::length() const { return endOf(faults) - beginOf(faults); }

std::int64_t Trigger::mostThousandths(const spec::RunSettings& run) const
{
    const Duration latest = run.duration - std::chrono::duration_cast<Duration>((run.duration - beginOf(faults)) * kLeastRest);
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (const spec::Fault& fault : faults) {
        const double room = toSeconds(latest - fault.timing.at) / toSeconds(fault.timing.lasting);
        most = std::min(most, static_cast<std::int64_t>(room * 1000));
    }
    return most;
}

Trigger triggerOf(const spec::Scenario& scenario)
{
    Trigger trigger;
    if (scenario.chaos.empty())
        return trigger;
    for (const spec::Fault& fault : scenario.chaos)
        trigger.phrase += (trigger.phrase.empty() ? "" : ", ") + phraseOf(fault) + " for " + toText(fault.timing.lasting);
    trigger.obstacle = findTriggerObstacle(scenario);
    if (trigger.obstacle.empty())
        trigger.faults = scenario.chaos;
    return trigger;
}

}  // namespace stormglass::experiments
