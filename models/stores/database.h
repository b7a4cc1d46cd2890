// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The server of a store: a bounded number of queries at a time, first come, first served, behind connection pools that
// belong to the client instances (Instance::connectionsTo).
//
// Those that are executed or wait have a connection each. There may be more of them than the pools have connections: the
// server goes on with the queries of clients that have died or given up. A connection more than max_connections is refused.
#pragma once

#include "models/brokers/disk.h"
#include "models/services/fault_switch.h"
#include "models/services/world.h"
#include "models/services/request.h"
#include "models/services/station_probe.h"
#include "models/spec/components/services.h"
#include "models/stores/store_engine.h"
#include "simcore/process/ring_queue.h"
#include "simcore/random/sampler.h"

#include <memory>
#include <string>
#include <vector>

namespace stormglass {

/// One fault that makes queries fail after they have been executed. Its owner may change it while it lasts.
struct QueryErrors {
    double share = 0;
    bool hitsReads = true;
    bool hitsWrites = true;
    RandomStream draws;
};

/// One fault that keeps connections from those who need them. Its owner may change it while it lasts.
struct PoolLeak {
    std::string client;  ///< Component; empty: all.
    double share = 0;    ///< Of each pool.
};

class Cache;
class Replicas;

/// A relational database, or with an engine another kind of store.
class Database {
public:
    Database(World world, std::string name, const spec::DatabaseSettings& settings, const std::vector<HostId>& hosts);
    ~Database();

    /// Executes a query for the caller; resolves \p reply at the caller's host. The caller holds a connection.
    void query(HostId from, TransactionRef transaction, bool isWrite, CompletionId reply, const StoreErrand& errand = {});

    /// Before the run; without one it is a relational database.
    void setEngine(std::unique_ptr<StoreEngine> engine);
    /// Before the run: the nodes that stand by execute the reads.
    void addReplicas();
    /// Who executes a read now: a replica that is up, in turn; without one this.
    [[nodiscard]] Database& toRead();
    [[nodiscard]] StoreEngine* engine() { return m_engine.get(); }
    /// What makes it a cache; null for others.
    [[nodiscard]] Cache* cache() { return m_cache; }
    void setCache(Cache& cache) { m_cache = &cache; }
    // --- for its engine ---
    /// Tells who asked; nobody hears it if the store is silent.
    void answer(const StoreQuery& query, Outcome outcome);
    /// Work of its own accord takes its turn among the queries. Precondition: the process is up.
    void execute(StoreQuery query);
    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] bool isPaused() const { return m_pauses.isOn(); }
    /// That of the node that serves.
    [[nodiscard]] Disk& ownDisk() { return *m_nodes[m_primary].disk; }
    /// The newest event whose write has been committed (the instant of its transaction).
    [[nodiscard]] SimTime newestVisible() const { return m_engine == nullptr ? m_newest : m_engine->newestVisible(); }
    /// Beyond those of every component.
    void addFigures(const AddFigure& add) const;
    void endWarmUp();

    void crash(std::size_t index, bool isSilent);
    void restart(std::size_t index);
    void clear();

    // --- what faults do to it (database_faults.cpp) ---
    /// Nothing is executed or answered until the same fault resumes it; queries wait.
    void pause(std::size_t index, const void* by);
    void resume(std::size_t index, const void* by);
    /// New queries that this instance would serve are refused, or swallowed; those that it has go on.
    void refuse(std::size_t index, const void* by);
    void swallow(std::size_t index, const void* by);
    void answerAgain(std::size_t index, const void* by);
    // --- faults; what is handed in must stay until it is taken away ---
    /// The primary is lost, and nobody serves until takeOver(). Returns its index, for giveBack().
    [[nodiscard]] std::size_t losePrimary();
    /// The time is up: a replica that is there serves from now on.
    void takeOver();
    /// The lost one is there again, as a replica.
    void giveBack(std::size_t index);
    [[nodiscard]] Disk& disk(std::size_t index) { return *m_nodes[index].disk; }
    void addErrors(QueryErrors& errors);
    void removeErrors(const QueryErrors& errors);
    void addLeak(const PoolLeak& leak) { m_leaks.push_back(&leak); }
    void removeLeak(const PoolLeak& leak) { std::erase(m_leaks, &leak); }
    /// Connections that an instance of the component has at present.
    [[nodiscard]] std::size_t poolSizeOf(const std::string& client) const;

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::size_t poolSize() const { return static_cast<std::size_t>(m_settings.maximumPoolSize); }
    [[nodiscard]] Duration connectionTimeout() const { return m_settings.connectionTimeout; }
    [[nodiscard]] Duration queryTimeout() const { return m_settings.queryTimeout; }
    [[nodiscard]] StationProbe& probe() { return m_probe; }
    /// Among what is watched (Witness); 0 if nobody watches.
    [[nodiscard]] std::uint32_t place() const { return m_place; }

private:
    /// A replica: one node of the primary, with its figures.
    Database(Database& primary, std::size_t node);

    using Query = StoreQuery;
    class Execution;
    struct Incoming;
    struct Node {
        HostId host;
        bool isDown = false;
        std::uint32_t lostBy = 0;  ///< Failovers that it must not serve in.
        FaultSwitch refusals{};    ///< Outages of this instance: they count when it is the one that serves.
        FaultSwitch silences{};
        std::shared_ptr<Disk> disk = std::make_shared<Disk>();  ///< One for all that run on the node.
    };

    void arrive(Query query);
    void begin(Query query);
    void end(Execution& execution);
    void committed(const Query& query);
    void noteExecuted(const Query& query);
    [[nodiscard]] Duration timeOf(Query& query);
    [[nodiscard]] Duration shared(Duration alone) const;
    void join(Query query);
    void turnAway(const Query& query);
    void goOn();
    [[nodiscard]] Outcome outcomeOf(const Query& query);
    void resetAll(bool isSilent);
    void serveAgain();
    [[nodiscard]] bool isFull(const Query& query) const;
    template <class Action>
    void atReplicas(Action action);

    World m_world;
    const std::string m_name;
    const std::uint32_t m_place;
    const spec::DatabaseSettings m_settings;
    std::vector<Node> m_nodes;
    std::size_t m_primary = 0;
    std::uint32_t m_takeovers = 0;  // that are under way
    Sampler m_readTime;
    Sampler m_writeTime;
    RandomStream m_readStream;
    RandomStream m_writeStream;
    StationProbe m_ownProbe;
    StationProbe& m_probe = m_ownProbe;  // a replica's is the primary's
    bool m_isUp = true;
    bool m_isSilent = false;
    FaultSwitch m_pauses;
    RingQueue<Query> m_queue;
    std::vector<std::unique_ptr<Execution>> m_executions;  // one for each query that may execute at the same time
    std::vector<Execution*> m_idle;
    std::vector<QueryErrors*> m_errors;
    std::vector<const PoolLeak*> m_leaks;
    std::unique_ptr<StoreEngine> m_engine;
    Cache* m_cache = nullptr;
    std::unique_ptr<Replicas> m_replicas;
    Replicas* m_replicaOf = nullptr;  // of whose servers this is one
    SimTime m_newest{};
};

}  // namespace stormglass
