// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of the components that take requests.
#pragma once

#include "models/spec/components/common.h"
#include "models/spec/components/consuming.h"

namespace stormglass::spec {

/// Where requests come from: browsers, apps, devices. It has no capacity of its own.
struct ClientSettings {
    static constexpr std::string_view kKind = "client";
    Placement placement;
    bool operator==(const ClientSettings&) const = default;
};

/// Takes requests from outside and passes them on to one of the next component's instances.
struct GatewaySettings {
    static constexpr std::string_view kKind = "gateway";
    Placement placement;
    WorkerPool workers{.concurrency = 1024, .queueCapacity = 1024, .holdsWorkerDuringCalls = false};
    Distribution overhead;    ///< Work per request.
    double rateLimit = 0;     ///< Requests per second over all instances; 0: none.
    std::int64_t burst = 100; ///< Requests that may come at once under the rate limit.
    CallPolicy policy{.timeout = std::chrono::seconds{15}};  ///< Of the call to the next component.
    LoadBalancing balancing = {};
    HealthChecks health = {};
    bool operator==(const GatewaySettings&) const = default;
};

/// Does work: runs programs on the workers of its instances.
struct ServiceSettings {
    static constexpr std::string_view kKind = "service";
    Placement placement;
    WorkerPool workers;
    std::int64_t consumers = 1;  ///< Consumers of each instance on each of its subscriptions.
    Duration startupTime{0};     ///< Between the start of an instance and its first request.
    std::vector<Operation> operations;
    double rateLimit = 0;      ///< Requests per second over all instances; 0: none.
    std::int64_t burst = 100;  ///< Requests that may come at once under the rate limit.
    LoadBalancing balancing = {};
    HealthChecks health = {};
    Autoscaling autoscaling = {};
    FailedMessages failedMessages = {};
    std::vector<Redrive> redrives = {};
    bool operator==(const ServiceSettings&) const = default;
};

/// Directs sagas by commands and replies.
struct OrchestratorSettings {
    static constexpr std::string_view kKind = "orchestrator";
    Placement placement;
    WorkerPool workers;
    std::int64_t consumers = 1;
    Distribution transitionTime{distribution::Constant{std::chrono::milliseconds{1}}};  ///< Work per state transition.
    bool hasDurableLog = true;  ///< Off: an instance that crashes forgets the sagas that it has started.
    std::string store;          ///< Database of the saga log; empty: the log costs no query.
    Duration startupTime{0};
    FailedMessages failedMessages = {};
    bool operator==(const OrchestratorSettings&) const = default;
};

/// Somebody else's system: it has a response time and an error rate, and no queue that we know of.
struct ExternalSettings {
    static constexpr std::string_view kKind = "external";
    Placement placement;
    Distribution responseTime{distribution::Constant{std::chrono::milliseconds{100}}};
    double errorRate = 0;
    std::vector<Operation> operations;
    bool operator==(const ExternalSettings&) const = default;
};

/// Which nodes of a database execute reads.
enum class ReadsFrom { Primary, Replicas };
[[nodiscard]] std::span<const std::string_view> namesOf(ReadsFrom);

/// A relational database behind a connection pool at each client instance.
struct DatabaseSettings {
    static constexpr std::string_view kKind = "database";
    Placement placement;
    std::int64_t maximumPoolSize = 10;                      ///< Connections of each client instance.
    Duration connectionTimeout = std::chrono::seconds{30};  ///< Longest wait for a connection.
    Duration queryTimeout = std::chrono::seconds{30};       ///< Longest wait for the answer to a query; zero: for ever.
    std::int64_t maxConnections = 100;                      ///< Queries the server has at the same time, with those that wait.
    std::int64_t concurrency = 16;                          ///< Queries the server executes at the same time.
    Distribution readTime{distribution::Constant{std::chrono::microseconds{500}}};
    Distribution writeTime{distribution::Constant{std::chrono::milliseconds{1}}};
    std::int64_t cores = 0;   ///< Zero: as many as are needed. Queries that execute share them.
    double contention = 0;    ///< What each query beyond the cores adds to the time of all, as a share.
    ReadsFrom readsFrom = ReadsFrom::Primary;
    Distribution replicaLag{distribution::Constant{Duration{0}}};  ///< How far a replica is behind the primary.
    bool operator==(const DatabaseSettings&) const = default;
};

void describe(FieldVisitor& visit, ClientSettings& client);
void describe(FieldVisitor& visit, GatewaySettings& gateway);
void describe(FieldVisitor& visit, ServiceSettings& service);
void describe(FieldVisitor& visit, OrchestratorSettings& orchestrator);
void describe(FieldVisitor& visit, ExternalSettings& external);
void describe(FieldVisitor& visit, DatabaseSettings& database);

}  // namespace stormglass::spec
