// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Designs: how a flow is built. What differs between designs is only what the design means.
#pragma once

#include "models/spec/components/consuming.h"
#include "models/spec/program.h"
#include "simcore/base/one_of.h"

namespace stormglass::spec {

/// Who makes the calls of a request-response flow.
enum class CallOrder {
    FromOwner,  ///< The component of the first step calls the others, one after the other.
    Chain,      ///< Each component calls the next.
    Parallel    ///< The component of the first step calls those that do not depend on each other at the same time.
};
[[nodiscard]] std::span<const std::string_view> namesOf(CallOrder);

/// Synchronous calls: the client waits for the whole flow. No durable record of a flow under way.
struct RequestResponse {
    static constexpr std::string_view kKind = "request-response";
    CallOrder calls = CallOrder::FromOwner;
    CallPolicy policy;
    CallPolicy compensationPolicy{.maxAttempts = 3};
    bool operator==(const RequestResponse&) const = default;
};

/// Who carries the rows of an outbox to the broker.
enum class OutboxRelay {
    Poller,  ///< An instance of the component, which looks into the table.
    LogTail  ///< A connector of its own, which reads the log of the database.
};
[[nodiscard]] std::span<const std::string_view> namesOf(OutboxRelay);

/// How the events of a component leave it.
struct Outbox {
    bool isEnabled = true;
    OutboxRelay relay = OutboxRelay::Poller;
    Duration pollInterval{50'000'000};
    std::int64_t batch = 100;  ///< Rows that one poll takes.

    /// The defaults of that sort of relay.
    [[nodiscard]] static Outbox through(OutboxRelay relay);
    bool operator==(const Outbox&) const = default;
};

/// Components react to each other's events; no one directs.
struct Choreography {
    static constexpr std::string_view kKind = "choreography";
    std::string broker;
    Outbox outbox;
    bool areConsumersIdempotent = true;
    Deduplication deduplication = {};
    bool operator==(const Choreography&) const = default;
};

/// An orchestrator sends commands, keeps a saga log and directs compensations.
struct Orchestration {
    static constexpr std::string_view kKind = "orchestration";
    std::string broker;
    std::string orchestrator;  ///< Component of kind orchestrator.
    Outbox outbox;
    bool areConsumersIdempotent = true;
    Deduplication deduplication = {};
    bool operator==(const Orchestration&) const = default;
};

using StyleKinds = TypeList<RequestResponse, Choreography, Orchestration>;

struct Design {
    std::string name;
    OneOf<StyleKinds> style;
    bool operator==(const Design&) const = default;
};

void describe(FieldVisitor& visit, RequestResponse& style);
void describe(FieldVisitor& visit, Outbox& outbox);
void describe(FieldVisitor& visit, Choreography& style);
void describe(FieldVisitor& visit, Orchestration& style);
void describe(FieldVisitor& visit, Design& design);

}  // namespace stormglass::spec
