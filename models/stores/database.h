// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A relational database: a bounded number of queries at a time, first come, first served, behind connection pools that
// belong to the client instances (Instance::connectionsTo).
#pragma once

#include "models/services/world.h"
#include "models/services/request.h"
#include "models/services/station_probe.h"
#include "models/spec/components/services.h"
#include "simcore/process/ring_queue.h"
#include "simcore/random/sampler.h"

#include <memory>
#include <string>
#include <vector>

namespace stormglass {

class Database {
public:
    Database(World world, std::string name, const spec::DatabaseSettings& settings, std::vector<HostId> hosts);
    ~Database();

    /// Executes a query for the caller; resolves \p reply at the caller's host. The caller holds a connection.
    void query(HostId from, TransactionRef transaction, bool isWrite, CompletionId reply);

    void crash(std::size_t index, bool isSilent);
    void restart(std::size_t index);
    void clear();

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::size_t poolSize() const { return static_cast<std::size_t>(m_settings.maximumPoolSize); }
    [[nodiscard]] Duration connectionTimeout() const { return m_settings.connectionTimeout; }
    [[nodiscard]] StationProbe& probe() { return m_probe; }

private:
    struct Query {
        TransactionRef transaction;
        CompletionId reply;
        HostId from;
        bool isWrite = true;
        SimTime arrivedAt{};
        SimTime startedAt{};
    };
    class Execution;
    struct Incoming;

    void arrive(Query query);
    void begin(Query query);
    void end(Execution& execution);
    void answer(const Query& query, Outcome outcome);

    World m_world;
    const std::string m_name;
    const spec::DatabaseSettings m_settings;
    const HostId m_host;
    Sampler m_readTime;
    Sampler m_writeTime;
    RandomStream m_readStream;
    RandomStream m_writeStream;
    StationProbe m_probe;
    bool m_isUp = true;
    bool m_isSilent = false;
    RingQueue<Query> m_queue;
    std::vector<std::unique_ptr<Execution>> m_executions;  // one for each query that may execute at the same time
    std::vector<Execution*> m_idle;
};

}  // namespace stormglass
