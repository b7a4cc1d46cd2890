// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/scenario_input.h"
#include "scenarios/unread_channels.h"

#include <CLI/App.hpp>

#include <iostream>
#include <memory>

namespace stormglass {
namespace {

struct ValidateOptions {
    std::vector<std::string> scenarios;
    std::vector<std::string> overrides;
    bool isQuiet = false;
};

/// "3 components, 1 flow, 2 designs"
std::string contentOf(const spec::Scenario& scenario)
{
    std::string text;
    const auto add = [&](std::size_t count, const char* one) {
        if (count > 0)
            text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + one + (count == 1 ? "" : "s");
    };
    add(scenario.topology.components.size(), "component");
    add(scenario.flows.size(), "flow");
    add(scenario.designs.size(), "design");
    add(scenario.chaos.size(), "fault");
    add(scenario.expect.size(), "expectation");
    return text.empty() ? "nothing to run" : text;
}

/// What is no mistake, and yet good to know.
void tellNotes(const spec::Scenario& scenario)
{
    for (const UnreadChannel& channel : unreadDeadLetterChannels(scenario))
        std::cout << "  note: nobody reads the dead letters in \"" << channel.name << "\"; they count as dead_lettered of the channel that they come from\n";
}

ExitCode validate(const ValidateOptions& options)
{
    ExitCode code = kSuccess;
    for (const std::string& path : options.scenarios) {
        const std::optional<LoadedScenario> loaded = loadScenario(path, options.overrides);
        if (!loaded)
            code = kBadInput;
        else if (!options.isQuiet) {
            std::cout << path << ": valid (" << contentOf(loaded->scenario) << ")\n";
            tellNotes(loaded->scenario);
        }
    }
    return code;
}

}  // namespace

void addValidateCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ValidateOptions>();
    CLI::App* command = program.add_subcommand(
        "validate", "Checks scenarios: their form and their meaning. Tells every problem, one line each");
    command->add_option("SCENARIO", options->scenarios, "Scenario files, or names of shipped scenarios")->required();
    command->add_option("--set", options->overrides, "Change one value first; stormglass run --help tells how")
        ->type_name("PATH=VALUE")
        ->expected(1)
        ->take_all();
    command->add_flag("-q,--quiet", options->isQuiet, "Say nothing of valid scenarios");
    command->footer("Exit codes: 0 all are valid, 2 bad input or usage.");
    command->callback([options, &action] { action = [options] { return validate(*options); }; });
}

}  // namespace stormglass
