// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/chaos_monkey.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, ChaosMonkey& monkey)
{
    visit.references("targets", monkey.targets, RefersTo::Place,
                     {.help = "Components, hosts and zones whose instances may be killed.", .isRequired = true});
    visit.duration("mean_interval", monkey.meanInterval,
                   {.help = "Mean time from one kill to the next, exponential.",
                    .source = "Netflix Chaos Monkey: mean time between terminations", .min = 1e6, .isRequired = true});
    visit.duration("restart_after", monkey.restartAfter,
                   {.help = "Time from a kill to the start of the same instance.", .isRequired = true});
}

void check(const ChaosMonkey& monkey, FaultScope& scope)
{
    if (monkey.targets.empty())
        scope.error("/targets", "the fault hits nothing: expected at least one component, host or zone");
    for (std::size_t i = 0; i < monkey.targets.size(); ++i)
        scope.requireInstances("/targets/" + std::to_string(i), monkey.targets[i], kProcessKinds);
}

std::string phraseOf(const ChaosMonkey& monkey)
{
    std::string names;
    for (const std::string& target : monkey.targets)
        names += (names.empty() ? "" : &target == &monkey.targets.back() ? " and " : ", ") + target;
    return "instances of " + names + " were killed at random";
}

}  // namespace stormglass::spec
