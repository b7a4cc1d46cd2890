// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// Multiplies the load: factor times as many requests, or users of a closed loop. A factor below 1 is a lull.
///
/// The requests of the workload itself come at the same instants as without the fault. More of them are added as a second
/// stream of the same kind with rate (factor - 1) x rate and draws of its own; of fewer, each is kept with probability
/// factor. Several surges of one workload add what they add; lulls multiply. The strength s of a ramp makes the factor
/// 1 + (factor - 1) s. In a closed loop further users come, and leave after their last answer.
/// Sources: superposition and thinning of point processes (Lewis and Shedler 1979); LitmusChaos k6-loadgen.
struct Surge {
    static constexpr std::string_view kKind = "surge";
    static constexpr std::string_view kHelp = "Multiplies the load, or lessens it.";
    static constexpr bool kHasStrength = true;
    std::string workload;  ///< Empty: all of them.
    double factor = 2;
    bool operator==(const Surge&) const = default;
};

class FaultScope;

void describe(FieldVisitor& visit, Surge& surge);
void check(const Surge& surge, FaultScope& scope);
/// "the load of shoppers was 3 times as high"
[[nodiscard]] std::string phraseOf(const Surge& surge);

}  // namespace stormglass::spec
