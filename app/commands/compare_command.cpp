// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/experiment.h"

#include <CLI/App.hpp>

#include <memory>

namespace stormglass {

void addCompareCommand(CLI::App& program, Action& action)
{
    const auto experiment = std::make_shared<Experiment>();
    const auto names = std::make_shared<std::string>();
    experiment->command = "compare";
    experiment->chooseDesigns = [](const std::vector<std::string>& known) { return known; };
    experiment->fewestDesigns = 2;

    CLI::App* command = program.add_subcommand(
        "compare", "Runs several designs of a scenario on the same traffic and tells how they differ");
    command
        ->add_option("--designs", *names,
                     "The designs to compare, the first being the baseline; without it, all in the order of the file")
        ->type_name("A,B,...");
    addExperimentOptions(*command, experiment->options);
    command->callback([experiment, names, &action] {
        experiment->wantedDesigns = splitAtCommas(*names);
        action = [experiment] { return carryOut(*experiment); };
    });
}

}  // namespace stormglass
