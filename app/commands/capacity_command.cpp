// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/capacity_variants.h"
#include "app/commands/commands.h"
#include "app/commands/deliver.h"
#include "app/commands/design_choice.h"
#include "app/commands/experiment.h"
#include "app/commands/run_reply.h"
#include "app/commands/scenario_input.h"
#include "app/output/capacity_view.h"
#include "app/output/output_files.h"
#include "app/output/progress_line.h"
#include "app/process/child_process.h"
#include "app/runs/worker_pool.h"
#include "models/analysis/aggregate.h"
#include "models/analysis/figure_text.h"
#include "models/experiments/capacity.h"
#include "models/experiments/load_scaling.h"
#include "scenarios/experiments_json.h"
#include "scenarios/fault_list.h"
#include "scenarios/scenario_writer.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <span>

namespace stormglass {
namespace {

using experiments::LoadTrial;
using results::CapacityReport;
using results::DesignCapacity;

constexpr const char* kCapacityFooter
    = "A load is sustained when all expectations hold that need no fault, and unfinished flows do not pile up. The load is\n"
      "doubled or halved until it is sustained no more, and the span between divided. Loads are multiples of what the\n"
      "scenario offers, and its faults are left out. Then they serve as a trigger: at which load, and from which length on,\n"
      "does the design not come back after they are over?\n\n"
      "With --variant, the same for the scenario with some values changed, in one table, such as\n"
      "  --variant 'as it is:' --variant 'no retries: topology/components/api/policy/max_attempts=1'\n\n"
      "The exit code is 1 when a design does not sustain the scenario's own load.";

struct CapacityOptions {
    ExperimentOptions run;
    std::string designs;
    std::vector<std::string> variants;  ///< NAME: PATH=VALUE ...
    double most = 64;
    double precision = 1;  ///< Percent.
    bool isTriggerLeftOut = false;
};

void tellCapacityProblem(const std::string& problem) { std::cerr << "stormglass capacity: " << problem << '\n'; }

/// Carries out the runs of the search, all replications of its trials at a time.
class LoadRunner {
public:
    /// \p runs: those before, for the progress.
    LoadRunner(const LoadedScenario& loaded, const CapacityOptions& options, std::size_t runs)
        : m_loaded(loaded), m_figures(experiments::loadFigures(experiments::loadCriteria(loaded.scenario)))
        , m_pool({ownPath(), "worker"}, options.run.jobs), m_progress(options.run.progressForm()), m_runs(runs)
    {
    }

    [[nodiscard]] std::vector<results::DesignReport> run(const std::vector<LoadTrial>& trials)
    {
        std::vector<results::DesignReport> reports;
        if (m_wasInterrupted)
            return reports;
        const auto replications = static_cast<std::size_t>(m_loaded.scenario.run.replications);
        std::vector<std::string> scenarios;
        for (const LoadTrial& trial : trials)
            scenarios.push_back(updatedDocument(*m_loaded.document, experiments::withLoad(m_loaded.scenario, trial.load)).dump());
        const auto orderAt = [&](std::size_t index) {
            const LoadTrial& trial = trials[index / replications];
            return RunOrder{.scenario = scenarios[index / replications],
                            .design = trial.design,
                            .replication = static_cast<std::int64_t>(index % replications),
                            .chaos = toText(trial.faults),
                            .figures = m_figures};
        };
        RunOutcomes outcomes = m_pool.carryOut({trials.size() * replications, orderAt}, [&](const PlanProgress& now) {
            m_progress.show({.finished = m_runs + now.finished});
        });
        m_runs += outcomes.replies.size();
        m_wasInterrupted = outcomes.wasInterrupted;
        for (std::size_t i = 0; i < trials.size() && !m_wasInterrupted; ++i)
            reports.push_back(reportOf(trials[i], {outcomes.replies.data() + i * replications, replications}));
        return reports;
    }

