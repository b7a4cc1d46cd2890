// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/replicas.h"

#include "simcore/measure/histogram_seconds.h"

#include <algorithm>

namespace stormglass {

Replicas::Replicas(World world, const std::string& name, const spec::DatabaseSettings& settings)
    : m_lag(settings.replicaLag), m_draws(world.streams.stream(name, "replica lag"))
{
}

void Replicas::noteRead(const Reader& reader, SimTime at)
{
    const Duration lag = m_lag.sample(m_draws);
    m_longest = std::max(m_longest, lag);
    m_lags.record(lag);
    const auto newest = m_newest.find(reader);
    // A query sees what was there when it began (PostgreSQL, Read Committed): what came after is not missing.
    m_stale += newest != m_newest.end() && newest->second > at - lag && newest->second <= at ? 1 : 0;
}

void Replicas::noteWrite(const Reader& writer, SimTime now)
{
    forgetOld(now);
    m_writes.push_back({now, writer});
    m_newest[writer] = now;
}

void Replicas::forgetOld(SimTime now)
{
    // A lag may come that is longer than all before it.
    const SimTime horizon = now - 4 * m_longest;
    for (; !m_writes.empty() && m_writes.front().at < horizon; m_writes.pop_front()) {
        const auto newest = m_newest.find(m_writes.front().writer);
        // Of several writes of one instant the first one forgotten has taken the writer along.
        if (newest != m_newest.end() && newest->second == m_writes.front().at)
            m_newest.erase(newest);
    }
}

void Replicas::endWarmUp()
{
    m_stale = 0;
    m_lags.reset();
}

void Replicas::addFigures(const AddFigure& add) const
{
    const std::uint64_t reads = m_lags.count();
    add("replica_reads", static_cast<double>(reads), reads);
    add("stale_reads", static_cast<double>(m_stale), reads);
    add("staleness.mean", meanInSeconds(m_lags), reads);
    add("staleness.p99", quantileInSeconds(m_lags, 0.99), reads);
}

// --- the database that has them ---

void Database::addReplicas()
{
    m_replicas = std::make_unique<Replicas>(m_world, m_name, m_settings);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        m_replicas->add(std::unique_ptr<Database>(new Database(*this, i)));
    m_probe.setServers(kStartOfRun, ServerPools::kWorkers, static_cast<std::size_t>(m_settings.concurrency) * m_nodes.size());
}

Database::Database(Database& primary, std::size_t node)
    : m_world(primary.m_world)
    , m_name(primary.m_name)
    , m_place(primary.m_place)
    , m_settings(primary.m_settings)
    , m_nodes{{.host = primary.m_nodes[node].host, .disk = primary.m_nodes[node].disk}}
    , m_readTime(m_settings.readTime)
    , m_writeTime(m_settings.writeTime)
    , m_readStream(m_world.streams.stream(m_name + "/" + std::to_string(node), "read time"))
    , m_writeStream(m_world.streams.stream(m_name + "/" + std::to_string(node), "write time"))
    , m_probe(primary.m_probe)
    , m_replicaOf(primary.m_replicas.get())
{
}

Database& Database::toRead()
{
    if (m_replicas == nullptr) [[likely]]
        return *this;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const std::size_t node = (m_replicas->next() + i) % m_nodes.size();
        if (node == m_primary || m_nodes[node].isDown || m_nodes[node].lostBy > 0)
            continue;
        m_replicas->turnFrom(node);
        return m_replicas->server(node);
    }
    return *this;
}

}  // namespace stormglass
