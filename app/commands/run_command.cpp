// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/experiment.h"

#include <CLI/App.hpp>

#include <memory>

namespace stormglass {

void addRunCommand(CLI::App& program, Action& action)
{
    const auto experiment = std::make_shared<Experiment>();
    const auto design = std::make_shared<std::string>();
    experiment->command = "run";
    experiment->chooseDesigns = [](const std::vector<std::string>& known) {
        return std::vector<std::string>{known.empty() ? std::string() : known.front()};
    };

    CLI::App* command = program.add_subcommand("run", "Runs one design of a scenario and tells what was measured");
    command->add_option("--design", *design, "The design to run; without it, the first one")->type_name("NAME");
    addExperimentOptions(*command, experiment->options);
    command->callback([experiment, design, &action] {
        if (!design->empty())
            experiment->wantedDesigns = {*design};
        action = [experiment] { return carryOut(*experiment); };
    });
}

}  // namespace stormglass