    [[nodiscard]] std::size_t runs() const { return m_runs; }
    [[nodiscard]] bool wasInterrupted() const { return m_wasInterrupted; }

private:
    static results::DesignReport reportOf(const LoadTrial& trial, std::span<std::optional<Reply>> replies)
    {
        analysis::DesignRuns runs;
        for (std::optional<Reply>& reply : replies) {
            if (reply)
                addReply(runs, std::move(*reply), "at " + std::to_string(trial.load) + " times the load: ");
        }
        results::DesignReport report;
        if (!runs.results.empty())
            report = analysis::aggregateRuns(std::move(runs.results));
        report.failures.insert(report.failures.end(), runs.failures.begin(), runs.failures.end());
        return report;
    }

    const LoadedScenario& m_loaded;
    const std::vector<std::string> m_figures;
    WorkerPool m_pool;
    ProgressLine m_progress;
    std::size_t m_runs;
    bool m_wasInterrupted = false;
};

std::string capacityCommand(const CapacityOptions& options)
{
    std::string text = reproducingCommand("capacity", options.run, splitAtCommas(options.designs));
    const CapacityOptions defaults;
    for (const std::string& variant : options.variants)
        text += " --variant " + shellWord(variant);
    if (options.most != defaults.most)
        text += " --most " + analysis::shortNumber(options.most);
    if (options.precision != defaults.precision)
        text += " --precision " + analysis::shortNumber(options.precision);
    return text + (options.isTriggerLeftOut ? " --no-trigger" : "");
}

CapacityReport describeRuns(const LoadedScenario& loaded, const CapacityOptions& options)
{
    const spec::Scenario& scenario = loaded.scenario;
    const analysis::ReportIdentity identity = identityOf(scenario);
    CapacityReport report;
    analysis::identifyRuns(report, scenario, identity);
    report.precision = options.precision / 100;
    report.criteria = experiments::loadCriteria(scenario).inWords();
    return report;
}

/// False if a file could not be written, which has been told then.
bool deliverCapacity(const CapacityReport& report, const CapacityOptions& options)
{
    return deliver(options.run,
                   {.json = [&] { return toJson(report).dump(2) + '\n'; },
                    .text = [&] { return capacityToText(report, capacityCommand(options), TextStyle::forStandardOutput()); }},
                   tellCapacityProblem);
}

/// What keeps the command from being carried out.
std::vector<std::string> capacityProblems(const CapacityOptions& options, const LoadedScenario& loaded,
                                          const std::vector<std::string>& designs)
{
    std::vector<std::string> problems = findOutputProblems(options.run.outputFiles(), {findScenario(options.run.scenario).string()});
    if (!designs.front().empty()) {
        if (const auto problem = findDesignProblem(loaded.scenario, designs))
            problems.push_back(*problem);
    }
    if (loaded.scenario.workload.empty())
        problems.emplace_back("the scenario has no workload, so there is no load to change");
    return problems;
}

/// Whether every design has a result; what has none is told.
bool tellFailedDesigns(const CapacityReport& report)
{
    bool isWhole = !report.isPartial;
    for (const DesignCapacity& capacity : report.designs) {
        for (const std::string& failure : capacity.failures)
            std::cerr << "stormglass: the run failed: " << (capacity.variant.empty() ? "" : capacity.variant + ", ")
                      << (capacity.design.empty() ? "" : capacity.design + ", ") << failure << '\n';
        isWhole = isWhole && capacity.failures.empty();
    }
    if (report.isPartial)
        std::cerr << "stormglass: interrupted; the search had not come to its end\n";
    return isWhole;
}

/// A variant, ready to be run.
struct LoadedVariant {
    CapacityVariant variant;
    LoadedScenario loaded;
    std::vector<std::string> designs;
};

/// None if there are problems, which have been told then.
std::vector<LoadedVariant> loadVariants(const CapacityOptions& options)
{
    std::vector<LoadedVariant> all;
    std::vector<std::string> problems;
    for (CapacityVariant& variant : readVariants(options.variants, problems)) {
        if (!problems.empty())
            continue;
        std::vector<std::string> changes = options.run.allOverrides();
        changes.insert(changes.end(), variant.changes.begin(), variant.changes.end());
        std::optional<LoadedScenario> loaded = loadScenario(options.run.scenario, changes, Hypothesis::LeftOut);
        if (!loaded)
            return {};
        std::vector<std::string> designs = chosenOrAll(splitAtCommas(options.designs), loaded->scenario);
        problems = capacityProblems(options, *loaded, designs);
        all.push_back({std::move(variant), std::move(*loaded), std::move(designs)});
    }
    for (const std::string& problem : problems)
        tellCapacityProblem(problem);
    return problems.empty() ? std::move(all) : std::vector<LoadedVariant>();
}

CapacityReport measureAll(const std::vector<LoadedVariant>& variants, const CapacityOptions& options)
{
    CapacityReport report = describeRuns(variants.front().loaded, options);
    const experiments::CapacityChoice choice{options.most, report.precision, !options.isTriggerLeftOut};
    for (const LoadedVariant& each : variants) {
        LoadRunner runner(each.loaded, options, static_cast<std::size_t>(report.runs));
        for (const std::string& design : each.designs) {
            report.designs.push_back(experiments::measureCapacity(each.loaded.scenario, design, choice,
                                                                  [&](const auto& trials) { return runner.run(trials); }));
            report.designs.back().variant = each.variant.name;
            report.designs.back().changes = each.variant.changes;
        }
        report.runs = static_cast<std::int64_t>(runner.runs());
        report.isPartial = runner.wasInterrupted();
        if (report.isPartial)
            break;
    }
    return report;
}

ExitCode measureCapacities(const CapacityOptions& options)
{
    const std::vector<LoadedVariant> variants = loadVariants(options);
    if (variants.empty())
        return kBadInput;
    const CapacityReport report = measureAll(variants, options);
    const bool isDelivered = deliverCapacity(report, options);
    if (!tellFailedDesigns(report) || !isDelivered)
        return kRunFailed;
    const bool isSustained = std::ranges::all_of(report.designs, &DesignCapacity::isOwnLoadSustained);
    return isSustained || options.run.isExitZero ? kSuccess : kExpectationFailed;
}

}  // namespace

void addCapacityCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<CapacityOptions>();
    CLI::App* command = program.add_subcommand("capacity", "Finds the highest load that is sustained, the bottleneck, and what a trigger leaves behind");
    command->footer(kCapacityFooter);
    addScenarioOptions(*command, options->run);
    command->add_option("--designs", options->designs, "The designs; without it, all of them")->type_name("A,B,...");
    command
        ->add_option("--variant", options->variants,
                     "The scenario with some values changed, as a column of its own; may be repeated. Without changes: as it is")
        ->type_name("'NAME: PATH=VALUE ...'")
        ->expected(1)
        ->take_all();
    command
        ->add_option("--most", options->most, "Largest multiple of the scenario's load that is tried; its inverse is the smallest")
        ->type_name("FACTOR")
        ->check(CLI::Range(1.0, 1e4))
        ->capture_default_str();
    command->add_option("--precision", options->precision, "Of the highest load, in percent")
        ->type_name("PERCENT")
        ->check(CLI::Range(0.1, 50.0))
        ->capture_default_str();
    command->add_flag("--no-trigger", options->isTriggerLeftOut, "Leave the faults of the scenario out altogether");
    command->add_option("--report", options->run.reportFile, "Write the report as JSON")->type_name("FILE");
    command->add_flag("--json", options->run.printsJson, "Print the report as JSON instead of tables");
    command->add_flag("-q,--quiet", options->run.isQuiet, "Print nothing but problems");
    addProgressOption(*command, options->run);
    command->add_flag("--exit-zero", options->run.isExitZero, "Exit with 0 also when a design does not sustain its load");
    command->callback([options, &action] { action = [options] { return measureCapacities(*options); }; });
}

}  // namespace stormglass
