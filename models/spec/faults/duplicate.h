// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

/// An application sends messages a second time after a gap: it has not noticed that the first one arrived. The second
/// is a message of its own, so no broker's deduplication catches it (Kafka, design: idempotence covers the retries of
/// the client library, not what the application sends again), except a FIFO queue of SQS that goes by the content. Otherwise consumers see it
/// twice; the books show it as extra.
///
/// Source: NetworkChaos duplicates packets, which TCP hides; this is what that fault would be for messages.
struct Duplicate {
    static constexpr std::string_view kKind = "duplicate";
    static constexpr std::string_view kHelp = "Publishes a share of the messages a second time, after a gap: an application that sends again.";
    static constexpr bool kHasStrength = true;
    MessageTarget messages;
    double share = 0.1;
    Duration gap = std::chrono::seconds{1};  ///< From the first to the second.
    bool operator==(const Duplicate&) const = default;
};

void describe(FieldVisitor& visit, Duplicate& duplicate);
void check(const Duplicate& duplicate, FaultScope& scope);
/// "10% of the messages of payment-events were published twice"
[[nodiscard]] std::string phraseOf(const Duplicate& duplicate);

}  // namespace stormglass::spec
