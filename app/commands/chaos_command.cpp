// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/chaos_options.h"
#include "app/commands/commands.h"

#include <CLI/App.hpp>

#include <memory>

namespace stormglass {
namespace {

constexpr const char* kChaosFooter
    = "The matrix breaks one thing at a time, in every design, on the same traffic as a run in which nothing breaks. Faults are\n"
      "those of the command line, not those of the scenario; a kind of fault takes its settings from the first fault of\n"
      "that kind in the scenario, if there is one. With --expect the scenario's expectations are judged in every cell, and\n"
      "decide about the exit code; without it, the code is 0 unless a run fails.\n\n"
      "The hunt tries single faults, pairs and triples until it finds sets that break an expectation, and makes them as small\n"
      "as they can be. It keeps every find as a scenario that repeats it. The exit code is 1 when there is a find, or when an\n"
      "expectation needs no fault to be broken.\n\n"
      "The saga sweep kills who does a step before, during and after it, kills the orchestrator at each transition, loses it and\n"
      "the broker, and repeats and delays events; in each design, and again without outbox, idempotence and durable saga\n"
      "log. The exit code is 1 when a design as it is leaves a flow half-done.";

void addChoices(CLI::App& command, ChaosOptions& options)
{
    command.add_option("--designs", options.designs, "The designs; without it, all of them")->type_name("A,B,...");
    command
        .add_option("--faults", options.faults, "Kinds of faults; without it, all that need no more than to know what to hit")
        ->type_name("A,B,...");
    command
        .add_option("--victims", options.victims,
                    "What is hit: components, hosts, zones, links, channels; without it, all but channels")
        ->type_name("A,B,...");
    command.add_option("--at", options.at, "When each fault begins; without it, a third into the measured time")->type_name("TIME");
    command
        .add_option("--for", options.lasting, "How long each lasts, 0s: until the end; without it, a third of the measured time")
        ->type_name("TIME");
    command.add_flag("--expect", options.areExpectationsJudged, "Matrix: judge the scenario's expectations in every cell");
}

void addHuntOptions(CLI::App& command, ChaosOptions& options)
{
    command
        .add_option("--budget", options.budget, "Hunt: how many runs at most, or how long, such as 5m; without it, 1000 runs")
        ->type_name("N|TIME");
    command.add_option("--most", options.mostFaults, "Hunt: most faults in one set")
        ->type_name("N")
        ->check(CLI::Range(1, 6))
        ->capture_default_str();
    command
        .add_option("--out", options.folder,
                    "Hunt: a new folder for finds and log; without it, it is named after the scenario")
        ->type_name("DIR");
    command
        .add_option("--resume", options.resumeFolder,
                    "Hunt: go on where the hunt in this folder stopped; it knows its scenario and its choices")
        ->type_name("DIR");
}

}  // namespace

void addChaosCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ChaosOptions>();
    CLI::App* command = program.add_subcommand("chaos", "Breaks everything by turns, or hunts for the smallest set of faults that does harm");
    command->footer(kChaosFooter);
    auto* matrix = command->add_flag("--matrix", options->isMatrix, "Every victim x every fault x every design (this is the default)");
    auto* hunt = command->add_flag("--hunt", options->isHunt, "Search the smallest set of faults that breaks an expectation");
    auto* sagas = command->add_flag("--sagas", options->isSagas,
                                    "Every step of every flow disturbed in every way, with one safeguard off after the other");
    hunt->excludes(matrix)->excludes(sagas);
    sagas->excludes(matrix);
    addScenarioOptions(*command, options->run);
    command->get_option("SCENARIO")->required(false);  // a hunt that goes on has its own
    addChoices(*command, *options);
    addHuntOptions(*command, *options);
    addOutputOptions(*command, options->run);
    command->callback([options, &action] {
        action = [options] {
            if (options->isSagas)
                return carryOutSagas(*options);
            return options->isHunt ? carryOutHunt(*options) : carryOutMatrix(*options);
        };
    });
}

}  // namespace stormglass
