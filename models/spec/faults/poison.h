// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

/// Messages are published that nobody will ever be able to process, and stay so: a handler does its work and fails,
/// before it has had any effect, each time. Such a message blocks its partition in Kafka, and costs attempts
/// elsewhere, until it is dead-lettered where that is arranged.
///
/// Source: the poison message of messaging literature and of dead-letter policies (SQS maxReceiveCount, RabbitMQ
/// x-delivery-limit).
struct Poison {
    static constexpr std::string_view kKind = "poison";
    static constexpr std::string_view kHelp = "Makes messages that no handler can process: it fails after its work, each time.";
    static constexpr bool kHasStrength = true;
    MessageTarget messages;
    double share = 0.1;
    std::int64_t nth = 0;  ///< Every nth message instead of a share; 0: the share.
    bool operator==(const Poison&) const = default;
};

void describe(FieldVisitor& visit, Poison& poison);
void check(const Poison& poison, FaultScope& scope);
/// "10% of the messages of payment-events could not be processed"
[[nodiscard]] std::string phraseOf(const Poison& poison);

}  // namespace stormglass::spec
