// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/own_parts.h"

#include "models/services/streaming/freshness.h"
#include "models/stores/batch_store.h"
#include "models/stores/cache.h"
#include "models/stores/event_store.h"

namespace stormglass {
namespace {

template <class Settings>
void addPart(Model&, const std::string&, const Settings&) { }

void addPart(Model& model, const std::string& name, const spec::CacheSettings& settings)
{
    Database& server = *model.databases.at(name);
    auto cache = std::make_unique<Cache>(model.world, server, *model.databases.at(settings.store), settings);
    server.setCache(*cache);
    server.setEngine(std::move(cache));
}

void addPart(Model& model, const std::string& name, const spec::DatabaseSettings& settings)
{
    if (settings.readsFrom == spec::ReadsFrom::Replicas)
        model.databases.at(name)->addReplicas();
}

template <class Settings>
    requires requires(const Settings& settings) { batchesOf(settings); }
void addPart(Model& model, const std::string& name, const Settings& settings)
{
    Database& server = *model.databases.at(name);
    server.setEngine(std::make_unique<BatchStore>(model.world, server, batchesOf(settings)));
}

void addPart(Model& model, const std::string& name, const spec::EventStoreSettings& settings)
{
    Database& server = *model.databases.at(name);
    server.setEngine(std::make_unique<EventStore>(model.world, server, settings));
}

void addPart(Model& model, const std::string& name, const spec::ReadModelSettings&)
{
    model.steps.emplace(name, std::make_shared<ProjectionStaleness>());
}

void addPart(Model& model, const std::string& name, const spec::PagerSettings&)
{
    model.steps.emplace(name, std::make_shared<AlertDelay>());
}

void addPart(Model& model, const std::string& name, const spec::DashboardSettings& settings)
{
    model.steps.emplace(name, std::make_shared<DashboardStaleness>(*model.databases.at(settings.store)));
}

}  // namespace

void addOwnParts(Model& model, const spec::Component& component)
{
    std::visit([&](const auto& settings) { addPart(model, component.name, settings); }, component.settings);
}

}  // namespace stormglass
