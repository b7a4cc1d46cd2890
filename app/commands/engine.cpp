// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/engine.h"

#include "app/commands/design_choice.h"
#include "models/run/runner.h"
#include "scenarios/scenario_reader.h"

namespace stormglass {
namespace {

Rejection toRejection(const LoadedScenario& loaded)
{
    Rejection rejection;
    for (const PlacedIssue& issue : loaded.issues) {
        if (issue.severity == Severity::Error)
            rejection.issues.push_back({issue.pointer, issue.message});
    }
    return rejection;
}

}  // namespace

Reply runInEngine(const RunOrder& order, const RunWatch& watch)
{
    const LoadedScenario loaded = readScenarioText(order.scenario, "scenario");
    if (loaded.hasErrors())
        return toRejection(loaded);
    if (!order.design.empty()) {
        if (const auto problem = findDesignProblem(loaded.scenario, {order.design}))
            return Rejection{{{"/designs", *problem}}};
    }
    const RunRequest request{order.design, loaded.scenario.run.seed, order.replication, order.tracedFlows};
    const RunHooks hooks{
        .progressed = [&](SimTime now, double fraction) {
            watch.progressed({fraction, toSeconds(now - kStartOfRun)});
        },
        .isStopWanted = [&] { return watch.isStopWanted.load(); },
    };
    return runScenario(loaded.scenario, request, hooks);
}

}  // namespace stormglass
