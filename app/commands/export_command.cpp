// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/scenario_input.h"
#include "app/commands/value_checks.h"
#include "app/output/output_files.h"
#include "scenarios/exporters/exporter.h"

#include <CLI/App.hpp>

#include <iostream>
#include <memory>

namespace stormglass {
namespace {

struct ExportOptions {
    std::string format;
    std::string scenario;
    std::vector<std::string> overrides;
    std::string output;  ///< Empty: standard output.
    bool isStrict = false;
};

ExitCode refuse(const std::string& message)
{
    std::cerr << "stormglass export: " << message << '\n';
    return kBadInput;
}

ExitCode exportScenario(const ExportOptions& options)
{
    const std::optional<LoadedScenario> loaded = loadScenario(options.scenario, options.overrides);
    if (!loaded)
        return kBadInput;
    const std::vector<std::string> outputs = options.output.empty() ? std::vector<std::string>{}
                                                                    : std::vector{options.output};
    const std::vector<std::string> problems = findOutputProblems(outputs, {findScenario(options.scenario).string()});
    if (!problems.empty())
        return refuse(problems.front());
    const Exported exported = findExporter(options.format)->write(loaded->scenario);
    for (const std::string& note : exported.unmapped)
        std::cerr << options.scenario << ": warning: " << note.substr(0, note.find(": "))
                  << ": cannot be mapped: " << note.substr(note.find(": ") + 2) << '\n';
    for (const std::string& note : exported.assumptions)
        std::cerr << options.scenario << ": note: " << note << '\n';
    if (exported.faults == 0)
        return refuse("no fault of " + options.scenario + " can be mapped");
    if (options.isStrict && !exported.unmapped.empty())
        return refuse("not all of " + options.scenario + " can be mapped (--strict)");
    if (options.output.empty()) {
        std::cout << exported.text << std::flush;
        return std::cout ? kSuccess : kRunFailed;
    }
    if (const std::optional<Failure> failure = writeOutput(options.output, exported.text)) {
        std::cerr << "stormglass export: " << failure->message << '\n';
        return kRunFailed;
    }
    return kSuccess;
}

}  // namespace

void addExportCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ExportOptions>();
    std::vector<std::string> names;
    std::string help;
    for (const Exporter& exporter : exporters()) {
        names.emplace_back(exporter.name);
        help += std::string(exporter.name) + ": " + std::string(exporter.help) + '\n';
    }
    CLI::App* command = program.add_subcommand(
        "export", "Writes the faults and the hypothesis of a scenario as an experiment of another program");
    command->add_option("--to", options->format, "The program whose experiment it is to be")
        ->type_name("FORMAT")
        ->required()
        ->check(isOneOf(names));
    command->add_option("SCENARIO", options->scenario, "A scenario file, or the name of a shipped scenario")
        ->required();
    command->add_option("--set", options->overrides, "Change one value first; stormglass run --help tells how")
        ->type_name("PATH=VALUE")
        ->expected(1)
        ->take_all();
    command->add_option("-o,--output", options->output, "Write to a file instead of standard output")
        ->type_name("FILE");
    command->add_flag("--strict", options->isStrict, "Write nothing when something cannot be mapped");
    command->footer(
        help
        + "What cannot be mapped is told on standard error, a line each, and in the file.\n"
          "Exit codes: 0 done, 2 bad input or usage, nothing can be mapped, or with --strict not all of it.");
    command->callback([options, &action] { action = [options] { return exportScenario(*options); }; });
}

}  // namespace stormglass
