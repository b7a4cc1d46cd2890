// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/unknown_words.h"

#include "simcore/base/nearest_name.h"

#include <CLI/App.hpp>

#include <algorithm>

namespace stormglass {
namespace {

/// The command that the user asked for, or the program itself.
const CLI::App& commandOf(const CLI::App& program)
{
    const std::vector<CLI::App*> commands = program.get_subcommands();
    return commands.empty() ? program : *commands.front();
}

std::vector<std::string> optionsOf(const CLI::App& command)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    }
    return names;
}

std::vector<std::string> commandsOf(const CLI::App& program)
{
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

}  // namespace

std::string didYouMean(const std::string& word, const std::vector<std::string>& candidates)
{
    const std::optional<std::string> nearest = findNearestName(word, candidates);
    return nearest ? "; did you mean \"" + *nearest + "\"?" : std::string();
}

std::string explain(const CLI::ParseError& error, const CLI::App& program, int argumentCount, char** arguments)
{
    const CLI::App& command = commandOf(program);
    const bool isCommandKnown = &command != &program;
    const std::string help = "\nstormglass " + (isCommandKnown ? command.get_name() + " " : std::string()) + "--help tells more";
    if (!isCommandKnown && argumentCount < 2)
        return "expected a command" + help;
    const std::string first = argumentCount > 1 ? arguments[1] : "";
    if (!isCommandKnown && !first.starts_with('-'))
        return "there is no command \"" + first + "\"" + didYouMean(first, commandsOf(program)) + help;
    const std::vector<std::string> known = optionsOf(command);
    for (int i = 1; i < argumentCount; ++i) {
        const std::string word = std::string(arguments[i]).substr(0, std::string(arguments[i]).find('='));
        if (word.starts_with("--") && word.size() > 2 && std::find(known.begin(), known.end(), word) == known.end())
            return "there is no option " + word + didYouMean(word, known) + help;
    }
    return error.what() + help;
}

}  // namespace stormglass
