// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command_line.h"

#include "app/commands/commands.h"
#include "app/commands/unknown_words.h"
#include "app/commands/version.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <iostream>

namespace stormglass {
namespace {

constexpr const char* kDescription
    = "Simulates event-driven architectures and breaks them on purpose: the same business flow as synchronous calls,\n"
      "as choreography and as orchestration, on the same traffic and the same faults.";

constexpr const char* kFooter
    = "Exit codes: 0 all expectations hold, 1 an expectation does not hold, 2 bad input or usage,\n"
      "3 a run failed or was interrupted.\n"
      "stormglass COMMAND --help tells more of each command.";

}  // namespace

ExitCode runCommandLine(int argumentCount, char** arguments)
{
    CLI::App program(kDescription, "stormglass");
    program.footer(kFooter);
    program.set_version_flag("--version", std::string("stormglass ") + programVersion());
    program.require_subcommand(1);
    program.get_formatter()->column_width(34);

    Action action;
    for (const auto add : {addRunCommand, addCompareCommand, addChaosCommand, addValidateCommand, addListCommand,
                           addDescribeCommand, addWorkerCommand, addCompletionCommand})
        add(program, action);
    try {
        program.parse(argumentCount, arguments);
    } catch (const CLI::Success& asked) {
        program.exit(asked);  // --help or --version, on standard output.
        return kSuccess;
    } catch (const CLI::ParseError& error) {
        std::cerr << "stormglass: " << explain(error, program, argumentCount, arguments) << '\n';
        return kBadInput;
    }
    return action();
}

}  // namespace stormglass
