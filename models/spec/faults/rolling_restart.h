// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Starts the victims again, one after the other, in good order, with no spare instance.
///
/// An instance gets no new requests, finishes those that it has, lets its consumers leave when they have dealt with what
/// they have begun, and ends; after the grace period it is killed with what is left. It is started again at once, and when
/// its start-up time is over, it is the turn of the next. Who is down when its turn comes is passed over. When the fault is
/// over, no other instance is begun.
/// Sources: Kubernetes rolling update with maxSurge 0 and maxUnavailable 1, terminationGracePeriodSeconds 30; the close of
/// Kafka's consumer (LeaveGroup).
struct RollingRestart {
    static constexpr std::string_view kKind = "rolling-restart";
    static constexpr std::string_view kHelp = "Drains and restarts the instances one after the other.";
    static constexpr bool kHasStrength = false;
    Victims victims;
    Duration grace = std::chrono::seconds{30};
    bool operator==(const RollingRestart&) const = default;
};

void describe(FieldVisitor& visit, RollingRestart& restart);
void check(const RollingRestart& restart, FaultScope& scope);
/// "payment was restarted instance by instance"
[[nodiscard]] std::string phraseOf(const RollingRestart& restart);

}  // namespace stormglass::spec
