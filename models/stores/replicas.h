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

    /// Who reads and writes: a transaction, by its flow and number.
    struct Reader {
        const FlowTracker* flow = nullptr;
        std::uint64_t number = 0;
        bool operator==(const Reader&) const = default;
    };

    /// A read goes to that node; the next one looks further on.
    void turnFrom(std::size_t node) { m_next = node + 1 == m_servers.size() ? 0 : node + 1; }
    /// A replica has executed a read that it began at \p at: draws how far it was behind then, and tells from it whether
    /// what the reader had written itself was missing.
    void noteRead(const Reader& reader, SimTime at);
    /// The primary has committed a write of it.
    void noteWrite(const Reader& writer, SimTime now);

    void endWarmUp();
    void addFigures(const AddFigure& add) const;

private:
    struct Write {
        SimTime at{};
        Reader writer;
    };
    struct ByNumber {
        std::size_t operator()(const Reader& reader) const { return reader.number; }
    };
    void forgetOld(SimTime now);

    std::vector<std::unique_ptr<Database>> m_servers;  // by node
    std::size_t m_next = 0;
    Sampler m_lag;
    RandomStream m_draws;
    Duration m_longest = std::chrono::seconds{1};
    std::deque<Write> m_writes;                                  // not older than the longest lag
    std::unordered_map<Reader, SimTime, ByNumber> m_newest;      // of those, by writer; only looked up
    std::uint64_t m_stale = 0;
    Histogram m_lags;
};

}  // namespace stormglass
