// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/value_checks.h"
#include "app/output/completion_script.h"

#include <CLI/App.hpp>

#include <iostream>
#include <memory>

namespace stormglass {
namespace {

/// The words that the command line knows, as the parser has them.
CompletionWords wordsOf(const CLI::App& program)
{
    CompletionWords words;
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
        CompletionWords::Command& known = words.commands.emplace_back();
        known.name = command->get_name();
        known.help = command->get_description();
        for (const CLI::Option* option : command->get_options()) {
            for (const std::string& name : option->get_lnames())
                known.options.push_back("--" + name);
        }
    }
    return words;
}

}  // namespace

void addCompletionCommand(CLI::App& program, Action& action)
{
    const auto shell = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand(
        "completion", "Prints a script that lets a shell complete this command line");
    command->footer("bash: source <(stormglass completion bash)\n"
                    "zsh:  source <(stormglass completion zsh)\n"
                    "fish: stormglass completion fish | source");
    command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(isOneOf({"bash", "zsh", "fish"}));
    command->callback([shell, &program, &action] {
        action = [shell, &program] {
            std::cout << completionScript(*shell, wordsOf(program));
            return kSuccess;
        };
    });
}

}  // namespace stormglass
