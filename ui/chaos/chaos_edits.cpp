// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/chaos_edits.h"

#include "ui/document/element_edits.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr double kShortestFault = 0.1;  // seconds: what can still be seen and grasped

spec::Fault* findFault(spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.chaos, name, &spec::Fault::name);
    return found == scenario.chaos.end() ? nullptr : &*found;
}

/// Whole milliseconds: what a hand draws is no more exact, and files stay readable.
Duration roundedSeconds(double seconds) { return fromSeconds(std::round(seconds * 1000) / 1000); }

}  // namespace

void moveFault(spec::Scenario& scenario, const std::string& name, double seconds)
{
    spec::Fault* fault = findFault(scenario, name);
    if (fault == nullptr)
        return;
    const double most = toSeconds(scenario.run.duration + scenario.run.drain - fault->timing.within) - kShortestFault;
    const double at = toSeconds(fault->timing.at) + seconds;
    fault->timing.at = roundedSeconds(std::clamp(at, 0.0, std::max(0.0, most)));
}

void stretchFault(spec::Scenario& scenario, const std::string& name, double seconds)
{
    spec::Fault* fault = findFault(scenario, name);
    if (fault == nullptr)
        return;
    double length = std::max(seconds, std::max(kShortestFault, toSeconds(fault->timing.ramp)));
    if (fault->timing.every > Duration::zero())
        length = std::min(length, 0.95 * toSeconds(fault->timing.every));
    fault->timing.lasting = roundedSeconds(length);
}

std::string duplicateFault(spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.chaos, name, &spec::Fault::name);
    if (found == scenario.chaos.end())
        return {};
    spec::Fault copy = *found;
    copy.name = freeName(scenario, name);
    const std::string newName = copy.name;
    scenario.chaos.insert(found + 1, std::move(copy));
    return newName;
}

}  // namespace stormglass::ui
