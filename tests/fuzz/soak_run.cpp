// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/soak_run.h"

#include "models/run/runner.h"
#include "scenarios/file_text.h"
#include "scenarios/results_json.h"
#include "scenarios/scenario_reader.h"
#include "scenarios/scenario_writer.h"
#include "tests/fuzz/luck.h"
#include "tests/fuzz/random_scenario.h"
#include "tests/support/child_process.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace stormglass::fuzz {
namespace {

/// A result as JSON begins so; anything else is a complaint.
constexpr char kResultStart = '{';

// A scenario takes some tenths of a second, with sanitizers some seconds. A process that only waits takes no time of the
// processor, so it has another limit, which a busy machine must not reach.
constexpr test::ChildLimits kPatience{.processorTime = 60s, .wallTime = 600s};

std::string designOf(const spec::Scenario& scenario, std::uint64_t seed)
{
    if (scenario.designs.empty())
        return {};
    return Luck(seed, "design").oneOf(scenario.designs).name;
}

std::string errorsOf(const LoadedScenario& loaded)
{
    std::string errors;
    for (const PlacedIssue& issue : loaded.issues) {
        if (issue.severity == Severity::Error)
            errors += toText(issue) + '\n';
    }
    return errors;
}

/// Of a channel: each redelivery has a cause.
std::string complaintOfRedeliveries(const results::RunResult& result, const results::Ledger& ledger)
{
    const auto metric = std::ranges::find_if(result.metrics, [&](const results::Metric& each) {
        return each.kind == ledger.kind && each.subject == ledger.subject && each.name == "redelivered";
    });
    double caused = 0;
    for (const auto& [cause, count] : ledger.redelivered)
        caused += static_cast<double>(count);
    if (metric == result.metrics.end() || metric->value == caused)
        return {};
    return "of the redeliveries of " + ledger.subject + ' ' + std::to_string(metric->value - caused) + " have no cause\n";
}

/// The result as JSON, or a complaint.
std::string runOf(const std::string& text, const spec::Scenario& scenario, const std::string& design)
{
    const LoadedScenario loaded = readScenarioText(text, "soak.json");
    if (const std::string errors = errorsOf(loaded); !errors.empty())
        return "the scenario is not valid: " + errors;
    if (loaded.scenario != scenario)
        return "the scenario is another one when it is read again";
    const results::RunResult result = runScenario(loaded.scenario, {.design = design, .seed = loaded.scenario.run.seed});
    std::string complaints;
    for (const std::string& failure : result.failures)
        complaints += "the run failed: " + failure + '\n';
    for (const results::Ledger& ledger : result.ledgers) {
        if (ledger.imbalance() != 0)
            complaints += "the books of " + ledger.subject + " miss " + std::to_string(ledger.imbalance()) + '\n';
        complaints += complaintOfRedeliveries(result, ledger);
    }
    if (!complaints.empty())
        return complaints;
    const Json json = toJson(result);
    const Result<results::RunResult> again = readRunResult(json);
    if (!again)
        return "the result cannot be read again: " + again.message();
    return json.dump();
}

}  // namespace

std::string findTrouble(std::uint64_t seed, bool isRepeated)
{
    const spec::Scenario scenario = randomScenario(seed);
    const std::string text = toFileText(toJson(scenario));
    const std::string design = designOf(scenario, seed);
    const auto run = [&] { return test::inChild([&] { return runOf(text, scenario, design); }, kPatience); };

    const std::string first = run();
    if (first.empty() || first.front() != kResultStart || first.back() != '}')
        return first.empty() ? "the run yields nothing" : first;
    return !isRepeated || run() == first ? std::string() : "another run of the same seed has another result";
}

std::string keepScenario(std::uint64_t seed, const std::string& folder)
{
    const spec::Scenario scenario = randomScenario(seed);
    const std::string design = designOf(scenario, seed);
    const std::string file = folder + "/soak-" + std::to_string(seed) + ".json";
    std::ofstream(file) << toFileText(toJson(scenario));
    return "stormglass run " + file + (design.empty() ? "" : " --design " + design);
}

}  // namespace stormglass::fuzz
