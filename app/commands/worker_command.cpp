// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/engine.h"
#include "app/worker/worker.h"

#include <CLI/App.hpp>

#include <unistd.h>

namespace stormglass {

void addWorkerCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand(
        "worker", "Carries out runs that other programs order on standard input, as JSON lines");
    command->footer("Replies are JSON lines on standard output; packaging/docs/worker-protocol.md in the\n"
                    "source tree describes both. This is how the other commands carry out their runs.");
    command->callback([&action] {
        action = [] {
            Engine engine;
            const auto run = [&](const RunOrder& order, const RunWatch& watch) { return engine.run(order, watch); };
            const auto prepare = [&](const std::string& scenario) { engine.prepare(scenario); };
            return Worker(STDIN_FILENO, STDOUT_FILENO, run, prepare).work() == 0 ? kSuccess : kRunFailed;
        };
    });
}

}  // namespace stormglass
