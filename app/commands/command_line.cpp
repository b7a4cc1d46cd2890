// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command_line.h"

#include "app/commands/commands.h"
#include "app/commands/help_format.h"
#include "app/commands/unknown_words.h"
#include "app/commands/version.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>

#include <iostream>

namespace stormglass {
namespace {

constexpr const char* kDescription
    = "Simulates event-driven architectures and breaks them on purpose: the same business flow as synchronous calls, "
      "as choreography and as orchestration, on the same traffic and the same faults.";

}  // namespace

ExitCode runCommandLine(int argumentCount, char** arguments)
{
    CLI::App program(kDescription, "stormglass");
    program.formatter(makeHelpFormat());
    program.set_version_flag("--version", std::string("stormglass ") + programVersion());
    program.require_subcommand(1);

    Action action;
    for (const auto add : {addRunCommand, addCompareCommand, addChaosCommand, addCapacityCommand, addValidateCommand, addImportCommand,
                           addExportCommand, addReportCommand, addListCommand, addDescribeCommand, addWorkerCommand, addCompletionCommand})
        add(program, action);
    // Not before: a command takes over what there is of a footer.
    program.footer(std::string(kExitCodesText) + "\nstormglass COMMAND --help tells more of each command.");
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
