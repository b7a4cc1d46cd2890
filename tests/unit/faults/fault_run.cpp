// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include "models/designs/compiler.h"
#include "models/run/builder.h"
#include "models/run/runner.h"
#include "scenarios/scenario_reader.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass::tests {

const std::string_view kRequests = R"({
  "format": "stormglass/1",
  "name": "requests",
  "topology": {
    "network": {"same_host": "0s", "same_zone": "0s", "between_zones": "0s", "bandwidth": "1000Gbps"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "pay", "kind": "service", "concurrency": 1, "queue_capacity": 100,
       "operations": [{"name": "charge", "program": [{"do": "work", "time": "10ms"}]}]}
    ]
  },
  "workload": [{"name": "load", "client": "web", "component": "pay", "operation": "charge", "arrivals": "constant",
                "rate": "10/s"}],
  "chaos": [],
  "run": {"duration": "1s", "drain": "60s"}
})";

const std::string_view kOrders = R"({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "network": {"same_host": "0s", "same_zone": "0s", "between_zones": "0s", "bandwidth": "1000Gbps"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service"},
      {"name": "pay", "kind": "service"},
      {"name": "director", "kind": "orchestrator", "transition_time": "1ms"},
      {"name": "rabbit", "kind": "rabbitmq", "routing_time": "0s", "sync_time": "0s"}
    ]
  },
  "flows": [{"name": "order", "client": "web", "steps": [
    {"name": "place", "component": "orders", "time": "0s", "compensation": "cancel"},
    {"name": "pay", "component": "pay", "after": ["place"], "time": "10ms"}
  ]}],
  "designs": [
    {"name": "calls", "style": "request-response"},
    {"name": "events", "style": "choreography", "broker": "rabbit", "outbox": {"enabled": false}},
    {"name": "saga", "style": "orchestration", "broker": "rabbit", "orchestrator": "director", "outbox": {"enabled": false}}
  ],
  "workload": [{"name": "load", "flow": "order", "arrivals": "constant", "rate": "10/s"}],
  "chaos": [],
  "run": {"duration": "1s", "drain": "60s"}
})";

namespace {

const spec::Design* findDesign(const spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.designs, name, &spec::Design::name);
    return found == scenario.designs.end() ? nullptr : &*found;
}

std::string inMilliseconds(double seconds) { return numberToText(std::round(seconds * 1e6) / 1e3); }

std::vector<results::Span> sortedSpans(const results::RunResult& result, const std::string& component)
{
    std::vector<results::Span> spans;
    std::ranges::copy_if(result.spans, std::back_inserter(spans),
                         [&](const results::Span& span) { return span.component == component; });
    std::ranges::stable_sort(spans, {}, &results::Span::end);
    return spans;
}

}  // namespace

spec::Scenario scenarioWith(std::string_view scenario, const std::string& faults, const std::vector<std::string>& overrides)
{
    std::vector<std::string> all{"chaos=[" + faults + ']'};
    all.insert(all.end(), overrides.begin(), overrides.end());
    const LoadedScenario loaded = readScenarioText(scenario, "small.json", all);
    for (const PlacedIssue& issue : loaded.issues)
        SIM_CHECK(!loaded.hasErrors(), toText(issue));
    return loaded.scenario;
}

FaultRun::FaultRun(std::string_view scenario, const std::string& faults, const std::vector<std::string>& overrides,
                   const std::string& design)
    : result(runScenario(scenarioWith(scenario, faults, overrides), {.design = design, .tracedFlows = 100'000}))
{
}

std::string FaultRun::spansOf(const std::string& component) const
{
    std::string text;
    for (const results::Span& span : sortedSpans(result, component))
        text += (text.empty() ? "" : " ") + inMilliseconds(span.start) + '>' + inMilliseconds(span.end);
    return text;
}

std::string FaultRun::instancesOf(const std::string& component) const
{
    std::string text;
    for (const results::Span& span : sortedSpans(result, component))
        text += (text.empty() ? "" : " ") + std::to_string(span.instance);
    return text;
}

double FaultRun::figure(const std::string& subject, const std::string& metric) const
{
    const auto found = std::ranges::find_if(result.metrics, [&](const results::Metric& candidate) {
        return candidate.subject == subject && candidate.name == metric;
    });
    return found == result.metrics.end() ? 0 : found->value;
}

bool FaultRun::isBalanced() const
{
    return result.failures.empty()
        && std::ranges::all_of(result.ledgers, [](const results::Ledger& ledger) { return ledger.imbalance() == 0; });
}

FaultModel::FaultModel(std::string_view text, const std::string& faults, const std::vector<std::string>& overrides,
                       const std::string& design)
    : scenario(scenarioWith(text, faults, overrides))
    , platform(placeTopology(scenario.topology).platform)
    , conductor(platform, calendar)
    , ways(conductor)
    , model(buildModel(scenario, compileDesign(scenario, findDesign(scenario, design)), placeTopology(scenario.topology),
                       conductor, ways, RandomStreams(1, 0)))
    , injector(std::make_unique<FaultInjector>(*model))
{
    model->start();
}

}  // namespace stormglass::tests
