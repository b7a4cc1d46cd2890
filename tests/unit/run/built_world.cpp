// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/run/built_world.h"

#include "models/designs/compiler.h"
#include "scenarios/scenario_reader.h"
#include "simcore/base/check.h"

#include <cmath>

namespace stormglass::tests {

spec::Scenario scenarioOf(const ScenarioParts& parts)
{
    std::string text = R"({"format": "stormglass/1", "name": "small", "run": {"duration": "1s"}, "topology": {"network": {)";
    text += parts.network;
    text += R"(}, "hosts": [)";
    text += parts.hosts;
    text += R"(], "components": [{"name": "client", "kind": "client"},
        {"name": "broker", "kind": "rabbitmq", "routing_time": "0s", "sync_time": "0s"})";
    text += parts.components.empty() ? "" : ", ";
    text += parts.components;
    text += R"(], "channels": [{"name": "reports", "broker": "broker", "kind": "rabbitmq-queue", "x-delivery-limit": 2}]},
        "flows": [)";
    text += parts.flows;
    text += R"(], "designs": [)";
    text += parts.designs;
    text += R"(], "workload": [)";
    text += parts.workload;
    text += "]}";

    const LoadedScenario loaded = readScenarioText(text, "small.json");
    for (const PlacedIssue& issue : loaded.issues)
        SIM_CHECK(issue.severity != Severity::Error, toText(issue));
    return loaded.scenario;
}

std::string oneRequest(const std::string& component, const std::string& operation)
{
    return R"({"name": ")" + component + "-" + operation + R"(", "client": "client", "component": ")" + component
        + R"(", "operation": ")" + operation + R"(", "arrivals": "constant", "rate": "2/s"})";
}

ScenarioParts twoReactions(const std::string& first, const std::string& second)
{
    return {.components = R"({"name": "writer", "kind": "service", "operations": [
                                {"name": "report", "program": [{"do": "publish", "channel": "reports"}]}]},
                             {"name": "auditor", "kind": "service", "operations": [
                                {"name": "audit", "consumes": ["reports"], "program": [)"
                + first + R"(]},
                                {"name": "index", "consumes": ["reports"], "program": [)"
                + second + "]}]}",
            .workload = oneRequest("writer", "report")};
}

ScenarioParts orderFlow(const std::string& design)
{
    return {.components = R"({"name": "api", "kind": "gateway", "overhead": "1ms"},
                             {"name": "orders", "kind": "service"}, {"name": "payment", "kind": "service"},
                             {"name": "shipping", "kind": "service"},
                             {"name": "director", "kind": "orchestrator", "transition_time": "0s", "durable_log": false},
                             {"name": "archive", "kind": "orchestrator", "transition_time": "0s"})",
            .workload = R"({"name": "orders", "flow": "order", "arrivals": "constant", "rate": "2/s"})",
            .flows = R"({"name": "order", "client": "client", "via": ["api"], "steps": [
                          {"name": "place", "component": "orders", "time": "10ms"},
                          {"name": "pay", "component": "payment", "after": ["place"], "time": "100ms"},
                          {"name": "ship", "component": "shipping", "after": ["pay"], "time": "10ms"}]})",
            .designs = design};
}

BuiltWorld::BuiltWorld(const ScenarioParts& parts)
    : scenario(scenarioOf(parts))
    , placed(placeTopology(scenario.topology))
    , platform(placed.platform)
    , conductor(platform, calendar)
    , ways(conductor)
    , model(buildModel(scenario, compileDesign(scenario, scenario.designs.empty() ? nullptr : &scenario.designs.front()),
                       placed, conductor, ways, RandomStreams(1, 0)))
{
    for (const auto& [name, tracker] : model->trackers)
        tracker->traceFirst(1000);
    model->start();
}

std::string BuiltWorld::spans() const
{
    const auto milliseconds = [](double seconds) { return std::to_string(std::lround(seconds * 1000)); };
    std::string text;
    for (const results::Span& span : model->tracer.spans()) {
        text += text.empty() ? "" : "\n";
        text.append(span.component).append(" ").append(span.what).append(" ");
        text.append(milliseconds(span.start)).append("-").append(milliseconds(span.end));
    }
    return text;
}

PhaseStatistics BuiltWorld::statistics(const std::string& tracker) const
{
    return model->trackers.at(tracker)->statistics().total();
}

}  // namespace stormglass::tests
