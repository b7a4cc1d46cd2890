// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/replicas.h"

#include <algorithm>
#include <limits>

namespace stormglass {

ReplicaSet::ReplicaSet(World world, const Database& primary, const spec::DatabaseSettings& settings,
                       const std::vector<HostId>& hosts, IsDown isDown)
    : m_readTime(settings.readTime)
    , m_writeTime(settings.writeTime)
    , m_lag(settings.replicaLag)
    , m_readStream(world.streams.stream(primary.name(), "read time"))
    , m_writeStream(world.streams.stream(primary.name(), "write time"))
    , m_lagStream(world.streams.stream(primary.name(), "replica lag"))
    , m_isDown(std::move(isDown))
{
    for (std::size_t i = 1; i < hosts.size(); ++i) {
        const std::string name = primary.name() + "/" + std::to_string(i + 1);
        m_replicas.push_back({std::make_unique<Database>(world, name, settings, std::vector<HostId>{hosts[i]})});
    }
}

Database* ReplicaSet::pick()
{
    Database* chosen = nullptr;
    for (std::size_t i = 0; i < m_replicas.size(); ++i) {
        const std::size_t index = (m_next + i) % m_replicas.size();
        Replica& replica = m_replicas[index];
        // What a crash cuts off hears of it with the next read.
        if (const bool isDown = m_isDown(index + 1); isDown != replica.isDown) {
            replica.isDown = isDown;
            if (isDown)
                replica.server->crash(0, false);
            else
                replica.server->restart(0);
        }
        if (chosen == nullptr && !replica.isDown) {
            chosen = replica.server.get();
            m_next = index + 1;
        }
    }
    if (chosen != nullptr)
        m_lags.record(m_lag.sample(m_lagStream));
    return chosen;
}

Duration ReplicaSet::timeOf(StoreQuery& query)
{
    return query.isWrite ? m_writeTime.sample(m_writeStream) : m_readTime.sample(m_readStream);
}

StoreEngine::Next ReplicaSet::ended(StoreQuery& query, Outcome& outcome)
{
    if (query.isWrite && outcome == Outcome::Ok)
        m_newest = std::max(m_newest, query.transaction->startedAt);
    return Next::Answer;
}

void ReplicaSet::clear()
{
    for (const Replica& replica : m_replicas)
        replica.server->clear();
}

void ReplicaSet::addFigures(const AddFigure& add) const
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    add("replica_reads", static_cast<double>(m_lags.count()), m_lags.count());
    add("staleness.mean", m_lags.isEmpty() ? kNone : m_lags.mean() * 1e-9, m_lags.count());
    add("staleness.p99", m_lags.isEmpty() ? kNone : static_cast<double>(m_lags.quantile(0.99)) * 1e-9, m_lags.count());
}

}  // namespace stormglass
