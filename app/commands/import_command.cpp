// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/scenario_input.h"
#include "app/commands/value_checks.h"
#include "app/output/output_files.h"
#include "scenarios/file_text.h"
#include "scenarios/importers/foreign_text.h"
#include "scenarios/importers/importer.h"
#include "scenarios/scenario_writer.h"
#include "simcore/base/quantity_text.h"

#include <CLI/App.hpp>

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace stormglass {
namespace {

struct ImportOptions {
    std::string format;
    std::string file;
    std::string scenario;
    std::string output;  ///< Empty: standard output.
    std::string at;      ///< Empty: a third into the measured time.
    bool isStrict = false;
};

ExitCode complain(const std::string& message)
{
    std::cerr << "stormglass import: " << message << '\n';
    return kBadInput;
}

/// The instant at which the file begins; nothing when it is none, which has been told then.
std::optional<Duration> beginOf(const ImportOptions& options, const spec::RunSettings& run)
{
    if (options.at.empty()) {
        const Duration third = run.warmUp + (run.duration - run.warmUp) / 3;
        return third - third % std::chrono::milliseconds{1};
    }
    const auto at = readDuration(options.at);
    if (!at)
        complain("--at: expected a duration such as \"30s\", found \"" + options.at + '"');
    return at;
}

/// Every note, a line each: what is wrong, what is left out, what is not quite the same.
void tell(const Imported& imported, const std::string& file)
{
    for (const ImportNote& note : imported.notes)
        std::cerr << toText(note, file) << '\n';
}

ExitCode deliverScenario(const ImportOptions& options, const LoadedScenario& loaded, Imported imported)
{
    const std::string nothing = "nothing in " + options.file + " can be mapped";
    if (imported.isEmpty() || imported.has(ImportNote::Kind::Error)) {
        tell(imported, options.file);
        return imported.has(ImportNote::Kind::Error) ? kBadInput : complain(nothing);
    }
    const std::string source = options.file + " (" + options.format + ")";
    const spec::Scenario changed = withImport(loaded.scenario, imported, source);
    tell(imported, options.file);
    if (changed.chaos.empty() && changed.experiment.hypothesis.empty())
        return complain(nothing);
    if (options.isStrict && imported.has(ImportNote::Kind::Unmapped))
        return complain("not all of " + options.file + " can be mapped (--strict)");
    const std::string text = toFileText(updatedDocument(*loaded.document, changed));
    if (options.output.empty()) {
        std::cout << text << std::flush;
        return std::cout ? kSuccess : kRunFailed;
    }
    if (const std::optional<Failure> failure = writeOutput(options.output, text)) {
        std::cerr << "stormglass import: " << failure->message << '\n';
        return kRunFailed;
    }
    return kSuccess;
}

ExitCode importFile(const ImportOptions& options)
{
    const Importer* importer = findImporter(options.format);
    const std::optional<LoadedScenario> loaded = loadScenario(options.scenario, {});
    if (!loaded)
        return kBadInput;
    const std::optional<Duration> begin = beginOf(options, loaded->scenario.run);
    if (!begin)
        return kBadInput;
    const std::vector<std::string> outputs = options.output.empty() ? std::vector<std::string>{}
                                                                    : std::vector{options.output};
    const std::vector<std::string> problems = findOutputProblems(outputs, {options.file});
    if (!problems.empty())
        return complain(problems.front());
    const Result<std::string> text = readFileText(options.file, kLargestForeignText);
    if (!text) {
        std::cerr << options.file << ": " << text.message() << '\n';
        return kBadInput;
    }
    return deliverScenario(options, *loaded,
                           importer->import(text.value(), {.scenario = loaded->scenario, .begin = *begin}));
}

}  // namespace

void addImportCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ImportOptions>();
    std::vector<std::string> names;
    std::string help;
    for (const Importer& importer : importers()) {
        names.emplace_back(importer.name);
        help += std::string(importer.name) + ": " + std::string(importer.help) + '\n';
    }
    CLI::App* command = program.add_subcommand(
        "import",
        "Puts the faults and the hypothesis of another program's experiment into a scenario, in place of its own");
    command->add_option("--from", options->format, "The program whose experiment it is")
        ->type_name("FORMAT")
        ->required()
        ->check(isOneOf(names));
    command->add_option("FILE", options->file, "The experiment")->required();
    command
        ->add_option("--into", options->scenario,
                     "The scenario, a file or the name of a shipped one; it is not changed")
        ->type_name("SCENARIO")
        ->required();
    command->add_option("-o,--output", options->output, "Write the new scenario to a file instead of standard output")
        ->type_name("FILE");
    command
        ->add_option(
            "--at", options->at,
            "When the experiment begins, from the start of the run; without it, a third into the measured time")
        ->type_name("TIME");
    command->add_flag("--strict", options->isStrict, "Write nothing when something cannot be mapped");
    command->footer(
        help
        + "What cannot be mapped is told on standard error, a line each, and in the description of the scenario.\n"
          "Exit codes: 0 done, 2 bad input or usage, nothing can be mapped, or with --strict not all of it.");
    command->callback([options, &action] { action = [options] { return importFile(*options); }; });
}

}  // namespace stormglass
