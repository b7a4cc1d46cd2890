// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Makes requests and messages take longer: their work takes factor times as long, and each takes extra on top, on a
/// worker. Whom it befalls is drawn when its handling begins; what has begun before is not affected.
///
/// The strength s of a ramp makes the factor 1 + (factor - 1) s and the extra time s times as long.
/// Sources: LitmusChaos pod-http-latency (latency, toxicity), AWS FIS lambda invocation-add-delay (delay, percentage),
/// Istio fixedDelay with percentage.
struct Slow {
    static constexpr std::string_view kKind = "slow";
    static constexpr std::string_view kHelp = "Makes the work of requests and messages take longer.";
    static constexpr bool kHasStrength = true;
    Victims victims;
    double factor = 1;
    Distribution extra;
    double requests = 1;  ///< Share of the requests and messages that it befalls.
    bool operator==(const Slow&) const = default;
};

void describe(FieldVisitor& visit, Slow& slow);
void check(const Slow& slow, FaultScope& scope);
/// "payment was slow"
[[nodiscard]] std::string phraseOf(const Slow& slow);

}  // namespace stormglass::spec
