// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/experiment.h"
#include "app/commands/experiment_output.h"
#include "app/commands/run_reply.h"
#include "app/commands/scenario_input.h"
#include "models/analysis/hypothesis.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

namespace stormglass {
namespace {

struct ReportOptions {
    ExperimentOptions output;
    std::string runs;  ///< A file of replies of workers.
    std::string name;  ///< Of the scenario, for the command that repeats the run; empty: the file itself.
};

/// Runs of one design are its replications. Nothing if the file holds none, which has been told then.
std::optional<std::vector<analysis::DesignRuns>> readRuns(const std::string& path)
{
    std::ifstream file(path);
    std::vector<analysis::DesignRuns> all;
    std::string line;
    while (std::getline(file, line)) {
        Result<Reply> reply = readReply(line);
        if (!reply) {
            std::cerr << "stormglass report: " << path << ": " << reply.message() << '\n';
            return std::nullopt;
        }
        const auto* result = std::get_if<results::RunResult>(&reply.value());
        if (result == nullptr)
            continue;
        auto runs = std::ranges::find(all, result->design, &analysis::DesignRuns::design);
        if (runs == all.end()) {
            all.emplace_back().design = result->design;
            runs = all.end() - 1;
        }
        addReply(*runs, std::move(reply).value());
    }
    if (!all.empty())
        return all;
    std::cerr << "stormglass report: " << path << ": expected results of runs, as a worker tells them, found none\n";
    return std::nullopt;
}

ExitCode makeReport(const ReportOptions& options)
{
    const std::optional<LoadedScenario> loaded = loadScenario(options.output.scenario, {});
    auto runs = loaded ? readRuns(options.runs) : std::nullopt;
    if (!runs)
        return kBadInput;
    std::vector<std::string> designs;
    for (const analysis::DesignRuns& each : *runs) {
        if (!each.design.empty())
            designs.push_back(each.design);
    }
    results::Report report = analysis::buildReport(loaded->scenario, identityOf(loaded->scenario), std::move(*runs));
    analysis::settleStatus(report);
    ExperimentOptions named = options.output;
    if (!options.name.empty())
        named.scenario = options.name;
    const ExitCode code
        = deliver(report, loaded->scenario, {options.output, reproducingCommand(designs.size() > 1 ? "compare" : "run", named, designs)});
    // A run that was stopped early is reported as far as it went: that is what was asked for.
    return code == kRunFailed && report.isPartial ? kSuccess : code;
}

}  // namespace

void addReportCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ReportOptions>();
    CLI::App* command
        = program.add_subcommand("report", "Makes the report of runs that a worker has carried out, such as those of the window");
    command->add_option("SCENARIO", options->output.scenario, "The scenario that was run")->required();
    command->add_option("--of", options->runs, "Results of runs: lines of the worker protocol")->required()->type_name("FILE")->check(CLI::ExistingFile);
    command->add_option("--as", options->name, "Another name for the scenario in the command that repeats the run")->type_name("NAME");
    addOutputOptions(*command, options->output);
    command->callback([options, &action] { action = [options] { return makeReport(*options); }; });
}

}  // namespace stormglass
