// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/completion_script.h"

#include <algorithm>

namespace stormglass {
namespace {

std::string joinedWords(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string namesOf(const CompletionWords& words)
{
    std::vector<std::string> names;
    for (const CompletionWords::Command& command : words.commands)
        names.push_back(command.name);
    return joinedWords(names);
}

/// One case of a shell's "case" for each command.
std::string casesOf(const CompletionWords& words)
{
    std::string text;
    for (const CompletionWords::Command& command : words.commands)
        text += "        " + command.name + ") options=\"" + joinedWords(command.options) + "\" ;;\n";
    return text;
}

std::string bashScript(const CompletionWords& words)
{
    return "_stormglass()\n{\n    local current=${COMP_WORDS[COMP_CWORD]} options=\"\"\n"
           "    if ((COMP_CWORD == 1)); then\n        COMPREPLY=($(compgen -W \""
        + namesOf(words) + " --help --version\" -- \"$current\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n"
        + casesOf(words)
        + "    esac\n    if [[ $current == -* ]]; then\n        COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
          "    else\n        COMPREPLY=($(compgen -f -- \"$current\"))\n    fi\n}\n"
          "complete -o filenames -F _stormglass stormglass\n";
}

std::string zshScript(const CompletionWords& words)
{
    return "#compdef stormglass\n_stormglass()\n{\n    local options=\"\"\n    if ((CURRENT == 2)); then\n        compadd -- "
        + namesOf(words) + " --help --version\n        return\n    fi\n    case ${words[2]} in\n" + casesOf(words)
        + "    esac\n    if [[ ${words[CURRENT]} == -* ]]; then\n        compadd -- ${=options}\n    else\n"
          "        _files\n    fi\n}\n"
          // Installed, this is the text of a function that is loaded when it is called first.
          "if [[ ${funcstack[1]} == _stormglass ]]; then\n    _stormglass \"$@\"\nelse\n"
          "    compdef _stormglass stormglass\nfi\n";
}

std::string fishScript(const CompletionWords& words)
{
    std::string text;
    for (const CompletionWords::Command& command : words.commands) {
        std::string help = command.help.substr(0, command.help.find('\n'));
        std::replace(help.begin(), help.end(), '\'', '"');
        text += "complete -c stormglass -f -n __fish_use_subcommand -a " + command.name + " -d '" + help + "'\n";
        for (const std::string& option : command.options)
            text += "complete -c stormglass -n '__fish_seen_subcommand_from " + command.name + "' -l " + option.substr(2) + '\n';
    }
    return text;
}

}  // namespace

std::string completionScript(const std::string& shell, const CompletionWords& words)
{
    if (shell == "fish")
        return fishScript(words);
    return shell == "zsh" ? zshScript(words) : bashScript(words);
}

}  // namespace stormglass
