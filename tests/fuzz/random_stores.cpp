// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_stores.h"

#include "tests/fuzz/random_parts.h"

namespace stormglass::fuzz {
namespace {

spec::StoreServer randomServer(Luck& luck)
{
    return {.maximumPoolSize = luck.number(1, 20),
            .connectionTimeout = luck.time(5ms, 3s),
            .queryTimeout = luck.has(0.2) ? Duration::zero() : luck.time(5ms, 3s),
            .maxConnections = luck.number(1, 100),
            .concurrency = luck.number(1, 16)};
}

spec::InsertBuffer randomBuffer(Luck& luck)
{
    return {.rows = luck.has(0.2) ? 1 : luck.number(2, 200), .interval = luck.time(5ms, 1s), .waitsForFlush = luck.has(0.5)};
}

spec::CacheSettings randomCache(const std::vector<std::string>& databases, Luck& luck)
{
    spec::CacheSettings cache;
    cache.store = luck.oneOf(databases);
    cache.keyCount = luck.number(1, 1000);
    cache.zipfExponent = luck.share(2);
    cache.capacity = luck.number(1, 1000);
    cache.ttl = luck.has(0.5) ? Duration::zero() : luck.time(10ms, 5s);
    cache.hasSingleFlight = luck.has(0.5);
    if (cache.hasSingleFlight)
        cache.leaseTime = luck.time(1ms, 5s);
    cache.server = randomServer(luck);
    cache.readTime = luck.around(50us);
    cache.writeTime = luck.around(50us);
    return cache;
}

spec::ColumnarStoreSettings randomColumnarStore(Luck& luck)
{
    spec::ColumnarStoreSettings store;
    store.server = randomServer(luck);
    store.buffer = randomBuffer(luck);
    store.readTime = luck.around(5ms);
    store.insertTime = luck.around(2ms);
    store.rowTime = luck.time(1us, 100us);
    store.partsToDelay = luck.number(1, 50);
    store.partsToReject = store.partsToDelay + luck.number(0, 100);
    store.maxDelay = luck.time(1ms, 1s);
    store.mergeTime = luck.time(1ms, 1s);
    store.mergeWidth = luck.number(2, 20);
    return store;
}

spec::TimeSeriesStoreSettings randomTimeSeriesStore(Luck& luck)
{
    spec::TimeSeriesStoreSettings store;
    store.server = randomServer(luck);
    store.buffer = randomBuffer(luck);
    store.readTime = luck.around(5ms);
    store.insertTime = luck.around(2ms);
    store.rowTime = luck.time(1us, 100us);
    return store;
}

spec::EventStoreSettings randomEventStore(Luck& luck)
{
    spec::EventStoreSettings store;
    store.server = randomServer(luck);
    store.aggregates = luck.number(1, 50);
    store.snapshotEvery = luck.has(0.5) ? 0 : luck.number(1, 50);
    store.conflictRetries = luck.number(0, 5);
    store.loadTime = luck.around(1ms);
    store.replayTime = luck.time(1us, 100us);
    store.appendTime = luck.around(2ms);
    store.changes = {{.amount = 10}, {.amount = -3}};
    store.rebuildAt = luck.has(0.5) ? Duration::zero() : luck.time(10ms, 500ms);
    return store;
}

spec::StreamProcessorSettings randomProcessor(const std::string& source, const std::vector<std::string>& stores, Luck& luck)
{
    spec::StreamProcessorSettings processor;
    processor.placement.instances = luck.number(1, 3);
    processor.source = source;
    processor.store = stores.empty() || luck.has(0.5) ? std::string() : luck.oneOf(stores);
    processor.consumers = luck.number(1, 3);
    processor.processTime = luck.around(200us);
    processor.window = static_cast<spec::WindowKind>(luck.index(3));
    const Duration length = luck.time(20ms, 2s);
    switch (processor.window) {
    case spec::WindowKind::Session: processor.gap = length; break;
    case spec::WindowKind::Sliding: processor.slide = std::max<Duration>(length / luck.number(1, 5), 1ms); [[fallthrough]];
    case spec::WindowKind::Tumbling: processor.size = length; break;
    }
    processor.keys = luck.number(1, 20);
    processor.outOfOrderness = luck.has(0.3) ? Duration::zero() : luck.time(1ms, 1s);
    processor.idleness = luck.has(0.5) ? Duration::zero() : luck.time(10ms, 1s);
    processor.eventDelay = luck.around(20ms);
    if (luck.has(0.7)) {
        processor.checkpointPause = luck.time(1ms, 50ms);
        processor.checkpointInterval = processor.checkpointPause + luck.time(10ms, 2s);
    }
    processor.startupTime = luck.time(1ms, 1s);
    processor.restartStrategy = static_cast<spec::RestartStrategy>(luck.index(3));
    return processor;
}

/// Draws the readers of one scenario, numbered so that names are their own.
class ReaderWriter {
public:
    ReaderWriter(spec::Scenario& scenario, Luck& luck) : m_scenario(scenario), m_luck(luck), m_stores(storesOf(scenario))
    {
        for (const spec::Channel& channel : scenario.topology.channels) {
            m_channels.push_back(channel.name);
            if (std::holds_alternative<spec::KafkaTopic>(channel.settings))
                m_topics.push_back(channel.name);
        }
    }

