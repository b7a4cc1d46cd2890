// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which queues of RabbitMQ get a message, what its publisher says of it, and which consumers come first.
#pragma once

#include "models/spec/field_visitor.h"

#include <string>
#include <vector>

namespace stormglass::spec {

enum class RabbitmqExchangeType { Fanout, Direct, Topic, Headers };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqExchangeType);

/// How many of its arguments a binding to a headers exchange asks for, and whether those that begin with "x-" count.
enum class RabbitmqHeaderMatch { All, Any, AllWithX, AnyWithX };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqHeaderMatch);

/// A field of a message, or one that a binding asks for.
struct RabbitmqHeader {
    std::string name;
    std::string value;  ///< Of a binding, empty: whatever it is.
    bool operator==(const RabbitmqHeader&) const = default;
};
void describe(FieldVisitor& visit, RabbitmqHeader& header);

/// Lets messages into the queue of a component, or on to another exchange.
struct RabbitmqBinding {
    std::string component{};  ///< Empty: it leads to an exchange.
    std::string exchange{};   ///< A channel of the same broker.
    std::string routingKey{};  ///< Of a direct or topic exchange.
    RabbitmqHeaderMatch match = RabbitmqHeaderMatch::All;
    std::vector<RabbitmqHeader> arguments{};  ///< Of a headers exchange.
    bool operator==(const RabbitmqBinding&) const = default;
};
void describe(FieldVisitor& visit, RabbitmqBinding& binding);

/// What publishers say of messages besides their bodies (basic properties of AMQP 0-9-1).
struct RabbitmqProperties {
    std::string event{};       ///< Of which messages; empty: of all.
    double share = 1;          ///< Of these; the others may have the properties of a later entry.
    Duration expiration{0};    ///< Zero: none.
    std::int64_t priority = 0;
    std::vector<RabbitmqHeader> headers{};
    bool operator==(const RabbitmqProperties&) const = default;
};
void describe(FieldVisitor& visit, RabbitmqProperties& properties);

/// Of the consumers of a queue, in the order in which they come for the first time, the next so many.
struct RabbitmqConsumerPriority {
    std::string component;
    std::int64_t consumers = 1;
    std::int64_t priority = 0;  ///< Those that no entry names have 0.
    bool operator==(const RabbitmqConsumerPriority&) const = default;
};
void describe(FieldVisitor& visit, RabbitmqConsumerPriority& priority);

}  // namespace stormglass::spec
