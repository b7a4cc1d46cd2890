// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/schedule.h"

#include <algorithm>

namespace stormglass {

SimTime endOf(const spec::Fault& fault)
{
    return fault.lasting == Duration::zero() ? kNever : SimTime{fault.at + fault.lasting};
}

PhaseBounds phaseBounds(const spec::Scenario& scenario)
{
    PhaseBounds bounds{.warmUpEnd = SimTime{scenario.run.warmUp},
                       .runEnd = SimTime{scenario.run.duration + scenario.run.drain}};
    if (scenario.chaos.empty())
        return bounds;
    bounds.lastFaultEnd = kStartOfRun;
    for (const spec::Fault& fault : scenario.chaos) {
        bounds.firstFault = std::min(bounds.firstFault, SimTime{fault.at});
        bounds.lastFaultEnd = std::max(bounds.lastFaultEnd, endOf(fault));
    }
    return bounds;
}

}  // namespace stormglass
