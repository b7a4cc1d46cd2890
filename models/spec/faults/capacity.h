// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Takes a share of the capacity away, as other processes on the same cores do.
///
/// Of the workers for requests so many fewer take new work, rounded to whole workers; one stays unless all are taken. What
/// is at work goes on. Handlers of messages, each its own worker, take 1 / (1 - share) times as long, and get stuck where
/// all is taken. Several of these faults add up.
/// Sources: Chaos Mesh StressChaos (CPU workers and load), Gremlin CPU, the capacity reduction of stability-sim.
struct Capacity {
    static constexpr std::string_view kKind = "capacity";
    static constexpr std::string_view kHelp = "Takes a share of the workers away (CPU stress).";
    static constexpr bool kHasStrength = true;
    Victims victims;
    double taken = 0.5;
    bool operator==(const Capacity&) const = default;
};

void describe(FieldVisitor& visit, Capacity& capacity);
void check(const Capacity& capacity, FaultScope& scope);
/// "payment was short of 50 % of its capacity"
[[nodiscard]] std::string phraseOf(const Capacity& capacity);

}  // namespace stormglass::spec
