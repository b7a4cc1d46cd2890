// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A look-aside cache: which keys are in it, least recently used goes first.
#pragma once

#include "models/stores/database.h"
#include "simcore/random/zipf.h"
#include "models/spec/components/stores.h"

#include <map>

namespace stormglass {

/// Readers ask for a key, and on a miss (Outcome::Miss) fetch it from the store behind and put it here. Writers write to the
/// store and then delete the key here; a reader that had fetched it in between puts the old value back, unless leases
/// (single flight) forbid it: then only who was told last to fetch the key may put it here, and only until it is deleted.
///
/// Source: Nishtala et al., Scaling Memcache at Facebook, NSDI 2013 (look-aside, leases); LRU as in memcached.
class Cache final : public StoreEngine {
public:
    [[nodiscard]] static StoreErrand read(std::uint64_t key) { return {.key = key}; }
    /// What a write does: it deletes the key, or fills it with what the store said at that time to who had heard of the miss
    /// at \p missedAt.
    [[nodiscard]] static StoreErrand erasing(std::uint64_t key) { return {.key = key, .mark = kDelete}; }
    [[nodiscard]] static StoreErrand filling(std::uint64_t key, SimTime missedAt, SimTime readAt)
    {
        return {.key = key, .mark = 1 + static_cast<std::uint64_t>(missedAt.time_since_epoch().count()), .readAt = readAt};
    }

    Cache(World world, Database& server, Database& behind, const spec::CacheSettings& settings);

    /// The key that the next reader or writer asks for.
    [[nodiscard]] std::uint64_t drawKey() { return m_keys.draw(m_draws); }
    [[nodiscard]] Database& behind() const { return m_behind; }
    void noteStoreRead() { ++m_storeReads; }
    /// The writer has heard that the store has a new value of the key; what was read before is stale.
    void noteStoreWrite(std::uint64_t key) { m_table[key + 1].writtenAt = m_world.now(); }

    [[nodiscard]] Duration timeOf(StoreQuery& query) override;
    [[nodiscard]] Next ended(StoreQuery& query, Outcome& outcome) override;
    void crashed() override;
    void resumed() override;
    [[nodiscard]] std::size_t held() const override { return m_waiting; }
    [[nodiscard]] SimTime newestVisible() const override { return m_newest; }
    void clear() override { m_flights.clear(); }
    void endWarmUp() override { m_hits = m_misses = m_stale = m_storeReads = m_expiries = m_waits = 0; }
    void addFigures(const AddFigure& add) const override;

    [[nodiscard]] std::uint64_t hits() const { return m_hits; }
    [[nodiscard]] std::uint64_t misses() const { return m_misses; }
    [[nodiscard]] std::uint64_t staleHits() const { return m_stale; }
    [[nodiscard]] std::uint64_t storeReads() const { return m_storeReads; }
    [[nodiscard]] std::size_t entries() const { return m_entries; }

private:
    static constexpr std::uint64_t kDelete = 0;

    /// One key; those in the cache are linked from the most to the least recently used.
    struct Entry {
        std::uint32_t before = 0;
        std::uint32_t after = 0;
        bool isIn = false;
        SimTime expiresAt{};
        SimTime readAt{};
        SimTime writtenAt{};  ///< In the store.
    };
    /// One reader fetches the key; the others wait.
    struct Flight {
        std::uint64_t number = 0;
        SimTime since{};
        bool isOver = false;      ///< The time is up and nobody else wants it: the next one who misses it fetches.
        bool isOutdated = false;  ///< The key was deleted: what the reader brings may be of before.
        std::vector<StoreQuery> waiting;
    };

    [[nodiscard]] bool find(std::uint64_t key);
    [[nodiscard]] bool mayFill(const StoreErrand& errand);
    void fill(const StoreErrand& errand);
    void erase(std::uint64_t key);
    void remove(std::uint64_t key);
    void unlink(std::uint32_t place);
    void linkFirst(std::uint32_t place);
    [[nodiscard]] Next join(StoreQuery& query);
    void takeOff(std::uint64_t key);
    void land(std::uint64_t key);
    void leaseEnded(std::uint64_t key, std::uint64_t number);
    void letNextFetch(std::uint64_t key);

    World m_world;
    Database& m_server;
    Database& m_behind;
    const spec::CacheSettings m_settings;
    const ZipfKeys m_keys;
    RandomStream m_draws;
    Sampler m_readTime;
    Sampler m_writeTime;
    RandomStream m_readStream;
    RandomStream m_writeStream;
    std::vector<Entry> m_table;  // by key + 1; the first is the ring's beginning and end
    std::size_t m_entries = 0;
    std::map<std::uint64_t, Flight> m_flights;  // by key
    std::uint64_t m_lastFlight = 0;
    std::size_t m_waiting = 0;                                        // in all flights
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_ended;     // leases, while the process was paused
    SimTime m_newest{};
    std::uint64_t m_hits = 0;
    std::uint64_t m_misses = 0;
    std::uint64_t m_stale = 0;
    std::uint64_t m_storeReads = 0;
    std::uint64_t m_expiries = 0;
    std::uint64_t m_waits = 0;
};

}  // namespace stormglass
