// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/shop_run.h"

#include "models/run/runner.h"
#include "scenarios/results_json.h"
#include "scenarios/scenario_reader.h"
#include "tests/support/child_process.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace stormglass::tests {

std::string Shop::text() const
{
    return R"({"format": "stormglass/1", "name": "shop", "topology": {
        "network": {"same_host": "0s", "same_zone": "1ms", "between_zones": "1ms", "bandwidth": "1000000Gbps"},
        "components": [)"
        + more + broker + R"(,
            {"name": "web", "kind": "client"},
            {"name": "shop", "kind": "service", "operations": [{"name": "buy", "program": [{"do": "publish", "channel": "orders"}]}]},
            {"name": "worker", "kind": "service", "operations": [{"name": "handle", "consumes": ["orders"], "program": [)"
        + program + R"(]}]}],
        "channels": [)"
        + channels + R"(]},
        "workload": [{"name": "buyers", "client": "web", "component": "shop", "operation": "buy", "arrivals": "constant", "rate": ")"
        + rate + R"("}],
        "chaos": [)"
        + chaos + R"(],
        "run": {"duration": ")"
        + duration + R"(", "drain": ")" + drain + R"("}})";
}

std::string orderFlow(const std::string& broker, const std::string& chaos)
{
    return R"({"format": "stormglass/1", "name": "order", "topology": {
        "network": {"same_host": "0s", "same_zone": "1ms", "between_zones": "1ms", "bandwidth": "1000000Gbps"},
        "components": [
            {"name": "web", "kind": "client"},
            {"name": "orders", "kind": "service"}, {"name": "payment", "kind": "service"},
            {"name": "director", "kind": "orchestrator"},
            {"name": "store", "kind": "database", "instances": 2},
            {"name": "broker", "kind": ")"
        + broker + R"("}]},
        "flows": [{"name": "order", "client": "web", "steps": [
            {"name": "place", "component": "orders", "time": "5ms", "store": "store", "compensation": "cancel"},
            {"name": "pay", "component": "payment", "after": ["place"], "time": "10ms", "store": "store"}]}],
        "designs": [
            {"name": "sync", "style": "request-response"},
            {"name": "events", "style": "choreography", "broker": "broker"},
            {"name": "saga", "style": "orchestration", "broker": "broker", "orchestrator": "director"}],
        "workload": [{"name": "shoppers", "flow": "order", "arrivals": "constant", "rate": "10/s"}],
        "chaos": [)"
        + chaos + R"(],
        "run": {"duration": "10s", "drain": "60s"}})";
}

ShopRun::ShopRun(const std::string& scenario, const std::string& design, std::int64_t seed)
{
    const LoadedScenario loaded = readScenarioText(scenario, "scenario");
    for (const PlacedIssue& issue : loaded.issues)
        m_result.failures.push_back(toText(issue));
    if (m_result.failures.empty())
        run(loaded.scenario, design, seed);
}

ShopRun::ShopRun(const spec::Scenario& scenario, const std::string& design, std::int64_t seed) { run(scenario, design, seed); }

void ShopRun::run(const spec::Scenario& scenario, const std::string& design, std::int64_t seed)
{
    const std::string text = test::inChild([&] {
        return toJson(runScenario(scenario, {.design = design, .seed = seed, .tracedFlows = 1000})).dump();
    });
    const Result<results::RunResult> result = readRunResult(Json::parse(text, nullptr, false));
    if (result)
        m_result = result.value();
    else
        m_result.failures.push_back(text.substr(0, 2000));
}

std::string ShopRun::failures() const
{
    std::string text;
    for (const std::string& failure : m_result.failures)
        text += failure + '\n';
    return text;
}

double ShopRun::figure(const std::string& subject, const std::string& name) const
{
    for (const results::Metric& metric : m_result.metrics)
        if (metric.subject == subject && metric.name == name)
            return metric.value;
    return -1;
}

std::uint64_t ShopRun::account(const std::string& subject, const std::string& name) const
{
    for (const results::Ledger& ledger : m_result.ledgers)
        for (const auto* accounts : {&ledger.out, &ledger.extra})
            for (const auto& [account, count] : *accounts)
                if (ledger.subject == subject && account == name)
                    return count;
    return 0;
}

std::string ShopRun::handled(const std::string& component) const
{
    std::string text;
    for (const results::Span& span : m_result.spans)
        if (span.component == component)
            text += (text.empty() ? "" : " ") + std::to_string(span.number) + ":" + std::to_string(std::lround(span.served * 1000))
                + "-" + std::to_string(std::lround(span.end * 1000));
    return text;
}

}  // namespace stormglass::tests
