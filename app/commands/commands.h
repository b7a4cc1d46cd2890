// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The commands of the program. A command is one file and one line here and in command_line.cpp.
#pragma once

#include "app/commands/exit_code.h"

#include <functional>

namespace CLI {
class App;
}

namespace stormglass {

/// Where a command leaves what is to be done once the whole command line has been read.
using Action = std::function<ExitCode()>;

void addRunCommand(CLI::App& program, Action& action);
void addCompareCommand(CLI::App& program, Action& action);
void addChaosCommand(CLI::App& program, Action& action);
void addCapacityCommand(CLI::App& program, Action& action);
void addValidateCommand(CLI::App& program, Action& action);
void addImportCommand(CLI::App& program, Action& action);
void addExportCommand(CLI::App& program, Action& action);
void addReportCommand(CLI::App& program, Action& action);
void addListCommand(CLI::App& program, Action& action);
void addDescribeCommand(CLI::App& program, Action& action);
void addWorkerCommand(CLI::App& program, Action& action);
void addCompletionCommand(CLI::App& program, Action& action);

}  // namespace stormglass
