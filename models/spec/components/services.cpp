// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/services.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(ReadsFrom)
{
    static constexpr std::string_view kNames[] = {"primary", "replicas"};
    return kNames;
}

void describe(FieldVisitor& visit, ClientSettings& client) { describe(visit, client.placement); }

void describe(FieldVisitor& visit, GatewaySettings& gateway)
{
    describe(visit, gateway.placement);
    describe(visit, gateway.workers);
    visit.distribution("overhead", gateway.overhead, {.help = "Work per request: routing, authentication, TLS."});
    visit.rate("rate_limit", gateway.rateLimit, {.help = "Requests per second over all instances (token bucket); 0/s: none."});
    visit.integer("burst", gateway.burst, {.help = "Size of the token bucket of the rate limit.", .min = 1, .max = 1e9});
    visit.object("policy", gateway.policy,
                 {.help = "Timeout and retries of the call to the next component.",
                  .source = "Envoy: route timeout 15 s, no retries unless configured"});
    visit.object("load_balancing", gateway.balancing, {.help = "Which instance gets the next request."});
    visit.object("health", gateway.health, {.help = "Health checks of the instances."});
}

void describe(FieldVisitor& visit, ServiceSettings& service)
{
    describe(visit, service.placement);
    describe(visit, service.workers);
    visit.integer("consumers", service.consumers,
                  {.help = "Consumers of each instance on each of its subscriptions. Each handles one message at a time.",
                   .source = "Spring Kafka and Spring AMQP listener containers: concurrency 1", .min = 1, .max = 10000});
    visit.duration("startup_time", service.startupTime, {.help = "Time from the start of an instance to its first request."});
    visit.list("operations", service.operations, {.help = "Programs that requests and messages run. Flows need none."});
    visit.rate("rate_limit", service.rateLimit, {.help = "Requests per second over all instances (token bucket); 0/s: none."});
    visit.integer("burst", service.burst, {.help = "Size of the token bucket of the rate limit.", .min = 1, .max = 1e9});
    visit.object("load_balancing", service.balancing, {.help = "Which instance gets the next request."});
    visit.object("health", service.health, {.help = "Health checks of the instances."});
    visit.object("autoscaling", service.autoscaling, {.help = "Adds and removes instances while the run goes on."});
    visit.object("failed_messages", service.failedMessages, {.help = "What consumers do about messages that they cannot handle."});
    visit.list("redrives", service.redrives, {.help = "Channels whose messages this component moves to others.", .max = 100});
}

void describe(FieldVisitor& visit, OrchestratorSettings& orchestrator)
{
    describe(visit, orchestrator.placement);
    describe(visit, orchestrator.workers);
    visit.integer("consumers", orchestrator.consumers,
                  {.help = "Consumers of each instance on each of its subscriptions.", .min = 1, .max = 10000});
    visit.distribution("transition_time", orchestrator.transitionTime, {.help = "Work per state transition of a saga."});
    visit.flag("durable_log", orchestrator.hasDurableLog,
               {.help = "The saga log survives a crash of the orchestrator. Off: an instance that crashes forgets the sagas under way that it has started."});
    visit.reference("store", orchestrator.store, RefersTo::Store, {.help = "Database of the saga log: a write per transition."});
    visit.duration("startup_time", orchestrator.startupTime, {.help = "Time from the start of an instance to its first message."});
    visit.object("failed_messages", orchestrator.failedMessages,
                 {.help = "What consumers do about messages that they cannot handle."});
}

void describe(FieldVisitor& visit, ExternalSettings& external)
{
    describe(visit, external.placement);
    visit.distribution("response_time", external.responseTime, {.help = "Time to an answer."});
    visit.ratio("error_rate", external.errorRate, {.help = "Share of requests that fail."});
    visit.list("operations", external.operations, {.help = "Operations by name. Flows need none."});
}

void describe(FieldVisitor& visit, DatabaseSettings& database)
{
    describe(visit, database.placement);
    visit.integer("maximumPoolSize", database.maximumPoolSize,
                  {.help = "Connections in the pool of each client instance.", .source = "HikariCP: maximumPoolSize 10",
                   .min = 1, .max = 100000});
    visit.duration("connectionTimeout", database.connectionTimeout,
                   {.help = "Longest wait for a connection of the pool.", .source = "HikariCP: connectionTimeout 30 s",
                    .min = 1});
    visit.duration("query_timeout", database.queryTimeout,
                   {.help = "Longest wait for the answer to a query, which the server goes on with all the same; 0s: no limit.",
                    .source = "HikariCP, Rapid Recovery: a socket timeout of 30 s at least; drivers have none unless told"});
    visit.integer("max_connections", database.maxConnections,
                  {.help = "Connections that the server takes over all pools. Each query that it executes or that waits "
                           "needs one, more are refused. Idle connections of pools are not counted.",
                   .source = "PostgreSQL, Connections and Authentication: max_connections, typically 100",
                   .min = 1, .max = 262143});
    visit.integer("concurrency", database.concurrency,
                  {.help = "Queries that the server executes at the same time.", .min = 1, .max = 100000});
    visit.distribution("read_time", database.readTime, {.help = "Execution time of a read."});
    visit.distribution("write_time", database.writeTime, {.help = "Execution time of a write with its commit."});
    visit.integer("cores", database.cores,
                  {.help = "Cores that the executed queries share: with more of them than cores each takes longer; 0: no limit.", .max = 100000});
    visit.number("contention", database.contention,
                 {.help = "What each executed query beyond the cores adds to the time of all, as a share of it: locks, context switches.",
                  .source = "Gunther, Universal Scalability Law: the linear term", .max = 1});
    visit.choice("reads_from", database.readsFrom,
                 {.help = "primary: it executes everything, the other instances stand by. replicas: those that stand by execute the reads, in turn, through a pool of their own at each client instance.",
                  .source = "PostgreSQL, Hot Standby; Amazon RDS, read replicas"});
    visit.distribution("replica_lag", database.replicaLag, {.help = "How far a replica is behind the primary when it is read (figures staleness, stale_reads).", .source = "Amazon RDS, ReplicaLag: depends on the load of writes; measure yours"});
}

}  // namespace stormglass::spec
