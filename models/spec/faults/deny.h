// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

enum class DeniedAccess { Write, Read, Both };
[[nodiscard]] std::span<const std::string_view> namesOf(DeniedAccess);

/// A channel may not be written to, or not be read from. Whoever publishes is refused, at once and for good (a Kafka
/// producer does not repeat TOPIC_AUTHORIZATION_FAILED, RabbitMQ answers 403 ACCESS_REFUSED, SQS AccessDenied); whoever
/// consumes gets nothing new, and goes on when it is over.
///
/// Source: Chaos Mesh kafka-io, nonWritable and nonReadable.
struct Deny {
    static constexpr std::string_view kKind = "deny";
    static constexpr std::string_view kHelp = "Lets nobody write to a channel, or nobody read from it.";
    static constexpr bool kHasStrength = false;
    ChannelTarget where;
    DeniedAccess access = DeniedAccess::Write;
    bool operator==(const Deny&) const = default;
};

void describe(FieldVisitor& visit, Deny& deny);
void check(const Deny& deny, FaultScope& scope);
/// "writing to payment-events was denied"
[[nodiscard]] std::string phraseOf(const Deny& deny);

}  // namespace stormglass::spec
