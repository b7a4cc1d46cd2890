// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An event store: appends with an expected version, snapshots, replay.
#pragma once

#include "models/spec/components/stores.h"
#include "models/stores/database.h"
#include "models/stores/event_log.h"

namespace stormglass {

/// A write loads its aggregate, decides, and appends an event. Two that load the same version cannot both append: the later
/// one is in conflict, and loads again. What has been appended survives a crash.
class EventStore final : public StoreEngine {
public:
    EventStore(World world, Database& server, const spec::EventStoreSettings& settings);

    [[nodiscard]] Duration timeOf(StoreQuery& query) override;
    [[nodiscard]] Next ended(StoreQuery& query, Outcome& outcome) override;
    void endWarmUp() override { m_appended = m_conflicts = m_failed = m_loads = m_replayed = m_snapshots = 0; }
    [[nodiscard]] SimTime newestVisible() const override { return m_newest; }
    void addFigures(const AddFigure& add) const override;

    [[nodiscard]] const EventLog& aggregate(std::size_t number) const { return m_aggregates[number]; }
    [[nodiscard]] std::uint64_t conflicts() const { return m_conflicts; }

private:
    [[nodiscard]] EventLog& aggregateOf(const StoreQuery& query);

    World m_world;
    const spec::EventStoreSettings m_settings;
    Sampler m_loadTime;
    Sampler m_appendTime;
    RandomStream m_loadStream;
    RandomStream m_appendStream;
    std::vector<EventLog> m_aggregates;
    SimTime m_newest{};
    std::uint64_t m_appended = 0;
    std::uint64_t m_conflicts = 0;
    std::uint64_t m_failed = 0;
    std::uint64_t m_loads = 0;
    std::uint64_t m_replayed = 0;
    std::uint64_t m_snapshots = 0;
};

}  // namespace stormglass
