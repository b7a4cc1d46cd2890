// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/chaos_options.h"

#include "app/commands/deliver.h"
#include "app/commands/experiment.h"
#include "app/commands/run_reply.h"
#include "app/commands/scenario_input.h"
#include "app/output/junit.h"
#include "app/output/matrix_html.h"
#include "app/output/matrix_view.h"
#include "app/output/output_files.h"
#include "app/output/progress_line.h"
#include "app/process/child_process.h"
#include "app/runs/worker_pool.h"
#include "models/experiments/harm.h"
#include "models/experiments/judged_expectations.h"
#include "models/experiments/matrix.h"
#include "scenarios/experiments_json.h"
#include "scenarios/fault_list.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

#include <unistd.h>

namespace stormglass {
namespace {

using experiments::MatrixChoice;
using experiments::MatrixPlan;
using experiments::MatrixRuns;
using results::FaultMatrix;

/// All runs of a matrix in one order: without faults first, then row by row; in each of them design by design.
class MatrixOrders {
public:
    MatrixOrders(const ChaosSetup& setup, const MatrixChoice& choice, const MatrixPlan& plan)
        : m_scenario(setup.loaded.document->dump()), m_designs(setup.designs)
        , m_replications(static_cast<std::size_t>(setup.loaded.scenario.run.replications)), m_chaos{"[]"}
        , m_figures(experiments::harmFigures())
    {
        for (const experiments::PlannedRow& row : plan.rows)
            m_chaos.push_back(toText(std::vector<spec::Fault>{row.fault}));
        if (choice.areExpectationsJudged) {
            const auto deciding = experiments::decidingFigures(experiments::judgedExpectations(setup.loaded.scenario).judged);
            m_figures.insert(m_figures.end(), deciding.begin(), deciding.end());
        }
    }

    [[nodiscard]] std::size_t size() const { return m_chaos.size() * m_designs.size() * m_replications; }

    [[nodiscard]] RunOrder at(std::size_t index) const
    {
        const std::size_t cell = index / m_replications;
        return {.scenario = m_scenario,
                .design = m_designs[cell % m_designs.size()],
                .replication = static_cast<std::int64_t>(index % m_replications),
                .chaos = m_chaos[cell / m_designs.size()],
                .figures = m_figures};
    }

