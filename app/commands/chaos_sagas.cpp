// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/chaos_options.h"

#include "app/commands/deliver.h"
#include "app/commands/experiment.h"
#include "app/commands/run_reply.h"
#include "app/commands/scenario_input.h"
#include "app/output/output_files.h"
#include "app/output/progress_line.h"
#include "app/output/saga_html.h"
#include "app/output/saga_view.h"
#include "app/process/child_process.h"
#include "app/runs/worker_pool.h"
#include "models/experiments/saga_sweep.h"
#include "scenarios/experiments_json.h"
#include "scenarios/fault_list.h"
#include "scenarios/scenario_writer.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <limits>

namespace stormglass {
namespace {

using experiments::SagaPlan;
using results::SagaSweep;

/// All runs of a sweep, column by column, so that a scenario is sent once: undisturbed first, then row by row.
class SagaOrders {
public:
    SagaOrders(const ChaosSetup& setup, const SagaPlan& plan)
        : m_plan(plan), m_replications(static_cast<std::size_t>(setup.loaded.scenario.run.replications))
    {
        for (std::size_t column = 0; column < plan.columns.size(); ++column) {
            m_scenarios.push_back(updatedDocument(*setup.loaded.document, plan.columns[column].scenario).dump());
            m_cells.push_back({column, kUndisturbed});
            for (std::size_t row = 0; row < plan.rows.size(); ++row) {
                if (plan.rows[row].faults[column])
                    m_cells.push_back({column, row});
            }
        }
    }

    [[nodiscard]] std::size_t size() const { return m_cells.size() * m_replications; }

    [[nodiscard]] RunOrder at(std::size_t index) const
    {
        const Cell& cell = m_cells[index / m_replications];
        return {.scenario = m_scenarios[cell.column],
                .design = m_plan.columns[cell.column].design,
                .replication = static_cast<std::int64_t>(index % m_replications),
                .chaos = cell.row == kUndisturbed ? "[]" : toText(*m_plan.rows[cell.row].faults[cell.column]),
                .figures = experiments::sagaFigures()};
    }

    [[nodiscard]] SagaSweep sweepOf(const spec::Scenario& scenario, RunOutcomes& outcomes) const
    {
        std::vector<analysis::DesignRuns> baselines(m_plan.columns.size());
        std::vector<std::vector<analysis::DesignRuns>> runs(m_plan.rows.size(),
                                                            std::vector<analysis::DesignRuns>(m_plan.columns.size()));
        for (std::size_t i = 0; i < outcomes.replies.size(); ++i) {
            const Cell& cell = m_cells[i / m_replications];
            if (outcomes.replies[i])
                addReply(cell.row == kUndisturbed ? baselines[cell.column] : runs[cell.row][cell.column],
                         std::move(*outcomes.replies[i]));
        }
        return experiments::buildSagaSweep(scenario, identityOf(scenario), m_plan, std::move(baselines), std::move(runs));
    }

private:
    static constexpr std::size_t kUndisturbed = std::numeric_limits<std::size_t>::max();

    struct Cell {
        std::size_t column;
        std::size_t row;
    };

    const SagaPlan& m_plan;
    const std::size_t m_replications;
    std::vector<std::string> m_scenarios;
    std::vector<Cell> m_cells;
};

bool areSagaOptionsUsable(const ChaosOptions& options)
{
    std::vector<std::string> problems;
    if (options.run.scenario.empty())
        problems.emplace_back("expected a scenario");
    const bool isOfOthers = !options.budget.empty() || !options.folder.empty() || !options.resumeFolder.empty()
        || !options.faults.empty() || !options.victims.empty() || !options.run.junitFile.empty() || options.areExpectationsJudged
        || options.mostFaults != ChaosOptions::kMostFaults;
    if (isOfOthers)
        problems.emplace_back("--sagas knows what to break, and judges no expectations: only --designs, --at and --for go with it");
    if (problems.empty())
        problems = findOutputProblems(options.run.outputFiles(), {findScenario(options.run.scenario).string()});
    for (const std::string& problem : problems)
        tellChaosProblem(problem);
    return problems.empty();
}

std::string sagaCommand(const ChaosOptions& options)
{
    std::string text = reproducingCommand("chaos", options.run, splitAtCommas(options.designs)) + " --sagas";
    for (const auto& [option, value] : {std::pair("--at", options.at), std::pair("--for", options.lasting)}) {
        if (!value.empty())
            text += " " + std::string(option) + " " + shellWord(value);
    }
    return text;
}

/// False if something could not be written, which has been told then.
bool deliverSagas(const SagaSweep& sweep, const spec::Scenario& scenario, const ChaosOptions& options)
{
    const std::string command = sagaCommand(options);
    return deliver(options.run,
                   {.json = [&] { return toJson(sweep).dump(2) + '\n'; },
                    .text = [&] { return sagasToText(sweep, command, TextStyle::forStandardOutput()); },
                    .html = [&] { return toHtml(sweep, scenario, command); }},
                   tellChaosProblem);
}

/// Whether every run was what a run should be; what was not is told.
bool tellFailedSagas(const SagaSweep& sweep)
{
    bool isWhole = !sweep.isPartial;
    const auto tell = [&](std::size_t column, const std::string& place, const std::vector<std::string>& failures) {
        for (const std::string& failure : failures)
            std::cerr << "stormglass: the run failed: " << sweep.columns[column].design << ", " << place << ": " << failure << '\n';
        isWhole = isWhole && failures.empty();
    };
    for (std::size_t i = 0; i < sweep.columns.size(); ++i)
        tell(i, "undisturbed", sweep.columns[i].failures);
    for (const results::SagaRow& row : sweep.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            tell(i, row.step + " " + row.disturbance, row.cells[i].failures);
    }
    if (sweep.isPartial)
        std::cerr << "stormglass: interrupted; cells without a run say so\n";
    return isWhole;
}

}  // namespace

ExitCode carryOutSagas(const ChaosOptions& options)
{
    if (!areSagaOptionsUsable(options))
        return kBadInput;
    const std::optional<ChaosSetup> setup = setUpChaos(options);
    if (!setup)
        return kBadInput;
    const spec::Scenario& scenario = setup->loaded.scenario;
    const SagaPlan plan = experiments::planSagas(scenario, setup->designs, setup->window);
    if (plan.rows.empty()) {
        tellChaosProblem("there is no saga here that could be disturbed");
        return kBadInput;
    }
    const SagaOrders orders(*setup, plan);
    RunOutcomes outcomes;
    {
        ProgressLine progress(options.run.progressForm());
        WorkerPool pool({ownPath(), "worker"}, options.run.jobs);
        outcomes = pool.carryOut({orders.size(), [&](std::size_t index) { return orders.at(index); }},
                                 [&](const PlanProgress& now) { progress.show(now); });
    }
    SagaSweep sweep = orders.sweepOf(scenario, outcomes);
    sweep.isPartial = outcomes.wasInterrupted;
    const bool isDelivered = deliverSagas(sweep, scenario, options);
    if (!tellFailedSagas(sweep) || !isDelivered)
        return kRunFailed;
    return hasInconsistency(sweep) && !options.run.isExitZero ? kExpectationFailed : kSuccess;
}

}  // namespace stormglass
