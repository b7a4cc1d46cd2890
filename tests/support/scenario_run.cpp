// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include "scenarios/results_json.h"
#include "scenarios/scenario_reader.h"
#include "simcore/base/quantity_text.h"
#include "tests/support/child_process.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace stormglass::test {

namespace {

results::RunResult failed(const std::string& why)
{
    results::RunResult result;
    result.failures.push_back(why);
    return result;
}

template <class List, class Predicate>
const auto& found(const List& list, Predicate isWanted, const std::string& what)
{
    const auto entry = std::ranges::find_if(list, isWanted);
    if (entry == list.end())
        throw std::out_of_range("the result has no " + what);
    return *entry;
}

}  // namespace

spec::Scenario readText(const std::string& scenario, const std::vector<std::string>& overrides)
{
    LoadedScenario loaded = readScenarioText(scenario, "scenario", overrides);
    std::string errors;
    for (const PlacedIssue& issue : loaded.issues) {
        if (issue.severity == Severity::Error)
            errors += toText(issue) + "\n";
    }
    if (!errors.empty())
        throw std::runtime_error(errors);
    return std::move(loaded.scenario);
}

results::RunResult runText(const std::string& scenario, const RunRequest& request,
                           const std::vector<std::string>& overrides)
{
    const std::string text = inChild([&] { return toJson(runScenario(readText(scenario, overrides), request)).dump(); });
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return failed(text);  // what went wrong, in words
    Result<results::RunResult> result = readRunResult(json);
    return result ? std::move(result).value() : failed(result.message());
}

std::string toOverride(const CrashSeries& crashes)
{
    Json chaos = Json::array();
    for (int i = 0; i < crashes.count; ++i) {
        chaos.push_back({{"name", "crash-" + std::to_string(i)},
                         {"fault", "crash"},
                         {"target", crashes.target},
                         {"at", toText(crashes.first + i * crashes.every)},
                         {"for", toText(crashes.lasting)}});
    }
    return "chaos=" + chaos.dump();
}

std::string failuresOf(const results::RunResult& result)
{
    std::string text;
    for (const std::string& failure : result.failures)
        text += failure + "\n";
    return text;
}

double figureOf(const results::RunResult& result, const std::string& key)
{
    const auto isWanted = [&](const results::Metric& metric) { return metric.key() == key; };
    return found(result.metrics, isWanted, "figure " + key).value;
}

std::uint64_t accountOf(const results::RunResult& result, const std::string& subject, const std::string& account)
{
    const auto isLedger = [&](const results::Ledger& ledger) { return ledger.subject == subject; };
    const auto isAccount = [&](const auto& entry) { return entry.first == account; };
    const results::Ledger& ledger = found(result.ledgers, isLedger, "ledger of " + subject);
    return found(ledger.out, isAccount, "account " + account + " of " + subject).second;
}

const std::vector<double>& seriesOf(const results::RunResult& result, const std::string& subject,
                                    const std::string& name)
{
    const auto isWanted
        = [&](const results::Series& series) { return series.subject == subject && series.name == name; };
    return found(result.series, isWanted, "series " + name + " of " + subject).values;
}

}  // namespace stormglass::test
