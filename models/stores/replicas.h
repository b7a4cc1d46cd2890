// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Read replicas of a database: they execute the reads, and are behind the primary by a lag.
#pragma once

#include "models/stores/database.h"
#include "simcore/measure/histogram.h"
#include "simcore/random/sampler.h"

#include <deque>
#include <unordered_map>

namespace stormglass {

/// One server for each node of a database. Each has connections and a pool at each client instance of its own, as drivers
/// with a pool for reading have. The figures of all are those of the database.
///
/// Sources: PostgreSQL, Hot Standby (asynchronous streaming replication: a standby is eventually consistent with the
/// primary); Amazon RDS read replicas, metric ReplicaLag.
class Replicas {
public:
    Replicas(World world, const std::string& name, const spec::DatabaseSettings& settings);

    void add(std::unique_ptr<Database> server) { m_servers.push_back(std::move(server)); }
    [[nodiscard]] std::size_t count() const { return m_servers.size(); }
    [[nodiscard]] Database& server(std::size_t node) { return *m_servers[node]; }
    /// The node at which to look first for one to read from.
    [[nodiscard]] std::size_t next() const { return m_next; }

    /// A replica is read: draws its lag, and tells from it whether the newest write of the key is missing.
    void noteRead(std::size_t node, std::uint64_t key, SimTime now);
    /// The primary has committed a write.
    void noteWrite(std::uint64_t key, SimTime now);

    void endWarmUp();
    void addFigures(const AddFigure& add) const;

private:
    struct Write {
        SimTime at{};
        std::uint64_t key = 0;
    };
    void forgetOld(SimTime now);

    std::vector<std::unique_ptr<Database>> m_servers;  // by node
    std::size_t m_next = 0;
    Sampler m_lag;
    RandomStream m_draws;
    Duration m_longest = std::chrono::seconds{1};
    std::deque<Write> m_writes;                           // not older than the longest lag
    std::unordered_map<std::uint64_t, SimTime> m_newest;  // of those, by key; only looked up
    std::uint64_t m_stale = 0;
    Histogram m_lags;
};

}  // namespace stormglass
