// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command_line.h"

#include <exception>
#include <iostream>

int main(int argumentCount, char** arguments)
{
    try {
        return stormglass::runCommandLine(argumentCount, arguments);
    } catch (const std::exception& error) {
        std::cerr << "stormglass: " << error.what() << '\n';
        return stormglass::kRunFailed;
    }
}
