// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/scenario_input.h"
#include "app/commands/value_checks.h"
#include "app/output/text_style.h"
#include "models/results/metric.h"
#include "models/spec/catalogue.h"

#include <CLI/App.hpp>

#include <array>
#include <iostream>
#include <memory>

namespace stormglass {
namespace {

constexpr std::size_t kNameWidth = 22;

/// Text that begins at that column.
std::string wrapped(std::string_view text, std::size_t indent)
{
    return wrapText(text, TextStyle::forStandardOutput().textColumns(), indent) + '\n';
}

std::string entryLine(std::string_view name, std::string_view help)
{
    return "  " + padRight(std::string(name), kNameWidth) + wrapped(help, kNameWidth + 2);
}

std::string heading(std::string_view title) { return TextStyle::forStandardOutput().apply(Tone::Strong, title) + '\n'; }

void listScenarios()
{
    std::cout << heading("scenarios");
    if (shippedScenariosFolder().empty())
        std::cout << "  " << wrapped(missingLibraryText(), 2);
    for (const std::filesystem::path& file : shippedScenarios()) {
        const LoadedScenario loaded = readScenario(file);
        const std::string& text = loaded.scenario.description;
        std::cout << "  " << file.stem().string() << "\n      " << wrapped(text.substr(0, text.find(". ") + 1), 6);
    }
}

void listCategory(std::string_view category)
{
    std::cout << heading(category);
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        if (entry.category == category)
            std::cout << entryLine(entry.name, entry.help);
    }
}

void listKinds()
{
    for (const char* category : {"clients", "services", "stores", "brokers", "channels"})
        listCategory(category);
}

void listFaults() { listCategory("faults"); }
void listDesigns() { listCategory("designs"); }

void listRest()
{
    for (const char* category : {"arrivals", "statements", "presets", "parts"})
        listCategory(category);
}

void listMetrics()
{
    const auto list = [](const char* title, std::span<const results::MetricInfo> metrics) {
        std::cout << heading(title);
        for (const results::MetricInfo& metric : metrics)
            std::cout << entryLine(metric.name, metric.help);
    };
    list("metrics of flows", results::flowMetrics());
    list("metrics of components", results::componentMetrics());
    list("metrics of channels", results::channelMetrics());
    list("metrics of faults", results::faultMetrics());
}

struct Topic {
    const char* name;
    void (*list)();
};
constexpr std::array kTopics{Topic{"scenarios", listScenarios}, Topic{"kinds", listKinds},
                             Topic{"designs", listDesigns},     Topic{"faults", listFaults},
                             Topic{"parts", listRest},          Topic{"metrics", listMetrics}};

ExitCode list(const std::string& topic)
{
    if (topic == "scenarios" && shippedScenariosFolder().empty()) {
        std::cerr << "stormglass list: " << missingLibraryText() << '\n';
        return kBadInput;
    }
    for (const Topic& known : kTopics) {
        if (topic.empty() || topic == known.name)
            known.list();
    }
    return kSuccess;
}

}  // namespace

void addListCommand(CLI::App& program, Action& action)
{
    const auto topic = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand(
        "list", "Lists the shipped scenarios, and what a scenario can be made of and measures");
    std::vector<std::string> names;
    for (const Topic& known : kTopics)
        names.emplace_back(known.name);
    command
        ->add_option("TOPIC", *topic,
                     "What to list: scenarios, kinds, designs, faults, parts or metrics; without it, everything")
        ->check(isOneOf(names));
    command->callback([topic, &action] { action = [topic] { return list(*topic); }; });
}

}  // namespace stormglass
