// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Handlers of messages get stuck, while their process lives on, sends heartbeats and serves requests: a lock that is never
/// given back, a call without a timeout.
///
/// Nothing new is begun, and what is being handled is not acknowledged before the fault is over. What follows is the
/// broker's: max.poll.interval.ms of Kafka, consumer_timeout of RabbitMQ, the visibility timeout of SQS. A process that is
/// started again is not stuck.
/// Sources: the poll gap of Kafka's KafkaConsumer, RabbitMQ's delivery acknowledgement timeout, Antithesis thread hang.
struct Hang {
    static constexpr std::string_view kKind = "hang";
    static constexpr std::string_view kHelp = "Handlers of messages get stuck; their process lives on and keeps its connections.";
    static constexpr bool kHasStrength = false;
    static constexpr std::string_view kVictimKinds[] = {"service", "orchestrator"};
    Victims victims;
    bool operator==(const Hang&) const = default;
};

void describe(FieldVisitor& visit, Hang& hang);
void check(const Hang& hang, FaultScope& scope);
/// "payment was stuck"
[[nodiscard]] std::string phraseOf(const Hang& hang);

}  // namespace stormglass::spec
