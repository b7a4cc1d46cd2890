// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A scenario built and ready to run, on a calendar that the test moves. Nothing here needs SimGrid.
#pragma once

#include "models/run/builder.h"
#include "models/run/platform_ways.h"

#include <memory>
#include <string>
#include <vector>

namespace stormglass::tests {

/// Lists of JSON objects, without their brackets.
struct ScenarioParts {
    std::string components = {};
    std::string workload = {};
    std::string flows = {};
    std::string designs = {};
    std::string hosts = {};
    std::string network = R"("same_host": "0s", "same_zone": "0s", "between_zones": "0s", "bandwidth": "100000000Gbps")";
};

/// Reads a scenario with these parts, a "client", and a RabbitMQ "broker" with the queue "reports", which redelivers
/// twice. Brokers and ways take no time; requests come for a second.
[[nodiscard]] spec::Scenario scenarioOf(const ScenarioParts& parts);

/// A workload of one request, half a second after the start.
[[nodiscard]] std::string oneRequest(const std::string& component, const std::string& operation);
/// "auditor" has two operations, of one statement each, for the messages of one channel; "writer" publishes one message
/// after half a second.
[[nodiscard]] ScenarioParts twoReactions(const std::string& first, const std::string& second);
/// One flow "order" after half a second: the gateway, then "orders", "payment" and "shipping". Of the orchestrators
/// "archive" has a durable log and "director" has none.
[[nodiscard]] ScenarioParts orderFlow(const std::string& design);

class BuiltWorld {
public:
    /// In the first design of the scenario, if there is one. Every flow is traced.
    explicit BuiltWorld(const ScenarioParts& parts);

    void runUntil(Duration sinceStart) { calendar.runUntil(SimTime{sinceStart}); }

    /// "orders find 100-110": component, what, and milliseconds from arrival to end, one a line, in the order of the ends.
    [[nodiscard]] std::string spans() const;
    [[nodiscard]] PhaseStatistics statistics(const std::string& tracker) const;

    const spec::Scenario scenario;
    const PlacedTopology placed;
    const Platform platform;
    Calendar calendar;
    Conductor conductor;
    PlatformWays ways;
    std::unique_ptr<Model> model;
};

}  // namespace stormglass::tests
