// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/stores.h"

namespace stormglass::spec {

namespace {

/// Where the defaults of a kind are from.
struct ServerSources {
    const char* maxConnections;
    const char* concurrency;
};

void describe(FieldVisitor& visit, StoreServer& server, const ServerSources& sources)
{
    visit.integer("maximumPoolSize", server.maximumPoolSize,
                  {.help = "Connections in the pool of each client instance.", .source = "HikariCP: maximumPoolSize 10",
                   .min = 1, .max = 100000});
    visit.duration("connectionTimeout", server.connectionTimeout,
                   {.help = "Longest wait for a connection of the pool.", .source = "HikariCP: connectionTimeout 30 s",
                    .min = 1});
    visit.duration("query_timeout", server.queryTimeout,
                   {.help = "Longest wait for an answer, which the server goes on with all the same; 0s: no limit."});
    visit.integer("max_connections", server.maxConnections,
                  {.help = "Queries that the server takes, executed and waiting ones; more are refused.",
                   .source = sources.maxConnections, .min = 1, .max = 262143});
    visit.integer("concurrency", server.concurrency,
                  {.help = "Queries that the server executes at the same time.", .source = sources.concurrency,
                   .min = 1, .max = 100000});
}

constexpr const char* kOurs = "The default is ours";

}  // namespace

void describe(FieldVisitor& visit, CacheSettings& cache)
{
    describe(visit, cache.placement);
    visit.reference("store", cache.store, RefersTo::Store, {.help = "Store behind the cache, asked on a miss.", .isRequired = true});
    visit.integer("key_count", cache.keyCount, {.help = "Keys that are asked for.", .min = 1, .max = 1e6});
    visit.number("zipf_exponent", cache.zipfExponent,
                 {.help = "Popularity: key i is asked for in proportion to 1 / i^exponent; 0: all alike.",
                  .source = "YCSB, zipfian constant 0.99; Breslau et al. 1999: 0.64 to 0.83 for web pages", .max = 5});
    visit.integer("capacity", cache.capacity, {.help = "Entries; the least recently used one goes first.", .min = 1, .max = 1e6});
    visit.duration("ttl", cache.ttl, {.help = "How long an entry is valid after it was put in; 0s: for ever."});
    visit.flag("single_flight", cache.hasSingleFlight,
               {.help = "While one reader fetches a key, others who miss it wait for its entry instead of asking the store.",
                .source = "Nishtala et al., Scaling Memcache at Facebook, NSDI 2013: leases"});
    visit.duration("lease_time", cache.leaseTime,
                   {.help = "How long readers wait for the entry before another one fetches it.",
                    .source = "Nishtala et al. 2013: a lease every 10 s", .min = 1});
    describe(visit, cache.server, {.maxConnections = "memcached: -c 1024", .concurrency = "memcached: -t 4"});
    visit.distribution("read_time", cache.readTime, {.help = "Execution time of a get."});
    visit.distribution("write_time", cache.writeTime, {.help = "Execution time of a set or delete."});
}

void describe(FieldVisitor& visit, InsertBuffer& buffer)
{
    visit.integer("batch_rows", buffer.rows, {.help = "Writes that are inserted together at most; 1: no buffer.", .source = "ClickHouse async_insert, on by default from 26.2 on and off before: async_insert_max_query_number 450; InfluxDB 2: 5,000 lines", .min = 1, .max = 1e7});
    visit.duration("batch_interval", buffer.interval,
                   {.help = "Longest time that a write waits in the buffer.",
                    .source = "ClickHouse async_insert_busy_timeout: 50 to 200 ms; InfluxDB client: 1 s", .min = 1});
    visit.flag("waits_for_flush", buffer.waitsForFlush,
               {.help = "true: a write is confirmed when it has been inserted. false: at once, and a crash loses what is in the buffer, a refused insert its rows.",
                .source = "ClickHouse wait_for_async_insert 1"});
}

void describe(FieldVisitor& visit, ColumnarStoreSettings& store)
{
    describe(visit, store.placement);
    describe(visit, store.server, {.maxConnections = "ClickHouse: max_connections 4096", .concurrency = "The default is ours; ClickHouse has no limit unless max_concurrent_queries is set"});
    describe(visit, store.buffer);
    visit.distribution("read_time", store.readTime, {.help = "Execution time of a query."});
    visit.distribution("insert_time", store.insertTime, {.help = "Execution time of an insert, without its rows."});
    visit.duration("row_time", store.rowTime, {.help = "Execution time of each row of an insert."});
    visit.integer("parts_to_delay", store.partsToDelay,
                  {.help = "Active parts from which on inserts are slowed down.", .source = "ClickHouse parts_to_delay_insert 1000", .min = 1, .max = 1e6});
    visit.integer("parts_to_reject", store.partsToReject,
                  {.help = "Active parts from which on inserts are refused: too many parts.", .source = "ClickHouse parts_to_throw_insert 3000", .min = 1, .max = 1e6});
    visit.duration("max_delay", store.maxDelay,
                   {.help = "How much inserts are slowed down just before they are refused.", .source = "ClickHouse max_delay_to_insert 1 s"});
    visit.duration("merge_time", store.mergeTime, {.help = "Time of a merge; one after the other, in the background.", .min = 1});
    visit.integer("merge_width", store.mergeWidth, {.help = "Parts that a merge makes one of, at most.", .min = 2, .max = 1000});
}

void describe(FieldVisitor& visit, TimeSeriesStoreSettings& store)
{
    describe(visit, store.placement);
    describe(visit, store.server, {.maxConnections = kOurs, .concurrency = "The default is ours; InfluxDB 2: query-concurrency 1024"});
    describe(visit, store.buffer);
    visit.distribution("read_time", store.readTime, {.help = "Execution time of a query."});
    visit.distribution("insert_time", store.insertTime, {.help = "Execution time of a batch, without its points."});
    visit.duration("row_time", store.rowTime, {.help = "Execution time of each point of a batch."});
}

void describe(FieldVisitor& visit, AccountChange& change)
{
    visit.number("amount", change.amount, {.help = "What the event adds to the account.", .min = -1e12, .max = 1e12, .isRequired = true});
}

void describe(FieldVisitor& visit, EventStoreSettings& store)
{
    describe(visit, store.placement);
    describe(visit, store.server, {.maxConnections = kOurs, .concurrency = kOurs});
    visit.integer("aggregates", store.aggregates, {.help = "Accounts, orders, carts: streams of events of their own. The number of the request, modulo this, says whose turn it is.", .min = 1, .max = 1e6});
    visit.integer("snapshot_every", store.snapshotEvery, {.help = "Events between two snapshots of an aggregate, which the write that makes them waits for; 0: none.",
                   .source = "Axon, EventCountSnapshotTriggerDefinition: no snapshots unless configured", .max = 1e6});
    visit.integer("conflict_retries", store.conflictRetries,
                  {.help = "How often a write loads and appends again after a version conflict; then it fails.",
                   .source = "Axon, EventStoreDB: expected version", .max = 1000});
    visit.distribution("load_time", store.loadTime, {.help = "Time to load an aggregate, without its events."});
    visit.duration("replay_time", store.replayTime, {.help = "Time to apply each event since the newest snapshot."});
    visit.distribution("append_time", store.appendTime, {.help = "Time to append an event; a snapshot takes as long again."});
    visit.list("changes", store.changes, {.help = "What the events of an aggregate add to its account, in turn; without: 1 each.", .max = 1000});
    visit.duration("rebuild_at", store.rebuildAt, {.help = "Instant of the run to which the accounts are rebuilt at its end (figure balance.rebuilt); 0s: none."});
}

}  // namespace stormglass::spec
