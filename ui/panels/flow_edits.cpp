// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/flow_edits.h"

#include "ui/document/element_edits.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

spec::Flow* flowOf(spec::Scenario& scenario, const std::string& name)
{
    const auto flow = std::ranges::find(scenario.flows, name, &spec::Flow::name);
    return flow == scenario.flows.end() ? nullptr : &*flow;
}

std::size_t indexOf(const spec::Flow& flow, const std::string& step)
{
    return static_cast<std::size_t>(std::ranges::find(flow.steps, step, &spec::Step::name) - flow.steps.begin());
}

/// Whether a step comes after another one, directly or through others.
bool isBehind(const spec::Flow& flow, const std::string& step, const std::string& other, std::size_t depth = 0)
{
    const std::size_t index = indexOf(flow, step);
    if (index == flow.steps.size() || depth > flow.steps.size())
        return false;
    return std::ranges::any_of(flow.steps[index].after, [&](const std::string& before) {
        return before == other || isBehind(flow, before, other, depth + 1);
    });
}

}  // namespace

const spec::Flow* findFlow(const spec::Scenario& scenario, const std::string& name)
{
    const auto flow = std::ranges::find(scenario.flows, name, &spec::Flow::name);
    return flow == scenario.flows.end() ? nullptr : &*flow;
}

std::vector<int> columnsOf(const spec::Flow& flow)
{
    std::vector<int> columns(flow.steps.size(), 0);
    for (std::size_t round = 0; round < flow.steps.size(); ++round) {
        for (std::size_t i = 0; i < flow.steps.size(); ++i) {
            for (const std::string& before : flow.steps[i].after) {
                const std::size_t other = indexOf(flow, before);
                if (other < columns.size() && other != i)
                    columns[i] = std::min(std::max(columns[i], columns[other] + 1), static_cast<int>(columns.size()) - 1);
            }
        }
    }
    return columns;
}

std::string addStep(spec::Scenario& scenario, const std::string& flowName, const std::string& after)
{
    spec::Flow* flow = flowOf(scenario, flowName);
    if (flow == nullptr)
        return {};
    spec::Step step;
    step.name = "step";
    for (int number = 2; indexOf(*flow, step.name) < flow->steps.size(); ++number)
        step.name = "step-" + std::to_string(number);
    const std::size_t before = std::min(indexOf(*flow, after), flow->steps.empty() ? 0 : flow->steps.size() - 1);
    if (!flow->steps.empty()) {
        step.after = {flow->steps[before].name};
        step.component = flow->steps[before].component;
    }
    const auto place = flow->steps.empty() ? flow->steps.end() : flow->steps.begin() + static_cast<std::ptrdiff_t>(before) + 1;
    return flow->steps.insert(place, step)->name;
}

void removeStep(spec::Scenario& scenario, const std::string& flowName, const std::string& name)
{
    spec::Flow* flow = flowOf(scenario, flowName);
    if (flow == nullptr || indexOf(*flow, name) == flow->steps.size())
        return;
    const std::vector<std::string> before = flow->steps[indexOf(*flow, name)].after;
    for (spec::Step& step : flow->steps) {
        if (std::erase(step.after, name) == 0)
            continue;
        for (const std::string& earlier : before) {
            if (std::ranges::find(step.after, earlier) == step.after.end())
                step.after.push_back(earlier);
        }
    }
    removeElement(scenario, {ElementKind::Step, name, flowName});
}

void moveStep(spec::Scenario& scenario, const std::string& flowName, const std::string& name, int by)
{
    spec::Flow* flow = flowOf(scenario, flowName);
    if (flow == nullptr)
        return;
    const auto from = static_cast<int>(indexOf(*flow, name));
    const int to = from + by;
    const auto count = static_cast<int>(flow->steps.size());
    if (from < count && to >= 0 && to < count)
        std::swap(flow->steps[static_cast<std::size_t>(from)], flow->steps[static_cast<std::size_t>(to)]);
}

bool canFollow(const spec::Flow& flow, const std::string& first, const std::string& second)
{
    const std::size_t index = indexOf(flow, second);
    if (first == second || index == flow.steps.size() || indexOf(flow, first) == flow.steps.size())
        return false;
    const auto& after = flow.steps[index].after;
    return std::ranges::find(after, first) == after.end() && !isBehind(flow, first, second);
}

void toggleAfter(spec::Scenario& scenario, const std::string& flowName, const std::string& first, const std::string& second)
{
    spec::Flow* flow = flowOf(scenario, flowName);
    if (flow == nullptr)
        return;
    const std::size_t index = indexOf(*flow, second);
    if (index < flow->steps.size() && std::erase(flow->steps[index].after, first) > 0)
        return;
    if (canFollow(*flow, first, second))
        flow->steps[index].after.push_back(first);
}

}  // namespace stormglass::ui
