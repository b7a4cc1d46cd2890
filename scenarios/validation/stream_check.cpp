// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Caches, stream processors, columnar stores: what one field says of another.
#include "scenarios/validation/context.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass {
namespace {

/// A setting that is not its default, where it changes nothing.
void warnOfIdle(ValidationContext& context, const std::string& member, bool isSet, const std::string& why)
{
    if (isSet)
        context.warning(member, "has no effect " + why);
}

/// Of a store that is no database.
void checkInstances(ValidationContext& context, const std::string& pointer, const spec::Placement& placement)
{
    warnOfIdle(context, pointer + "/instances", placement.instances > 1, "on what is served: the first one serves alone, the others stand by");
}

template <class Settings>
void checkKind(ValidationContext&, const std::string&, const Settings&) { }

void checkKind(ValidationContext& context, const std::string& pointer, const spec::CacheSettings& cache)
{
    const spec::Component* store = context.findComponent(cache.store);
    if (store != nullptr && std::holds_alternative<spec::CacheSettings>(store->settings))
        context.error(pointer + "/store", "expected a store behind the cache, \"" + cache.store + "\" is a cache itself");
    checkInstances(context, pointer, cache.placement);
    warnOfIdle(context, pointer + "/lease_time", !cache.hasSingleFlight && cache.leaseTime != spec::CacheSettings{}.leaseTime, "without single_flight");
}

void checkKind(ValidationContext& context, const std::string& pointer, const spec::TimeSeriesStoreSettings& store)
{
    checkInstances(context, pointer, store.placement);
}

void checkKind(ValidationContext& context, const std::string& pointer, const spec::EventStoreSettings& store)
{
    checkInstances(context, pointer, store.placement);
}

void checkKind(ValidationContext& context, const std::string& pointer, const spec::DatabaseSettings& database)
{
    if (database.readsFrom == spec::ReadsFrom::Replicas && database.placement.instances < 2)
        context.error(pointer + "/reads_from", "expected a database with a replica, this one has 1 instance");
    if (database.readsFrom == spec::ReadsFrom::Primary && database.replicaLag != Distribution{distribution::Constant{Duration{0}}})
        context.warning(pointer + "/replica_lag", "nobody reads from the replicas: reads_from is primary");
    if (database.cores == 0 && database.contention > 0)
        context.warning(pointer + "/contention", "it counts beyond the cores, and cores is 0: no limit");
}

void checkKind(ValidationContext& context, const std::string& pointer, const spec::ColumnarStoreSettings& store)
{
    if (store.partsToReject < store.partsToDelay)
        context.error(pointer + "/parts_to_reject",
                      "expected at least parts_to_delay, " + std::to_string(store.partsToDelay) + ", found " + std::to_string(store.partsToReject));
    warnOfIdle(context, pointer + "/max_delay", store.partsToReject == store.partsToDelay && store.maxDelay != spec::ColumnarStoreSettings{}.maxDelay,
               "where parts_to_reject is not more than parts_to_delay");
    checkInstances(context, pointer, store.placement);
}

void checkWindows(ValidationContext& context, const std::string& pointer, const spec::StreamProcessorSettings& processor)
{
    static const spec::StreamProcessorSettings kDefaults;
    const std::string window = "on " + std::string(namesOf(processor.window)[static_cast<std::size_t>(processor.window)]) + " windows";
    const bool areSessions = processor.window == spec::WindowKind::Session;
    warnOfIdle(context, pointer + "/size", areSessions && processor.size != kDefaults.size, window);
    warnOfIdle(context, pointer + "/slide", processor.window != spec::WindowKind::Sliding && processor.slide != kDefaults.slide, window);
    warnOfIdle(context, pointer + "/gap", !areSessions && processor.gap != kDefaults.gap, window);
    if (processor.window != spec::WindowKind::Sliding)
        return;
    // Every record is counted in so many windows, all of which are kept.
    constexpr std::int64_t kMostWindows = 10'000;
    if (processor.slide > processor.size)
        context.error(pointer + "/slide", "expected at most the size of the windows: events between two of them would be in none");
    else if (const std::int64_t windows = (processor.size - Duration{1}) / processor.slide + 1; windows > kMostWindows)
        context.error(pointer + "/slide", "every record would be counted in " + std::to_string(windows) + " windows; expected at least "
                          + toText(processor.size / kMostWindows + Duration{processor.size % kMostWindows > Duration{0} ? 1 : 0})
                          + ", with which it is in " + std::to_string(kMostWindows));
}

void checkCheckpoints(ValidationContext& context, const std::string& pointer, const spec::StreamProcessorSettings& processor)
{
    const bool hasCheckpoints = processor.checkpointInterval > Duration::zero();
    warnOfIdle(context, pointer + "/checkpoint_pause", !hasCheckpoints && processor.checkpointPause != spec::StreamProcessorSettings{}.checkpointPause,
               "without checkpoint_interval");
    if (hasCheckpoints && processor.checkpointInterval <= processor.checkpointPause)
        context.error(pointer + "/checkpoint_interval",
                      "expected more than checkpoint_pause, " + toText(processor.checkpointPause) + ": the processor would never get to read");
}

void checkKind(ValidationContext& context, const std::string& pointer, const spec::StreamProcessorSettings& processor)
{
    const auto& channels = context.scenario().topology.channels;
    const auto source = std::ranges::find(channels, processor.source, &spec::Channel::name);
    if (source != channels.end() && !std::holds_alternative<spec::KafkaTopic>(source->settings))
        context.error(pointer + "/source", "expected a Kafka topic, whose records can be read again, \"" + processor.source + "\" is none");
    checkWindows(context, pointer, processor);
    checkCheckpoints(context, pointer, processor);
    if (processor.results.empty() && processor.store.empty())
        context.warning(pointer, "results go nowhere: neither results nor store is set");
    if (processor.results == processor.source && !processor.source.empty())
        context.error(pointer + "/results", "expected another channel than the source");
}

/// Grafana answers 400, "Dashboard refresh interval is too low" (dashboard_service.go).
void checkKind(ValidationContext& context, const std::string& pointer, const spec::DashboardSettings& dashboard)
{
    if (dashboard.refresh < dashboard.minRefreshInterval)
        context.error(pointer + "/refresh", "expected at least min_refresh_interval (" + toText(dashboard.minRefreshInterval)
                          + "), found \"" + toText(dashboard.refresh) + '"');
}

}  // namespace

void checkStreams(ValidationContext& context)
{
    const auto& components = context.scenario().topology.components;
    for (std::size_t i = 0; i < components.size(); ++i)
        std::visit([&](const auto& settings) { checkKind(context, context.names().components.pointerOf(i), settings); }, components[i].settings);
}

}  // namespace stormglass
