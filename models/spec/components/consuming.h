// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a component does about messages that it cannot handle, and about those that come twice.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// What becomes of a message that has failed in every attempt.
enum class GiveUp {
    Skip,        ///< It is passed over. A broker with a dead-letter channel of its own puts it there.
    DeadLetter,  ///< The consumer publishes it to a channel.
    Park         ///< It is laid aside at the component, for a person to look at.
};
[[nodiscard]] std::span<const std::string_view> namesOf(GiveUp);

/// How often a consumer tries by itself, with the message in its hands: what comes after it waits.
struct FailedMessages {
    std::int64_t maxAttempts = 0;  ///< Zero: none by itself; it gives the message back to the broker at once.
    Duration firstDelay{0};
    Duration maxDelay = std::chrono::seconds{30};
    double growthFactor = 1;
    std::int64_t mostDeaths = 0;  ///< Of RabbitMQ, by x-death: before that the broker dead-letters it; zero: it does not matter.
    GiveUp then = GiveUp::Skip;
    std::string deadLetterChannel = {};  ///< For DeadLetter.
    bool operator==(const FailedMessages&) const = default;
};

/// Moves messages of a channel, such as dead letters, to another one.
struct Redrive {
    std::string from;
    std::string to;
    double rate = 10;   ///< Messages per second over all instances.
    Duration start{0};  ///< From the start of the run.
    bool isOnce = false;  ///< Ends when as many have been moved as were there at its start.
    bool operator==(const Redrive&) const = default;
};

/// How long a consumer remembers what it has done. What comes again later takes effect again.
struct Deduplication {
    Duration window{0};      ///< Zero: for ever.
    std::int64_t count = 0;  ///< Effects that a step remembers; zero: all.
    bool operator==(const Deduplication&) const = default;
};

void describe(FieldVisitor& visit, FailedMessages& failed);
void describe(FieldVisitor& visit, Redrive& redrive);
void describe(FieldVisitor& visit, Deduplication& deduplication);

}  // namespace stormglass::spec
