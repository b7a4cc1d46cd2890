// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/operations.h"

#include <map>
#include <set>

namespace stormglass {
namespace {

/// Which components have a pool of connections to which database, in some design at least.
using ClientsOfStores = std::map<std::string, std::set<std::string>>;

ClientsOfStores clientsOfStores(const spec::Scenario& scenario)
{
    ClientsOfStores clients;
    for (const spec::Flow& flow : scenario.flows) {
        for (const spec::Step& step : flow.steps)
            clients[step.store].insert(step.component);
    }
    for (const spec::Component& component : scenario.topology.components) {
        if (const auto* saga = std::get_if<spec::OrchestratorSettings>(&component.settings); saga != nullptr && saga->hasDurableLog)
            clients[saga->store].insert(component.name);
        std::visit(
            [&](const auto& settings) {
                constexpr bool kAsksIt = !requires { settings.hasDurableLog; } && !requires { settings.keyCount; };
                if constexpr (kAsksIt && requires { settings.store; })
                    clients[settings.store].insert(component.name);
            },
            component.settings);
        for (const spec::Operation& operation : operationsOf(component)) {
            forEachStatement(operation.program, {}, [&](const StatementPlace& place) {
                if (const auto* access = std::get_if<spec::Access>(&place.statement.action))
                    clients[access->store].insert(component.name);
            });
        }
    }
    // Who misses in a cache asks the store behind it himself.
    for (const spec::Component& component : scenario.topology.components) {
        if (const auto* cache = std::get_if<spec::CacheSettings>(&component.settings)) {
            const std::set<std::string> readers = clients[component.name];
            clients[cache->store].insert(readers.begin(), readers.end());
        }
    }
    return clients;
}

std::int64_t instancesOf(const ValidationContext& context, const std::set<std::string>& components)
{
    std::int64_t instances = 0;
    for (const std::string& name : components) {
        const spec::Component* component = context.findComponent(name);
        const spec::Placement* placement = component == nullptr ? nullptr : spec::placementOf(*component);
        if (placement != nullptr)
            instances += placement->instances;
    }
    return instances;
}

/// What a store says of connections; a relational database has it among its own settings.
template <class Settings>
const auto* serverOf(const Settings& settings)
{
    if constexpr (requires { settings.server; })
        return &settings.server;
    else if constexpr (requires { settings.maximumPoolSize; })
        return &settings;
    else
        return static_cast<const spec::StoreServer*>(nullptr);
}

template <class Server>
void checkServer(ValidationContext& context, std::size_t index, const Server& database, std::int64_t pools)
{
    const std::string pointer = context.names().components.pointerOf(index);
    const std::string limit = "max_connections is " + std::to_string(database.maxConnections);
    const std::int64_t connections = pools * database.maximumPoolSize;
    if (connections > database.maxConnections) {
        context.warning(pointer + "/maximumPoolSize",
                        (pools == 1 ? "the pool of 1 instance" : "the pools of " + std::to_string(pools) + " instances")
                            + " may ask for " + std::to_string(connections) + " connections, but " + limit);
    }
    if (database.concurrency > database.maxConnections) {
        context.warning(pointer + "/concurrency",
                        std::to_string(database.concurrency) + " queries at the same time cannot be: " + limit);
    }
}

}  // namespace

void checkStores(ValidationContext& context)
{
    const spec::Scenario& scenario = context.scenario();
    const ClientsOfStores clients = clientsOfStores(scenario);
    for (std::size_t i = 0; i < scenario.topology.components.size(); ++i) {
        const spec::Component& component = scenario.topology.components[i];
        const auto users = clients.find(component.name);
        const std::int64_t pools = users == clients.end() ? 0 : instancesOf(context, users->second);
        std::visit(
            [&](const auto& settings) {
                if (const auto* server = serverOf(settings))
                    checkServer(context, i, *server, pools);
            },
            component.settings);
    }
}

}  // namespace stormglass