    void write()
    {
        if (!m_topics.empty() && m_luck.has(0.7))
            addProcessor();
        if (!m_channels.empty() && m_luck.has(0.4)) {
            add("read-model", spec::ReadModelSettings{.placement = {.instances = m_luck.number(1, 3), .hosts = {}},
                                                      .consumes = m_luck.someOf(m_channels, 2),
                                                      .store = m_stores.empty() || m_luck.has(0.3) ? std::string() : m_luck.oneOf(m_stores),
                                                      .consumers = m_luck.number(1, 3),
                                                      .applyTime = m_luck.around(1ms),
                                                      .startupTime = m_luck.has(0.5) ? Duration::zero() : m_luck.time(1ms, 1s)});
        }
        if (!m_channels.empty() && m_luck.has(0.3)) {
            add("pager", spec::PagerSettings{.placement = {.instances = m_luck.number(1, 2), .hosts = {}},
                                             .consumes = m_luck.someOf(m_channels, 2),
                                             .notifyTime = m_luck.around(50ms)});
        }
        if (!m_stores.empty() && m_luck.has(0.3)) {
            add("dashboard", spec::DashboardSettings{.placement = {.instances = m_luck.number(1, 2), .hosts = {}},
                                                     .store = m_luck.oneOf(m_stores),
                                                     .refresh = m_luck.time(50ms, 2s),
                                                     .minRefreshInterval = 50ms,
                                                     .panels = m_luck.number(1, 4)});
        }
    }

private:
    void add(const std::string& name, spec::ComponentSettings settings) { m_scenario.topology.components.push_back({name, std::move(settings)}); }

    void addProcessor()
    {
        spec::StreamProcessorSettings processor = randomProcessor(m_luck.oneOf(m_topics), m_stores, m_luck);
        if (m_luck.has(0.6)) {
            processor.results = "window-results";
            addResults(processor.results);
        }
        add("stream-processor", std::move(processor));
    }

    void addResults(const std::string& name)
    {
        std::vector<const spec::Component*> brokers;
        for (const spec::Component& component : m_scenario.topology.components) {
            if (spec::isBroker(component))
                brokers.push_back(&component);
        }
        const spec::Component& broker = *m_luck.oneOf(brokers);
        m_scenario.topology.channels.push_back({.name = name, .broker = broker.name, .settings = randomChannel(broker, m_luck)});
        m_channels.push_back(name);
    }

    spec::Scenario& m_scenario;
    Luck& m_luck;
    const std::vector<std::string> m_stores;
    std::vector<std::string> m_channels;
    std::vector<std::string> m_topics;
};

}  // namespace

spec::ComponentSettings randomStore(const std::vector<std::string>& databases, Luck& luck)
{
    switch (luck.index(databases.empty() ? 3 : 4)) {
    case 0: return randomColumnarStore(luck);
    case 1: return randomTimeSeriesStore(luck);
    case 2: return randomEventStore(luck);
    default: return randomCache(databases, luck);
    }
}

std::vector<std::string> storesOf(const spec::Scenario& scenario)
{
    std::vector<std::string> stores;
    for (const spec::Component& component : scenario.topology.components) {
        if (spec::infoOf(component.settings).category == "stores")
            stores.push_back(component.name);
    }
    return stores;
}

void addReaders(spec::Scenario& scenario, Luck& luck) { ReaderWriter(scenario, luck).write(); }

}  // namespace stormglass::fuzz
