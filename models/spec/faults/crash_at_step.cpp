// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/crash_at_step.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/nearest_name.h"

#include <algorithm>

namespace stormglass::spec {
namespace {

void checkStep(const CrashAtStep& crash, const Flow& flow, FaultScope& scope)
{
    const auto step = std::ranges::find(flow.steps, crash.step, &Step::name);
    if (step != flow.steps.end()) {
        if (crash.isCompensation && step->compensation.empty())
            scope.error("/compensation", "the fault hits nothing: step \"" + crash.step + "\" has no compensation");
        return;
    }
    std::vector<std::string> names;
    for (const Step& each : flow.steps)
        names.push_back(each.name);
    const auto nearest = findNearestName(crash.step, names);
    scope.error("/step", "unknown step \"" + crash.step + '"' + (nearest ? "; did you mean \"" + *nearest + "\"?" : ""));
}

void checkTransition(const CrashAtStep& crash, FaultScope& scope)
{
    if (crash.isCompensation)
        scope.error("/compensation", "expected a step: a transition of an orchestrator has no compensation");
    const auto isOrchestration
        = [](const Design& design) { return std::holds_alternative<Orchestration>(design.style); };
    if (std::ranges::none_of(scope.scenario().designs, isOrchestration))
        scope.error("/transition", "the fault hits nothing: no design has an orchestrator");
}

}  // namespace

std::span<const std::string_view> namesOf(StepMoment)
{
    static constexpr std::string_view kNames[] = {"before", "during", "after"};
    return kNames;
}

void describe(FieldVisitor& visit, CrashAtStep& crash)
{
    visit.reference("flow", crash.flow, RefersTo::Flow, {.help = "Flow of the step.", .isRequired = true});
    visit.reference("step", crash.step, RefersTo::Step, {.help = "Step whose instance is killed; or name a transition."});
    visit.flag("compensation", crash.isCompensation, {.help = "The compensation of the step instead of the step."});
    visit.integer("transition", crash.transition,
                  {.help = "Which transition of a saga kills its orchestrator, from 1 (the start); 0: a step is named.",
                   .max = 1000});
    visit.choice("moment", crash.moment,
                 {.help = "before its work; during: the work is done and not committed; after the commit, when nobody has been "
                          "told.",
                  .source = "Duerr, Lichtenthaeler, Wirtz, CLOSER 2022: participant crash before and during"});
    visit.integer("nth", crash.nth, {.help = "Which of these moments kills, counted from the start of the fault; 0: each.",
                                     .max = 1e12});
    visit.ratio("probability", crash.probability, {.help = "That such a moment counts."});
    visit.duration("restart_after", crash.restartAfter,
                   {.help = "Time from the kill to the start of the instance.",
                    .source = "Kubernetes restarts a container at once when it dies for the first time"});
}

void check(const CrashAtStep& crash, FaultScope& scope)
{
    const auto& flows = scope.scenario().flows;
    const auto flow = std::ranges::find(flows, crash.flow, &Flow::name);
    if (crash.probability <= 0)
        scope.error("/probability", "the fault hits nothing: expected more than 0%");
    if (crash.step.empty() == (crash.transition == 0))
        scope.error(crash.step.empty() ? "/step" : "/transition", "expected either a step or a transition");
    else if (crash.step.empty())
        checkTransition(crash, scope);
    else if (flow != flows.end())
        checkStep(crash, *flow, scope);
}

std::string phraseOf(const CrashAtStep& crash)
{
    const std::string_view moment = namesOf(crash.moment)[static_cast<std::size_t>(crash.moment)];
    const std::string what = crash.step.empty() ? "transition " + std::to_string(crash.transition) + " of " + crash.flow
                                                : crash.flow + "." + crash.step;
    return "the instance that did " + what + (crash.isCompensation ? " (compensation)" : "") + " was killed "
        + std::string(moment) + " it";
}

}  // namespace stormglass::spec
