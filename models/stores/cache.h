// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A look-aside cache: which keys are in it, least recently used goes first.
#pragma once

#include "models/stores/database.h"
#include "models/stores/zipf.h"
#include "models/spec/components/stores.h"

#include <map>

namespace stormglass {

/// Readers ask for a key, and on a miss (Outcome::Miss) fetch it from the store behind and put it here. Writers write to the
/// store and then delete the key here; a reader that had fetched it in between puts the old value back, unless leases
/// (single flight) forbid it.
///
/// Source: Nishtala et al., Scaling Memcache at Facebook, NSDI 2013 (look-aside, leases); LRU as in memcached.
class Cache final : public StoreEngine {
public:
    /// What a write does: a delete, or a fill with what the store said at that time.
    static constexpr std::uint64_t kDelete = 0;
    [[nodiscard]] static std::uint64_t fillReadAt(SimTime at) { return 1 + static_cast<std::uint64_t>(at.time_since_epoch().count()); }

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
    void clear() override { m_flights.clear(); }
    void endWarmUp() override { m_hits = m_misses = m_stale = m_storeReads = m_expiries = m_waits = 0; }
    void addFigures(const AddFigure& add) const override;

    [[nodiscard]] std::uint64_t hits() const { return m_hits; }
    [[nodiscard]] std::uint64_t misses() const { return m_misses; }
    [[nodiscard]] std::uint64_t staleHits() const { return m_stale; }
    [[nodiscard]] std::uint64_t storeReads() const { return m_storeReads; }
    [[nodiscard]] std::size_t entries() const { return m_entries; }

private:
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
        bool isOutdated = false;  ///< The key was deleted: what the reader brings may be of before.
        std::vector<StoreQuery> waiting;
    };

    [[nodiscard]] bool find(std::uint64_t key);
    void fill(std::uint64_t key, SimTime readAt);
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
    std::uint64_t m_hits = 0;
    std::uint64_t m_misses = 0;
    std::uint64_t m_stale = 0;
    std::uint64_t m_storeReads = 0;
    std::uint64_t m_expiries = 0;
    std::uint64_t m_waits = 0;
};

}  // namespace stormglass
