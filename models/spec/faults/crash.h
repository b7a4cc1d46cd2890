// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Ends processes at once, without a goodbye, and starts them again when the fault is over.
///
/// A component's instances are killed (their connections are reset, what they had in hand is gone); a host takes every
/// instance on it with it (its peers notice by silence); a zone takes all its hosts. Clients are no processes of ours: they
/// ask all the same.
/// Source: Chaos Mesh PodChaos pod-kill, LitmusChaos pod-delete, AWS FIS stop-instances.
struct Crash {
    static constexpr std::string_view kKind = "crash";
    static constexpr std::string_view kHelp = "Ends instances, a host or a zone at once, and starts them again when it is over.";
    static constexpr bool kHasStrength = false;
    Victims victims;
    bool operator==(const Crash&) const = default;
};

void describe(FieldVisitor& visit, Crash& crash);
void check(const Crash& crash, FaultScope& scope);
/// "payment was down": what is the case while it lasts.
[[nodiscard]] std::string phraseOf(const Crash& crash);

}  // namespace stormglass::spec
