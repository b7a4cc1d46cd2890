// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/describe_scenario.h"

#include "app/commands/design_choice.h"
#include "app/commands/scenario_input.h"
#include "app/output/expectation_view.h"
#include "app/output/text_style.h"
#include "models/designs/compiler.h"
#include "models/designs/wiring_text.h"
#include "simcore/base/quantity_text.h"

#include <iostream>

namespace stormglass {
namespace {

template <class Item, class ToLine>
void printList(const char* title, const std::vector<Item>& items, const ToLine& toLine)
{
    if (items.empty())
        return;
    std::cout << TextStyle::forStandardOutput().apply(Tone::Strong, title) << '\n';
    for (const Item& item : items)
        std::cout << "  " << wrapText(toLine(item), TextStyle::forStandardOutput().textColumns(), 4) << '\n';
}

std::string stepsOf(const spec::Flow& flow)
{
    std::string text = flow.name + ":";
    for (const spec::Step& step : flow.steps) {
        text += " " + step.name + " at " + step.component;
        if (!step.compensation.empty())
            text += " (undone by " + step.compensation + ")";
        text += &step == &flow.steps.back() ? "" : ",";
    }
    return text;
}

std::string componentLine(const spec::Component& component)
{
    std::string text = component.name + " (" + std::string(spec::infoOf(component.settings).kind);
    if (const spec::Placement* placement = spec::placementOf(component); placement != nullptr && placement->instances != 1)
        text += ", " + std::to_string(placement->instances) + " instances";
    return text + ")";
}

std::string styleOf(const spec::Design& design)
{
    return std::string(std::visit([](const auto& style) { return std::decay_t<decltype(style)>::kKind; }, design.style));
}

std::string faultLine(const spec::Fault& fault)
{
    const spec::FaultTiming& timing = fault.timing;
    return fault.name + ": " + std::string(spec::kindOf(fault)) + (timing.after.empty() ? " at " : " after " + timing.after + " and ")
        + toText(timing.at) + (timing.lasting == Duration::zero() ? " until the end" : " for " + toText(timing.lasting))
        + (timing.every > Duration::zero() ? ", every " + toText(timing.every) : "");
}

std::string before(const std::vector<std::string>& designs)
{
    std::string text;
    for (const std::string& design : designs)
        text += (text.empty() ? "" : ", ") + design;
    return text.empty() ? text : text + ": ";
}

std::string expectationLine(const spec::Expectation& expectation)
{
    return before(expectation.designs) + sentenceOf(expectation.that, expectation.during);
}

void printSummary(const spec::Scenario& scenario)
{
    std::cout << TextStyle::forStandardOutput().apply(Tone::Strong, scenario.name) << '\n';
    if (!scenario.description.empty())
        std::cout << wrapText(scenario.description, TextStyle::forStandardOutput().textColumns(), 0) << '\n';
    printList("components", scenario.topology.components, componentLine);
    printList("flows", scenario.flows, stepsOf);
    printList("designs", scenario.designs, [](const spec::Design& design) { return design.name + ": " + styleOf(design); });
    printList("workload", scenario.workload, [](const spec::Workload& workload) {
        return workload.name + ": " + (workload.flow.empty() ? workload.component + "." + workload.operation : workload.flow);
    });
    printList("faults", scenario.chaos, faultLine);
    printList("hypothesis", scenario.experiment.hypothesis,
              [](const spec::HypothesisLine& line) { return before(line.designs) + line.that; });
    printList("expectations", scenario.expect, expectationLine);
    std::cout << "run: " << toText(scenario.run.duration) << ", of which " << toText(scenario.run.warmUp)
              << " warm-up; replications: " << scenario.run.replications << "; seed: " << scenario.run.seed << '\n';
}

}  // namespace

ExitCode describeScenario(const std::string& pathOrName, const std::string& design)
{
    const std::optional<LoadedScenario> loaded = loadScenario(pathOrName, {});
    if (!loaded)
        return kBadInput;
    if (design.empty()) {
        printSummary(loaded->scenario);
        return kSuccess;
    }
    const std::optional<std::string> problem = findDesignProblem(loaded->scenario, {design});
    if (problem) {
        std::cerr << "stormglass describe: " << *problem << '\n';
        return kBadInput;
    }
    std::cout << toText(compileDesign(loaded->scenario, findDesign(loaded->scenario, design)));
    return kSuccess;
}

}  // namespace stormglass
