// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// The name of a component cannot be looked up: new connections to it fail, those in place live on.
///
/// A request to a gateway, service, orchestrator or external system opens a connection of its own here, so it fails at
/// once; so does every call to SQS and SNS. Clients of Kafka, RabbitMQ, NATS and MQTT keep their connections and fail when
/// they have to connect again. Clients of a database have a pool of connections in place: nothing would happen to them.
/// Not modelled: the look-ups of clients of Redis and of Pub/Sub.
/// Source: Chaos Mesh DNSChaos error, LitmusChaos pod-dns-error.
struct DnsError {
    static constexpr std::string_view kKind = "dns-error";
    static constexpr std::string_view kHelp = "The name of a component cannot be looked up: new connections fail.";
    static constexpr bool kHasStrength = false;
    std::string target;
    double share = 1;  ///< Of the look-ups, that fail.
    bool operator==(const DnsError&) const = default;
};

void describe(FieldVisitor& visit, DnsError& error);
class FaultScope;
void check(const DnsError& error, FaultScope& scope);
[[nodiscard]] std::string phraseOf(const DnsError& error);

}  // namespace stormglass::spec
