// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the words of a command line to what they ask for.
#pragma once

#include "app/commands/exit_code.h"

namespace stormglass {

/// Reads the command line and carries it out. Problems are told on standard error.
[[nodiscard]] ExitCode runCommandLine(int argumentCount, char** arguments);

}  // namespace stormglass