    /// The outcomes by row and design.
    [[nodiscard]] MatrixRuns sorted(RunOutcomes& outcomes) const
    {
        std::vector<std::vector<analysis::DesignRuns>> rows(m_chaos.size(), std::vector<analysis::DesignRuns>(m_designs.size()));
        for (std::size_t i = 0; i < outcomes.replies.size(); ++i) {
            const std::size_t cell = i / m_replications;
            analysis::DesignRuns& runs = rows[cell / m_designs.size()][cell % m_designs.size()];
            runs.design = m_designs[cell % m_designs.size()];
            if (outcomes.replies[i])
                addReply(runs, std::move(*outcomes.replies[i]));
        }
        MatrixRuns sorted;
        sorted.baseline = std::move(rows.front());
        rows.erase(rows.begin());
        sorted.rows = std::move(rows);
        return sorted;
    }

private:
    const std::string m_scenario;
    const std::vector<std::string> m_designs;
    const std::size_t m_replications;
    std::vector<std::string> m_chaos;
    std::vector<std::string> m_figures;
};

bool isMatrixUsable(const ChaosOptions& options)
{
    std::vector<std::string> problems;
    if (options.run.scenario.empty())
        problems.emplace_back("expected a scenario");
    if (!options.budget.empty() || !options.folder.empty() || !options.resumeFolder.empty()
        || options.mostFaults != ChaosOptions::kMostFaults)
        problems.emplace_back("--budget, --most, --out and --resume are for --hunt");
    if (!options.run.junitFile.empty() && !options.areExpectationsJudged)
        problems.emplace_back("--junit tells of expectations, which are judged with --expect only");
    if (problems.empty())
        problems = findOutputProblems(options.run.outputFiles(), {findScenario(options.run.scenario).string()});
    for (const std::string& problem : problems)
        tellChaosProblem(problem);
    return problems.empty();
}

std::string matrixCommand(const ChaosOptions& options)
{
    std::string text = reproducingCommand("chaos", options.run, splitAtCommas(options.designs)) + " --matrix";
    for (const auto& [option, value] : {std::pair("--faults", options.faults), std::pair("--victims", options.victims),
                                        std::pair("--at", options.at), std::pair("--for", options.lasting)}) {
        if (!value.empty())
            text += " " + std::string(option) + " " + shellWord(value);
    }
    return text + (options.areExpectationsJudged ? " --expect" : "");
}

/// The text that the workers were given: a model knows no JSON.
void tellFaults(const MatrixPlan& plan, FaultMatrix& matrix)
{
    for (results::MatrixRow& row : matrix.rows) {
        for (const experiments::PlannedRow& planned : plan.rows) {
            if (planned.victim.name == row.victim && wordOf(planned.victim.kind) == row.victimKind
                && spec::kindOf(planned.fault) == row.fault)
                row.chaos = toText(std::vector<spec::Fault>{planned.fault});
        }
    }
}

/// False if a file could not be written, which has been told then.
bool deliverMatrix(const FaultMatrix& matrix, const spec::Scenario& scenario, const ChaosOptions& options)
{
    const std::string command = matrixCommand(options);
    return deliver(options.run,
                   {.json = [&] { return toJson(matrix).dump(2) + '\n'; },
                    .text = [&] { return matrixToText(matrix, command, TextStyle::forStandardOutput()); },
                    .html = [&] { return toHtml(matrix, scenario, command); },
                    .junit = [&] { return toJunit(matrix); },
                    .problems = [&] { return brokenExpectationsToText(matrix, TextStyle::forOutput(STDERR_FILENO)); }},
                   tellChaosProblem);
}

/// Whether every run was what a run should be; what was not is told.
bool tellFailedCells(const FaultMatrix& matrix)
{
    bool isWhole = !matrix.isPartial;
    const auto tell = [&](const std::string& design, const std::string& place, const std::vector<std::string>& failures) {
        for (const std::string& failure : failures)
            std::cerr << "stormglass: the run failed: " << (design.empty() ? "" : design + ", ") << place << ": " << failure << '\n';
        isWhole = isWhole && failures.empty();
    };
    for (const results::MatrixBaseline& design : matrix.designs)
        tell(design.design, "without a fault", design.failures);
    for (const results::MatrixRow& row : matrix.rows) {
        for (const results::MatrixCell& cell : row.cells)
            tell(cell.design, row.phrase, cell.failures);
    }
    if (matrix.isPartial)
        std::cerr << "stormglass: interrupted; cells without a run say so\n";
    return isWhole;
}

}  // namespace

ExitCode carryOutMatrix(const ChaosOptions& options)
{
    if (!isMatrixUsable(options))
        return kBadInput;
    const std::optional<ChaosSetup> setup = setUpChaos(options);
    if (!setup)
        return kBadInput;
    const spec::Scenario& scenario = setup->loaded.scenario;
    const MatrixChoice choice{setup->kinds, setup->victims, setup->window, options.areExpectationsJudged};
    const MatrixPlan plan = experiments::planMatrix(scenario, choice);
    if (plan.rows.empty() || (!choice.kinds.empty() && !plan.leftOut.empty())) {
        for (const results::LeftOutFault& fault : plan.leftOut)
            tellChaosProblem("the fault " + fault.fault + " cannot be tried: " + fault.reason);
        return kBadInput;
    }

    const MatrixOrders orders(*setup, choice, plan);
    RunOutcomes outcomes;
    {
        ProgressLine progress(options.run.progressForm());
        WorkerPool pool({ownPath(), "worker"}, options.run.jobs);
        outcomes = pool.carryOut({orders.size(), [&](std::size_t index) { return orders.at(index); }},
                                 [&](const PlanProgress& now) { progress.show(now); });
    }
    FaultMatrix matrix = experiments::buildMatrix(scenario, identityOf(scenario), choice, plan, orders.sorted(outcomes));
    tellFaults(plan, matrix);
    matrix.isPartial = matrix.isPartial || outcomes.wasInterrupted;
    const bool isDelivered = deliverMatrix(matrix, scenario, options);
    if (!tellFailedCells(matrix) || !isDelivered)
        return kRunFailed;
    return doAllHold(matrix) || options.run.isExitZero ? kSuccess : kExpectationFailed;
}

}  // namespace stormglass
