// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/event_store.h"

#include <algorithm>
#include <limits>

namespace stormglass {

EventStore::EventStore(World world, Database& server, const spec::EventStoreSettings& settings)
    : m_world(world)
    , m_settings(settings)
    , m_loadTime(settings.loadTime)
    , m_appendTime(settings.appendTime)
    , m_loadStream(world.streams.stream(server.name(), "load time"))
    , m_appendStream(world.streams.stream(server.name(), "append time"))
    , m_aggregates(static_cast<std::size_t>(settings.aggregates), EventLog(settings.snapshotEvery))
{
}

EventLog& EventStore::aggregateOf(const StoreQuery& query)
{
    return m_aggregates[query.transaction->key % m_aggregates.size()];
}

Duration EventStore::timeOf(StoreQuery& query)
{
    EventLog& aggregate = aggregateOf(query);
    const std::uint64_t events = aggregate.eventsToReplay();
    ++m_loads;
    m_replayed += events;
    Duration time = m_loadTime.sample(m_loadStream) + static_cast<std::int64_t>(events) * m_settings.replayTime;
    if (!query.isWrite)
        return time;
    query.errand.key = aggregate.version();  // what it has read, and expects to find when it appends
    time += m_appendTime.sample(m_appendStream);
    const bool makesSnapshot = m_settings.snapshotEvery > 0 && events + 1 >= static_cast<std::uint64_t>(m_settings.snapshotEvery);
    return makesSnapshot ? time + m_appendTime.sample(m_appendStream) : time;
}

StoreEngine::Next EventStore::ended(StoreQuery& query, Outcome& outcome)
{
    if (!query.isWrite || outcome != Outcome::Ok)
        return Next::Answer;
    EventLog& aggregate = aggregateOf(query);
    const std::vector<spec::AccountChange>& changes = m_settings.changes;
    const double amount = changes.empty() ? 1 : changes[aggregate.version() % changes.size()].amount;
    if (aggregate.append(query.errand.key, amount, m_world.now())) {
        ++m_appended;
        m_snapshots += aggregate.hasJustSnapshot() ? 1 : 0;
        m_newest = std::max(m_newest, query.transaction->startedAt);
        return Next::Answer;
    }
    ++m_conflicts;
    if (query.errand.mark++ < static_cast<std::uint64_t>(m_settings.conflictRetries))
        return Next::Again;
    ++m_failed;
    outcome = Outcome::Failed;
    return Next::Answer;
}

void EventStore::addFigures(const AddFigure& add) const
{
    double balance = 0;
    double rebuilt = 0;
    for (const EventLog& aggregate : m_aggregates) {
        balance += aggregate.balance();
        rebuilt += aggregate.balanceAt(SimTime{m_settings.rebuildAt});
    }
    add("events", static_cast<double>(m_appended), m_appended);
    add("conflicts", static_cast<double>(m_conflicts), m_appended);
    add("conflicts.failed", static_cast<double>(m_failed), m_appended);
    add("snapshots", static_cast<double>(m_snapshots), m_appended);
    add("replay.mean", m_loads == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(m_replayed) / static_cast<double>(m_loads), m_loads);
    add("balance", balance, m_appended);
    if (m_settings.rebuildAt > Duration::zero())
        add("balance.rebuilt", rebuilt, m_appended);
}

}  // namespace stormglass
