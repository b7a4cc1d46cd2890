// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Kills one of the instances that are up, each as likely as the others, at exponential intervals, and starts each of them
/// again after a time. When the fault is over, who is down is started at once.
/// Source: Netflix Chaos Monkey, mean time between terminations (its coin per work day is the discrete form of the same).
struct ChaosMonkey {
    static constexpr std::string_view kKind = "chaos-monkey";
    static constexpr std::string_view kHelp = "Kills one random instance of several components, again and again.";
    static constexpr bool kHasStrength = false;
    std::vector<std::string> targets;
    Duration meanInterval = std::chrono::seconds{30};
    Duration restartAfter = std::chrono::seconds{10};
    bool operator==(const ChaosMonkey&) const = default;
};

void describe(FieldVisitor& visit, ChaosMonkey& monkey);
void check(const ChaosMonkey& monkey, FaultScope& scope);
/// "instances of payment and inventory were killed at random"
[[nodiscard]] std::string phraseOf(const ChaosMonkey& monkey);

}  // namespace stormglass::spec
