// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/context.h"

#include <algorithm>
#include <map>

namespace stormglass {
namespace {

void checkLink(ValidationContext& context, std::size_t index)
{
    const spec::Link& link = context.scenario().topology.links[index];
    const std::string pointer = context.names().links.pointerOf(index) + "/between";
    for (std::size_t i = 0; i < link.between.size(); ++i) {
        if (context.names().components.contains(link.between[i])) {
            context.error(pointer + '/' + std::to_string(i),
                          "expected a zone or a host, found the component \"" + link.between[i] + '"');
        }
    }
    if (link.between.size() == 2 && link.between[0] == link.between[1] && !link.between[0].empty())
        context.error(pointer, "expected two different places, found \"" + link.between[0] + "\" twice");
}

/// A link replaces the default of its pair, so a pair has one at most.
void checkPairs(ValidationContext& context)
{
    std::map<std::pair<std::string, std::string>, std::size_t> pairs;
    const auto& links = context.scenario().topology.links;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (links[i].between.size() != 2)
            continue;
        const auto [first, second] = std::minmax(links[i].between[0], links[i].between[1]);
        const auto [other, isNew] = pairs.emplace(std::pair(first, second), i);
        if (!isNew && !first.empty()) {
            context.error(context.names().links.pointerOf(i) + "/between",
                          "expected one link at most between two places, found a second one beside \""
                              + links[other->second].name + '"');
        }
    }
}

void checkPlacement(ValidationContext& context, std::size_t index)
{
    const std::vector<const spec::Placement*> placements = spec::placementsOf(context.scenario().topology.components[index]);
    for (const spec::Placement* placement : placements) {
        if (std::ssize(placement->hosts) <= placement->instances)
            continue;
        context.warning(context.names().components.pointerOf(index) + (placement == placements.front() ? "/hosts" : "/bookies/hosts"),
                        std::to_string(placement->hosts.size()) + " hosts for " + std::to_string(placement->instances)
                            + (placement->instances == 1 ? " instance" : " instances") + ": the last ones get none");
    }
}

/// Of one component, on one channel: what they cost grows with their square where a broker shares work out among them.
constexpr std::int64_t kMostConsumers = 100'000;

void checkConsumers(ValidationContext& context, std::size_t index)
{
    const spec::Component& component = context.scenario().topology.components[index];
    const auto check = [&](const auto& settings) {
        if constexpr (requires { settings.consumers; }) {
            const std::int64_t instances = spec::mostInstancesOf(component);
            if (settings.consumers * instances > kMostConsumers)
                context.error(context.names().components.pointerOf(index) + "/consumers",
                              "expected at most " + std::to_string(std::max<std::int64_t>(kMostConsumers / instances, 1)) + " with "
                                  + std::to_string(instances) + " instances, " + std::to_string(kMostConsumers)
                                  + " consumers in all, found " + std::to_string(settings.consumers));
        }
    };
    std::visit(check, component.settings);
}

}  // namespace

void checkTopology(ValidationContext& context)
{
    const spec::Topology& topology = context.scenario().topology;
    for (std::size_t i = 0; i < topology.links.size(); ++i)
        checkLink(context, i);
    checkPairs(context);
    for (std::size_t i = 0; i < topology.components.size(); ++i) {
        checkPlacement(context, i);
        checkConsumers(context, i);
        checkKafka(context, i);
        checkMqtt(context, i);
        checkNats(context, i);
        checkSqs(context, i);
        checkFanout(context, i);
        checkRabbitmq(context, i);
        checkRedis(context, i);
        checkPulsar(context, i);
        if (const auto* saga = std::get_if<spec::OrchestratorSettings>(&topology.components[i].settings);
            saga != nullptr && !saga->hasDurableLog && !saga->store.empty()) {
            context.warning(context.names().components.pointerOf(i) + "/store", "has no effect without durable_log");
        }
    }
}

}  // namespace stormglass
