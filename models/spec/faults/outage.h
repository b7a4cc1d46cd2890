// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// What a request hears of a dependency that is out.
enum class OutageAnswer {
    Refuse,  ///< "Not here", at once.
    Hang     ///< Nothing: it is accepted and never answered.
};
[[nodiscard]] std::span<const std::string_view> namesOf(OutageAnswer);

/// A dependency that takes no requests, while what it has in hand goes on. Its consumers go on, too. A managed service
/// refuses or swallows every call; receivers get nothing, and nothing in its queues is lost. Of a database or another store
/// each instance is out for itself: of one that stands by nobody notices it, of a read replica its reads do.
/// Sources: AWS FIS inject-api-unavailable-error and disrupt-connectivity, Toxiproxy down and timeout.
struct Outage {
    static constexpr std::string_view kKind = "outage";
    static constexpr std::string_view kHelp = "A dependency refuses every request, or never answers.";
    static constexpr bool kHasStrength = false;
    static constexpr std::string_view kVictimKinds[] = {"gateway", "service", "orchestrator", "external", "database", "cache",
                                                        "columnar-store", "time-series-store", "event-store", "eventbridge", "sqs", "sns", "pubsub"};
    Victims victims;
    OutageAnswer answer = OutageAnswer::Refuse;
    bool operator==(const Outage&) const = default;
};

void describe(FieldVisitor& visit, Outage& outage);
void check(const Outage& outage, FaultScope& scope);
/// "bank was refusing requests"
[[nodiscard]] std::string phraseOf(const Outage& outage);

}  // namespace stormglass::spec
