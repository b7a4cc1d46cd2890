// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/experiments/small_system.h"

#include "models/spec/expectation_text.h"

#include <algorithm>

namespace stormglass::test {
namespace {

spec::Component service(const char* name, std::int64_t instances, std::vector<std::string> hosts)
{
    spec::ServiceSettings settings;
    settings.placement = {.instances = instances, .hosts = std::move(hosts)};
    return {.name = name, .settings = settings};
}

}  // namespace

spec::Scenario smallSystem()
{
    spec::Scenario scenario;
    spec::Topology& topology = scenario.topology;
    topology.zones = {{.name = "a"}, {.name = "b"}};
    topology.hosts = {{.name = "a1", .zone = "a"}, {.name = "a2", .zone = "a"}, {.name = "b1", .zone = "b"}};
    topology.links = {{.name = "a-b", .between = {"a", "b"}}};
    topology.components = {{.name = "web", .settings = spec::ClientSettings{}},
                           service("orders", 2, {"a1", "a2"}),
                           service("payment", 3, {"a1", "a2", "b1"}),
                           service("stock", 1, {"b1"}),
                           {.name = "bus", .settings = spec::SqsSettings{}}};
    scenario.run = {.duration = 60s, .warmUp = 6s, .drain = 30s};
    scenario.designs = {{.name = "sync", .style = spec::RequestResponse{}}};
    return scenario;
}

spec::Fault crash(const std::string& place, Duration at, Duration lasting)
{
    spec::Fault fault{.name = "crash-" + place, .settings = spec::Crash{.victims = {.target = place}}, .timing = {}};
    fault.timing.at = at;
    fault.timing.lasting = lasting;
    return fault;
}

Duration brokenTogether(const experiments::FaultSet& faults, const std::string& one, const std::string& other)
{
    Duration together{0};
    for (const spec::Fault& a : faults) {
        for (const spec::Fault& b : faults) {
            if (*targetOf(a) != one || *targetOf(b) != other)
                continue;
            const Duration begin = std::max(a.timing.at, b.timing.at);
            const Duration end = std::min(a.timing.at + a.timing.lasting, b.timing.at + b.timing.lasting);
            together += std::max(Duration{0}, end - begin);
        }
    }
    return together;
}

results::ExpectationResult found(const char* that, double value)
{
    const spec::ParsedExpectation line = spec::readExpectation(that).value();
    results::ExpectationResult result{.that = that, .during = {}, .foundText = {}};
    result.found = value;
    result.holds = spec::holds(value, line.comparison, line.threshold);
    return result;
}

}  // namespace stormglass::test
