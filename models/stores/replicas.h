// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Read replicas of a database: they execute the reads, and are behind the primary by a lag.
#pragma once

#include "models/stores/database.h"
#include "simcore/measure/histogram.h"

#include <functional>

namespace stormglass {

/// Reads go to the replicas that are up, in turn; each has connections and a pool at each client instance of its own, as
/// drivers with a pool for reading have. Without one they go to the primary.
///
/// Sources: PostgreSQL, Hot Standby (asynchronous streaming replication); Amazon RDS read replicas, metric ReplicaLag.
class ReplicaSet final : public StoreEngine {
public:
    /// Tells which instance of the component is down.
    using IsDown = std::function<bool(std::size_t)>;

    /// The first host is the primary's.
    ReplicaSet(World world, const Database& primary, const spec::DatabaseSettings& settings, const std::vector<HostId>& hosts,
               IsDown isDown);

    /// Where the next read goes; null: to the primary.
    [[nodiscard]] Database* pick();

    [[nodiscard]] Duration timeOf(StoreQuery& query) override;
    [[nodiscard]] Next ended(StoreQuery& query, Outcome& outcome) override;
    void clear() override;
    void endWarmUp() override { m_lags.reset(); }
    [[nodiscard]] SimTime newestVisible() const override { return m_newest; }
    void addFigures(const AddFigure& add) const override;

private:
    struct Replica {
        std::unique_ptr<Database> server;
        bool isDown = false;
    };

    Sampler m_readTime;
    Sampler m_writeTime;
    Sampler m_lag;
    RandomStream m_readStream;
    RandomStream m_writeStream;
    RandomStream m_lagStream;
    IsDown m_isDown;
    std::vector<Replica> m_replicas;
    std::size_t m_next = 0;
    SimTime m_newest{};
    Histogram m_lags;
};

}  // namespace stormglass
