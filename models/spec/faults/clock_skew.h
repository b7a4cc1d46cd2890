// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

enum class SkewDirection { Ahead, Behind };
[[nodiscard]] std::span<const std::string_view> namesOf(SkewDirection);

/// Sets the clocks of the victims wrong. In this model one thing depends on the time of day at an instance: whether the
/// deadline of a request has passed (drops_expired), which its caller writes by its own clock and its server reads by its
/// own. Timeouts, back-offs, heartbeats and polls count spans of time, time-to-live and retention are the broker's business, and
/// what is measured is measured by the true time. Several of these faults add up.
/// Sources: Chaos Mesh TimeChaos (timeOffset), Gremlin time travel, Antithesis clock jumps.
struct ClockSkew {
    static constexpr std::string_view kKind = "clock-skew";
    static constexpr std::string_view kHelp = "Sets clocks wrong: deadlines of requests are misjudged.";
    static constexpr bool kHasStrength = false;
    Victims victims;
    Duration offset{0};
    SkewDirection direction = SkewDirection::Ahead;
    bool operator==(const ClockSkew&) const = default;
};

void describe(FieldVisitor& visit, ClockSkew& skew);
void check(const ClockSkew& skew, FaultScope& scope);
/// "payment was 5s ahead of the time"
[[nodiscard]] std::string phraseOf(const ClockSkew& skew);

}  // namespace stormglass::spec
