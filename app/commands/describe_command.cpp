// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/describe_expectation.h"
#include "app/commands/describe_scenario.h"
#include "app/commands/scenario_input.h"
#include "app/commands/unknown_words.h"
#include "app/output/field_table.h"
#include "models/results/metric.h"
#include "scenarios/experiments_json.h"
#include "scenarios/results_json.h"
#include "scenarios/scenario_schema.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <iostream>
#include <memory>
#include <utility>

namespace stormglass {
namespace {

struct DescribeOptions {
    std::string subject;
    std::string design;
    bool wantsSchema = false;
};

void describeEntry(const spec::CatalogueEntry& entry)
{
    const TextStyle style = TextStyle::forStandardOutput();
    std::cout << style.apply(Tone::Strong, entry.name) << " (" << entry.category << "): " << entry.help << "\n\n"
              << fieldsToText(fieldsOf(entry), style);
    bool isFirst = true;
    for (const results::MetricInfo& metric : results::componentMetrics()) {
        if (metric.kinds.empty() || !results::isOfKind(metric, entry.name))
            continue;
        std::cout << (std::exchange(isFirst, false) ? "\nfigures of its own:\n" : "") << "  " << metric.name << ": " << metric.help << '\n';
    }
    if (entry.name == "expectation" || entry.name == "hypothesis")
        std::cout << expectationLanguage();
}

void describeMetric(const results::MetricInfo& metric)
{
    static constexpr const char* kUnits[] = {"a duration", "a count", "per second", "a share", "a number"};
    static constexpr const char* kDirections[] = {"lower is better", "higher is better", "neither high nor low is better"};
    std::cout << metric.name << ": " << metric.label << "; " << kUnits[static_cast<std::size_t>(metric.unit)] << ", "
              << kDirections[static_cast<std::size_t>(metric.better)] << "\n  " << metric.help << '\n';
}

std::vector<std::string> knownSubjects()
{
    std::vector<std::string> names;
    for (const spec::CatalogueEntry& entry : spec::catalogue())
        names.emplace_back(entry.name);
    for (const auto metrics : {results::flowMetrics(), results::componentMetrics(), results::channelMetrics(),
                               results::faultMetrics()}) {
        for (const results::MetricInfo& metric : metrics)
            names.emplace_back(metric.name);
    }
    for (const std::filesystem::path& file : shippedScenarios())
        names.push_back(file.stem().string());
    return names;
}

/// What has a JSON Schema.
constexpr std::array<std::pair<std::string_view, Json (*)()>, 6> kSchemas{{
    {"scenario", scenarioSchema},
    {"report", reportSchema},
    {"matrix", faultMatrixSchema},
    {"hunt", huntReportSchema},
    {"sagas", sagaSweepSchema},
    {"capacity", capacityReportSchema},
}};

std::string schemaNames()
{
    std::string names;
    for (const auto& [name, schema] : kSchemas)
        names += (names.empty() ? "" : name == kSchemas.back().first ? " or " : ", ") + std::string(name);
    return names;
}

ExitCode printSchema(const std::string& subject)
{
    for (const auto& [name, schema] : kSchemas) {
        if (name == subject) {
            std::cout << schema().dump(2) << '\n';
            return kSuccess;
        }
    }
    std::cerr << "stormglass describe: expected " << schemaNames() << " in front of --schema, found \"" << subject << "\"\n";
    return kBadInput;
}

ExitCode describeSubject(const DescribeOptions& options)
{
    if (options.wantsSchema)
        return printSchema(options.subject);
    std::error_code error;
    const bool isFile = std::filesystem::exists(findScenario(options.subject), error);
    if (!isFile && options.design.empty()) {
        if (const spec::CatalogueEntry* entry = spec::findInCatalogue(options.subject)) {
            describeEntry(*entry);
            return kSuccess;
        }
        if (const results::MetricInfo* metric = results::findMetric(options.subject)) {
            describeMetric(*metric);
            return kSuccess;
        }
        if (const std::string statistic = statisticToText(options.subject); !statistic.empty()) {
            std::cout << statistic;
            return kSuccess;
        }
    }
    if (isFile)
        return describeScenario(options.subject, options.design);
    std::cerr << "stormglass describe: there is no kind, metric, scenario or file \"" << options.subject << "\""
              << didYouMean(options.subject, knownSubjects()) << "\nstormglass list tells what there is\n"
              << (shippedScenariosFolder().empty() ? missingLibraryText() + '\n' : "");
    return kBadInput;
}

}  // namespace

void addDescribeCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<DescribeOptions>();
    CLI::App* command = program.add_subcommand(
        "describe", "Describes a kind, a metric or a scenario: fields with units, ranges, defaults and sources");
    command
        ->add_option("SUBJECT", options->subject,
                     "What \"stormglass list\" names, a scenario file, or, with --schema, " + schemaNames())
        ->required();
    command->add_option("--design", options->design, "Show the handlers that this design of the scenario is built of")
        ->type_name("NAME");
    command->add_flag("--schema", options->wantsSchema, "Print the JSON Schema of scenario files or of reports");
    command->callback([options, &action] { action = [options] { return describeSubject(*options); }; });
}

}  // namespace stormglass
