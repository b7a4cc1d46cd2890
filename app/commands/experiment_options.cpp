// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/experiment_options.h"

#include "app/commands/exit_code.h"
#include "app/commands/value_checks.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <map>
#include <sstream>
#include <thread>

namespace stormglass {

std::vector<std::string> splitAtCommas(const std::string& text)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');)
        parts.push_back(part);
    return parts;
}

std::string shellWord(const std::string& word)
{
    static constexpr const char* kPlain
        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,@%+";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos)
        return word;
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::vector<std::string> ExperimentOptions::allOverrides() const
{
    std::vector<std::string> all = overrides;
    if (seed)
        all.push_back("run/seed=" + std::to_string(*seed));
    if (replications)
        all.push_back("run/replications=" + std::to_string(*replications));
    if (duration)
        all.push_back("run/duration=" + *duration);
    return all;
}

std::vector<std::string> ExperimentOptions::outputFiles() const
{
    std::vector<std::string> files;
    for (const std::string& file : {reportFile, htmlFile, junitFile, traceFile, cascadeFile}) {
        if (!file.empty())
            files.push_back(file);
    }
    return files;
}

void addScenarioOptions(CLI::App& command, ExperimentOptions& options)
{
    command.add_option("SCENARIO", options.scenario, "A scenario file, or the name of a shipped scenario")->required();
    command
        .add_option("--set", options.overrides,
                    "Change one value of the scenario; may be repeated. The parts of the path are divided by '/'; "
                    "elements of lists go by their names: topology/components/payment/instances=4")
        ->type_name("PATH=VALUE")
        ->expected(1)
        ->take_all();
    command.add_option("--seed", options.seed, "Seed of all random streams, in place of the scenario's")
        ->type_name("N")
        ->check(isWholeNumber());
    command.add_option("--replications", options.replications, "Independent runs of each design, for the intervals")
        ->type_name("N")
        ->check(isWholeNumber(1, 10000));
    command.add_option("--duration", options.duration, "How long requests arrive, such as 2m")->type_name("TIME");
    options.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    command.add_option("-j,--jobs", options.jobs, "Runs at the same time; the results do not depend on it")
        ->type_name("N")
        ->check(isWholeNumber(1, 1024))
        ->capture_default_str();
}

void addProgressOption(CLI::App& command, ExperimentOptions& options)
{
    static const std::map<std::string, ProgressForm> kForms{
        {"auto", ProgressForm::Auto}, {"lines", ProgressForm::Lines}, {"none", ProgressForm::None}};
    command
        .add_option_function<std::string>(
            "--progress", [&options](const std::string& word) { options.progress = kForms.at(word); },
            "How far the runs are, on standard error: auto (a line on a terminal, nothing elsewhere), lines (for other "
            "programs: \"progress 0.31 7/30 41\" is fraction, runs done and in all, seconds to go) or none")
        ->type_name("FORM")
        ->check(CLI::IsMember(std::vector<std::string>{"auto", "lines", "none"}));
}

void addOutputOptions(CLI::App& command, ExperimentOptions& options)
{
    command.add_option("--report", options.reportFile, "Write the report as JSON")->type_name("FILE");
    command.add_option("--html", options.htmlFile, "Write the report as one HTML page")->type_name("FILE");
    command.add_option("--junit", options.junitFile, "Write the expectations as JUnit XML")->type_name("FILE");
    command.add_flag("--json", options.printsJson, "Print the report as JSON instead of tables");
    command.add_flag("-q,--quiet", options.isQuiet, "Print only expectations that do not hold");
    addProgressOption(command, options);
    command.add_flag("--exit-zero", options.isExitZero, "Exit with 0 also when an expectation does not hold");
}

void addExperimentOptions(CLI::App& command, ExperimentOptions& options)
{
    addScenarioOptions(command, options);
    addOutputOptions(command, options);
    command
        .add_option("--trace", options.traceFile,
                    "Write the first 100 flows after warm-up as trace-event JSON, for Perfetto")
        ->type_name("FILE");
    command
        .add_option("--cascade", options.cascadeFile,
                    "Write what each fault did to the rest: FILE.dot for Graphviz, FILE.mmd for Mermaid, else text")
        ->type_name("FILE");
    command.footer(kExitCodesText);
}

std::string reproducingCommand(const std::string& command, const ExperimentOptions& options,
                               const std::vector<std::string>& designs)
{
    std::string text = "stormglass " + command + " " + shellWord(options.scenario);
    std::string names;
    for (const std::string& design : designs)
        names += (names.empty() ? "" : ",") + design;
    if (!names.empty())
        text += (command == "run" ? " --design " : " --designs ") + shellWord(names);
    for (const std::string& change : options.overrides)
        text += " --set " + shellWord(change);
    if (options.seed)
        text += " --seed " + std::to_string(*options.seed);
    if (options.replications)
        text += " --replications " + std::to_string(*options.replications);
    if (options.duration)
        text += " --duration " + shellWord(*options.duration);
    return text;
}

}  // namespace stormglass
