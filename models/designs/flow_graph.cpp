// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/flow_graph.h"

#include "simcore/base/check.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

namespace stormglass {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::ranges::find(names, name) != names.end();
}

bool isReady(const spec::Step& step, const StepList& done)
{
    return std::ranges::all_of(step.after, [&](const std::string& name) {
        return std::ranges::find(done, name, &spec::Step::name) != done.end();
    });
}

/// Takes the first waiting step that is ready, again and again. The steps of a flow are at most 32.
StepList orderOf(const spec::Flow& flow, StepList waiting)
{
    StepList done;
    while (!waiting.empty()) {
        const auto next = std::ranges::find_if(waiting, [&](const auto* step) { return isReady(*step, done); });
        SIM_CHECK(next != waiting.end(), "the steps of flow " + flow.name + " wait for each other");
        done.push_back(*next);
        waiting.erase(next);
    }
    return done;
}

StepList inFileOrder(const spec::Flow& flow)
{
    StepList steps;
    for (const spec::Step& step : flow.steps)
        steps.push_back(&step);
    return steps;
}

}  // namespace

StepList inOrder(const spec::Flow& flow) { return orderOf(flow, inFileOrder(flow)); }

StepList inOrderOptionalLast(const spec::Flow& flow)
{
    StepList steps = inFileOrder(flow);
    std::ranges::stable_partition(steps, [](const auto* step) { return !step->isOptional; });
    return orderOf(flow, std::move(steps));
}

std::vector<StepList> inLevels(const spec::Flow& flow)
{
    std::vector<StepList> levels;
    std::map<std::string, std::size_t> levelOf;
    for (const spec::Step* step : inOrder(flow)) {
        std::size_t level = 0;
        for (const std::string& earlier : step->after)
            level = std::max(level, levelOf.at(earlier) + 1);
        levelOf[step->name] = level;
        levels.resize(std::max(levels.size(), level + 1));
        levels[level].push_back(step);
    }
    return levels;
}

bool isAfter(const spec::Flow& flow, const spec::Step& later, const spec::Step& earlier)
{
    std::set<std::string> before(later.after.begin(), later.after.end());
    const StepList order = inOrder(flow);
    for (const spec::Step* step : order | std::views::reverse) {
        if (before.contains(step->name))
            before.insert(step->after.begin(), step->after.end());
    }
    return before.contains(earlier.name);
}

StepList followersOf(const spec::Flow& flow, const spec::Step& step)
{
    StepList followers;
    for (const spec::Step& other : flow.steps) {
        if (contains(other.after, step.name))
            followers.push_back(&other);
    }
    return followers;
}

}  // namespace stormglass
