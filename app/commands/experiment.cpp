// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/experiment.h"

#include "app/commands/design_choice.h"
#include "app/commands/experiment_output.h"
#include "app/commands/run_reply.h"
#include "app/commands/scenario_input.h"
#include "app/commands/version.h"
#include "app/output/output_files.h"
#include "app/output/progress_line.h"
#include "app/process/child_process.h"
#include "app/runs/worker_pool.h"
#include "models/analysis/hypothesis.h"
#include "models/analysis/report_builder.h"
#include "scenarios/scenario_writer.h"
#include "scenarios/trace_events.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace stormglass {
namespace {

constexpr std::int64_t kTracedFlows = 100;

/// The designs to run; nothing when the choice is wrong, which has been told then.
std::optional<std::vector<std::string>> designsOf(const Experiment& experiment, const spec::Scenario& scenario)
{
    const std::vector<std::string> known = designNames(scenario);
    const std::vector<std::string> designs
        = experiment.wantedDesigns.empty() ? experiment.chooseDesigns(known) : experiment.wantedDesigns;
    std::optional<std::string> problem;
    if (designs.size() < experiment.fewestDesigns)
        problem = "expected " + std::to_string(experiment.fewestDesigns) + " designs or more, found "
            + std::to_string(designs.size()) + "; stormglass run takes one";
    else if (!(designs.size() == 1 && designs.front().empty()))
        problem = findDesignProblem(scenario, designs);
    if (!problem)
        return designs;
    std::cerr << "stormglass " << experiment.command << ": " << *problem << '\n';
    return std::nullopt;
}

bool areOutputsUsable(const Experiment& experiment)
{
    const std::vector<std::string> problems = findOutputProblems(
        experiment.options.outputFiles(), {findScenario(experiment.options.scenario).string()});
    for (const std::string& problem : problems)
        std::cerr << "stormglass " << experiment.command << ": " << problem << '\n';
    return problems.empty();
}

RunOutcomes runAll(const RunPlan& plan, const ExperimentOptions& options)
{
    ProgressLine progress(options.progressForm());
    WorkerPool pool({ownPath(), "worker"}, options.jobs);
    return pool.carryOut(plan, [&](const PlanProgress& now) { progress.show(now); });
}

/// Results to report on, and reasons why there are none.
analysis::DesignRuns toRuns(const RunPlan& plan, RunOutcomes& outcomes, std::size_t design)
{
    analysis::DesignRuns runs;
    runs.design = plan.designs[design];
    const auto count = static_cast<std::size_t>(plan.replications);
    for (std::size_t i = 0; i < count; ++i) {
        std::optional<Reply>& reply = outcomes.replies[design * count + i];
        if (reply)
            addReply(runs, std::move(*reply), "replication " + std::to_string(i) + ": ");
    }
    return runs;
}

/// False if it could not be written, which has been told then.
bool writeTrace(const RunPlan& plan, const RunOutcomes& outcomes, const std::string& file)
{
    if (file.empty())
        return true;
    std::vector<const results::RunResult*> runs;
    for (std::size_t i = 0; i < plan.size(); i += static_cast<std::size_t>(plan.replications)) {
        if (outcomes.replies[i] && std::holds_alternative<results::RunResult>(*outcomes.replies[i]))
            runs.push_back(&std::get<results::RunResult>(*outcomes.replies[i]));
    }
    const std::optional<Failure> failure = writeOutput(file, toTraceEvents(runs));
    if (failure)
        std::cerr << "stormglass: " << failure->message << '\n';
    return !failure;
}

}  // namespace

analysis::ReportIdentity identityOf(const spec::Scenario& scenario)
{
    analysis::ReportIdentity identity;
    identity.version = programVersion();
    identity.scenarioHash = scenarioHash(scenario);
    return identity;
}

ExitCode carryOut(const Experiment& experiment)
{
    const ExperimentOptions& options = experiment.options;
    const std::optional<LoadedScenario> loaded = loadScenario(options.scenario, options.allOverrides());
    if (!loaded)
        return kBadInput;
    const auto designs = designsOf(experiment, loaded->scenario);
    if (!designs || !areOutputsUsable(experiment))
        return kBadInput;

    const RunPlan plan{loaded->document->dump(), *designs, loaded->scenario.run.replications,
                       options.traceFile.empty() ? 0 : kTracedFlows};
    RunOutcomes outcomes = runAll(plan, options);
    const bool isTraceWritten = writeTrace(plan, outcomes, options.traceFile);

    std::vector<analysis::DesignRuns> runs;
    for (std::size_t i = 0; i < plan.designs.size(); ++i)
        runs.push_back(toRuns(plan, outcomes, i));
    results::Report report = analysis::buildReport(loaded->scenario, identityOf(loaded->scenario), std::move(runs));
    report.isPartial = report.isPartial || outcomes.wasInterrupted;
    analysis::settleStatus(report);
    const ExitCode exitCode = deliver(report, loaded->scenario,
                                      {options, reproducingCommand(experiment.command, options, experiment.wantedDesigns)});
    return isTraceWritten ? exitCode : kRunFailed;
}

}  // namespace stormglass
