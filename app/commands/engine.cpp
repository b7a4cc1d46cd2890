// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/engine.h"

#include "app/commands/design_choice.h"
#include "app/commands/live_session.h"
#include "models/designs/wiring_view.h"
#include "models/run/runner.h"
#include "scenarios/fault_list.h"
#include "scenarios/scenario_validation.h"

#include <algorithm>
#include <optional>

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

/// The scenario with other faults. Expectations are left out: they may speak of faults that are gone, and no run looks at
/// them. So is the hypothesis, which would call faults off that a search wants to see the end of.
Issues replaceChaos(spec::Scenario& scenario, const std::string& chaos)
{
    Issues issues;
    scenario.expect.clear();
    scenario.experiment.hypothesis.clear();
    scenario.chaos = readFaults(chaos, issues);
    if (!issues.hasErrors())
        issues.append(validateScenario(scenario));
    return issues;
}

bool isWanted(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Nearly all of a result is for reports; searches look at a few figures of thousands of runs.
void keepFigures(const std::vector<std::string>& names, results::RunResult& result)
{
    if (names.empty())
        return;
    std::erase_if(result.metrics, [&](const results::Metric& metric) { return !isWanted(names, metric.name); });
    std::erase_if(result.series, [&](const results::Series& series) { return !isWanted(names, series.name); });
    result.ledgers.clear();
    result.stuck.clear();
    result.cascades.clear();
    result.spans.clear();
    result.notes.clear();
}

results::WiringView wiringOf(const spec::Scenario& scenario, const std::string& name)
{
    const auto design = std::ranges::find(scenario.designs, name, &spec::Design::name);
    return viewOf(compileDesign(scenario, design == scenario.designs.end() ? nullptr : &*design), scenario);
}

/// Frames are written as they come; a live run waits for its pace with each.
void watchRun(const RunOrder& order, const RunWatch& watch, std::optional<LiveSession>& session, RunHooks& hooks)
{
    if (order.watch <= 0 && !session)
        return;
    hooks.introduced = [&](const results::Roster& roster) { watch.tell(roster); };
    hooks.frameSpan = [&] { return fromSeconds(session ? session->watch() : order.watch); };
    hooks.framed = [&](const results::Frame& frame) {
        watch.tell(frame);
        if (session)
            session->frameTold(frame.at);
    };
}

Reply runScenarioOf(const RunOrder& order, const spec::Scenario& scenario, const RunWatch& watch)
{
    if (!order.design.empty()) {
        if (const auto problem = findDesignProblem(scenario, {order.design}))
            return Rejection{{{"/designs", *problem}}};
    }
    if (order.isWiringOnly)
        return wiringOf(scenario, order.design);
    const RunRequest request{order.design, scenario.run.seed, order.replication, order.tracedFlows};
    RunHooks hooks{
        .progressed = [&](SimTime now, double fraction) {
            watch.progressed({fraction, toSeconds(now - kStartOfRun)});
        },
        .isStopWanted = [&] { return watch.isStopWanted.load(); },
    };
    std::optional<LiveSession> session;
    if (watch.liveOrders >= 0) {
        session.emplace(scenario, order, watch);
        hooks.takeCommands = [&session](SimTime now) { return session->commandsAt(now); };
    }
    watchRun(order, watch, session, hooks);
    results::RunResult result = runScenario(scenario, request, hooks);
    keepFigures(order.figures, result);
    return result;
}

}  // namespace

void Engine::prepare(const std::string& scenario)
{
    if (scenario == m_text)
        return;
    m_text = scenario;
    m_loaded = readScenarioText(scenario, "scenario");
}

Reply Engine::run(const RunOrder& order, const RunWatch& watch) const
{
    if (m_loaded.hasErrors())
        return toRejection(m_loaded);
    if (order.chaos.empty())
        return runScenarioOf(order, m_loaded.scenario, watch);
    spec::Scenario scenario = m_loaded.scenario;
    const Issues issues = replaceChaos(scenario, order.chaos);
    if (issues.hasErrors())
        return Rejection{issues.list()};
    return runScenarioOf(order, scenario, watch);
}

}  // namespace stormglass
