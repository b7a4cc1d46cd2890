// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/model.h"

namespace stormglass {

void Model::noteDown(const std::string& component, std::size_t instance)
{
    const bool isFirst = ++downBy[{component, instance}] == 1;
    if (isFirst && world.witness != nullptr && !stations.contains(component))
        world.witness->changed({world.now(), world.witness->placeOf(component), instance, false});
}

void Model::pauseNode(const std::string& broker, std::size_t instance)
{
    noteDown(broker, instance);
    brokers.at(broker)->pauseNode(instance);
}

void Model::crash(const std::string& component, std::size_t instance, bool isSilent)
{
    noteDown(component, instance);
    if (const auto station = stations.find(component); station != stations.end())
        station->second->crash(instance, isSilent);
    if (const auto database = databases.find(component); database != databases.end())
        database->second->crash(instance, isSilent);
    if (const auto broker = brokers.find(component); broker != brokers.end())
        broker->second->crashNode(instance, isSilent);
}

void Model::losePower(const std::string& component, std::size_t instance)
{
    if (const auto broker = brokers.find(component); broker != brokers.end())
        broker->second->losePower(instance);
}

void Model::restart(const std::string& component, std::size_t instance)
{
    if (std::size_t& reasons = downBy[{component, instance}]; reasons > 0 && --reasons > 0)
        return;
    if (world.witness != nullptr && !stations.contains(component))
        world.witness->changed({world.now(), world.witness->placeOf(component), instance, true});
    if (const auto station = stations.find(component); station != stations.end())
        station->second->restart(instance);
    if (const auto database = databases.find(component); database != databases.end())
        database->second->restart(instance);
    if (const auto broker = brokers.find(component); broker != brokers.end())
        broker->second->restartNode(instance);
}

bool Model::isDown(const std::string& component, std::size_t instance) const
{
    const auto found = downBy.find({component, instance});
    return found != downBy.end() && found->second > 0;
}

std::size_t Model::instanceCount(const std::string& component) const
{
    const auto found = hostsOf.find(component);
    return found == hostsOf.end() ? 0 : found->second.size();
}

bool Model::isPresent(const std::string& component, std::size_t instance) const
{
    const auto station = stations.find(component);
    if (station == stations.end())
        return true;
    const Instance& found = station->second->instance(instance);
    return found.isDeployed() || found.isUp();
}

void Model::learnWhatIsNormal(SimTime now)
{
    forEachWatch([now](results::SubjectKind, const std::string&, ImpactWatch& watch) { watch.learn(now); });
}

bool Model::mayFaultBegin(SimTime now) { return faultListener == nullptr || faultListener->faultBegins(now); }

void Model::alertWatches(SimTime now)
{
    forEachWatch([now](results::SubjectKind, const std::string&, ImpactWatch& watch) { watch.alert(now); });
}

std::size_t Model::noteFault(spec::Fault fault, FaultSpans spans)
{
    faults.push_back({std::move(fault), std::move(spans)});
    updateBounds();
    return faults.size() - 1;
}

void Model::noteFaultEnd(std::size_t place, SimTime now)
{
    faults[place].spans.back().end = now;
    updateBounds();
}

void Model::updateBounds()
{
    bounds = phaseBounds(spec, faults);
    for (const auto& [name, tracker] : trackers)
        tracker->setBounds(bounds);
    if (faultListener != nullptr)
        faultListener->boundsChanged();
}

void Model::start()
{
    for (const auto& [name, station] : stations)
        station->start();
    for (const auto& [name, step] : steps)
        step->start();
    for (const auto& generator : generators)
        generator->start();
}

void Model::endFlows()
{
    for (const auto& [name, step] : steps)
        step->letGoOfEvents();
    for (const auto& [name, tracker] : trackers)
        tracker->endRun();
}

void Model::clear()
{
    endFlows();
    for (const auto& generator : generators)
        generator->clear();
    for (const auto& [name, station] : stations)
        station->clear();
    for (const auto& [name, step] : steps)
        step->clear();
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
