// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/model.h"

namespace stormglass {

void Model::crash(const std::string& component, std::size_t instance, bool isSilent)
{
    ++downBy[{component, instance}];
    if (const auto station = stations.find(component); station != stations.end())
        station->second->crash(instance, isSilent);
    if (const auto database = databases.find(component); database != databases.end())
        database->second->crash(instance, isSilent);
    if (const auto broker = brokers.find(component); broker != brokers.end())
        broker->second->crashNode(instance, isSilent);
}

void Model::restart(const std::string& component, std::size_t instance)
{
    if (std::size_t& faults = downBy[{component, instance}]; faults > 0 && --faults > 0)
        return;
    if (const auto station = stations.find(component); station != stations.end())
        station->second->restart(instance);
    if (const auto database = databases.find(component); database != databases.end())
        database->second->restart(instance);
    if (const auto broker = brokers.find(component); broker != brokers.end())
        broker->second->restartNode(instance);
}

std::size_t Model::instanceCount(const std::string& component) const
{
    const auto found = hostsOf.find(component);
    return found == hostsOf.end() ? 0 : found->second.size();
}

bool Model::isDeployed(const std::string& component, std::size_t instance) const
{
    const auto station = stations.find(component);
    return station == stations.end() || station->second->instance(instance).isDeployed();
}

void Model::start()
{
    for (const auto& [name, station] : stations)
        station->start();
    for (const auto& generator : generators)
        generator->start();
}

void Model::clear()
{
    for (const auto& [name, tracker] : trackers)
        tracker->endRun();
    for (const auto& generator : generators)
        generator->clear();
    for (const auto& [name, station] : stations)
        station->clear();
    for (const auto& [name, database] : databases)
        database->clear();
    for (const auto& [name, broker] : brokers)
        broker->clear();
}

std::uint64_t Model::unfinished() const
{
    std::uint64_t sum = 0;
    for (const auto& [name, tracker] : trackers)
        sum += tracker->unfinished();
    return sum;
}

}  // namespace stormglass
