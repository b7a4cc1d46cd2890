// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scripts that let shells complete our command line.
#pragma once

#include <string>
#include <vector>

namespace stormglass {

struct CompletionWords {
    struct Command {
        std::string name;
        std::string help;
        std::vector<std::string> options;  ///< With their dashes.
    };
    std::vector<Command> commands;
};

/// \p shell is bash, zsh or fish.
[[nodiscard]] std::string completionScript(const std::string& shell, const CompletionWords& words);

}  // namespace stormglass
