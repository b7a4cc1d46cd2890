// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of the stores beside relational databases. All are asked by the statement "access".
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

/// What every store has: connections of its clients, and queries that it executes at the same time.
struct StoreServer {
    std::int64_t maximumPoolSize = 10;                      ///< Connections of each client instance.
    Duration connectionTimeout = std::chrono::seconds{30};  ///< Longest wait for a connection.
    Duration queryTimeout = std::chrono::seconds{30};       ///< Longest wait for an answer; zero: for ever.
    std::int64_t maxConnections = 1024;
    std::int64_t concurrency = 16;
    bool operator==(const StoreServer&) const = default;
};

/// A look-aside cache: who reads asks it first, and on a miss the store behind it, and puts what it got there. What is in
/// it is state: it is empty at the start and after a crash, and fills by what is asked for.
struct CacheSettings {
    static constexpr std::string_view kKind = "cache";
    Placement placement;
    std::string store;                 ///< Behind it.
    std::int64_t keyCount = 100'000;   ///< Keys that are asked for.
    double zipfExponent = 0.99;        ///< Of their popularity: key i is asked for in proportion to 1 / i^exponent.
    std::int64_t capacity = 10'000;    ///< Entries; the least recently used one goes first.
    Duration ttl{0};                   ///< Zero: entries do not expire.
    bool hasSingleFlight = false;      ///< While one reader fetches a key, others who miss it wait for its entry.
    Duration leaseTime = std::chrono::seconds{10};  ///< How long they wait before another one fetches it.
    StoreServer server{.concurrency = 4};
    Distribution readTime{distribution::Constant{std::chrono::microseconds{50}}};
    Distribution writeTime{distribution::Constant{std::chrono::microseconds{50}}};
    bool operator==(const CacheSettings&) const = default;
};

/// Writes wait in the memory of the server and are inserted together, by number or by age.
struct InsertBuffer {
    std::int64_t rows = 450;                                ///< 1: each write is an insert of its own.
    Duration interval = std::chrono::milliseconds{200};     ///< Age of the oldest one.
    bool waitsForFlush = true;  ///< A write is confirmed when it has been inserted; otherwise at once, and a crash or a refused insert loses it.
    bool operator==(const InsertBuffer&) const = default;
};

/// A columnar store, after ClickHouse: each insert makes a part, merges make few out of many, and too many parts slow
/// inserts down and then stop them.
struct ColumnarStoreSettings {
    static constexpr std::string_view kKind = "columnar-store";
    Placement placement;
    StoreServer server{.maxConnections = 4096};
    InsertBuffer buffer;
    Distribution readTime{distribution::Constant{std::chrono::milliseconds{50}}};
    Distribution insertTime{distribution::Constant{std::chrono::milliseconds{10}}};  ///< Of an insert, without its rows.
    Duration rowTime = std::chrono::microseconds{1};
    std::int64_t partsToDelay = 1000;
    std::int64_t partsToReject = 3000;
    Duration maxDelay = std::chrono::seconds{1};
    Duration mergeTime = std::chrono::milliseconds{100};
    std::int64_t mergeWidth = 10;  ///< Parts that a merge makes one of.
    bool operator==(const ColumnarStoreSettings&) const = default;
};

/// A time-series store, after InfluxDB: points are written in batches. There it is the client that gathers them; here the
/// store does it for all of them.
struct TimeSeriesStoreSettings {
    static constexpr std::string_view kKind = "time-series-store";
    Placement placement;
    StoreServer server;
    InsertBuffer buffer{.rows = 5000, .interval = std::chrono::seconds{1}, .waitsForFlush = false};
    Distribution readTime{distribution::Constant{std::chrono::milliseconds{10}}};
    Distribution insertTime{distribution::Constant{std::chrono::milliseconds{5}}};
    Duration rowTime = std::chrono::microseconds{2};
    bool operator==(const TimeSeriesStoreSettings&) const = default;
};

/// One change of the account that an aggregate is.
struct AccountChange {
    double amount = 0;
    bool operator==(const AccountChange&) const = default;
};

/// Keeps events instead of states. A write loads the aggregate (the newest snapshot and the events since), decides, and
/// appends one event, unless somebody else has appended in the meantime. A read loads it.
struct EventStoreSettings {
    static constexpr std::string_view kKind = "event-store";
    Placement placement;
    StoreServer server;
    std::int64_t aggregates = 1000;
    std::int64_t snapshotEvery = 0;    ///< Events; zero: no snapshots.
    std::int64_t conflictRetries = 3;  ///< How often a write that met a conflict loads and appends again.
    Distribution loadTime{distribution::Constant{std::chrono::milliseconds{1}}};       ///< Without its events.
    Duration replayTime = std::chrono::microseconds{20};                               ///< Of each event.
    Distribution appendTime{distribution::Constant{std::chrono::milliseconds{2}}};
    std::vector<AccountChange> changes = {};  ///< Amounts of the events of an aggregate, in turn; empty: 1 each.
    Duration rebuildAt{0};                    ///< Zero: none. A past time to which the accounts are rebuilt at the end.
    bool operator==(const EventStoreSettings&) const = default;
};

void describe(FieldVisitor& visit, InsertBuffer& buffer);
void describe(FieldVisitor& visit, AccountChange& change);
void describe(FieldVisitor& visit, CacheSettings& cache);
void describe(FieldVisitor& visit, ColumnarStoreSettings& store);
void describe(FieldVisitor& visit, TimeSeriesStoreSettings& store);
void describe(FieldVisitor& visit, EventStoreSettings& store);

}  // namespace stormglass::spec
