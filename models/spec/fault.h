// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults: what is broken on purpose, when, and for how long.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// Ends processes at once, without a goodbye, and starts them again when the fault is over.
///
/// A component's instances are killed (their connections are reset, what they had in hand is gone); a host takes every
/// instance on it with it (its peers notice by silence); a zone takes all its hosts.
struct Crash {
    static constexpr std::string_view kKind = "crash";
    std::string target;          ///< Name of a component, a host or a zone.
    std::int64_t instances = 0;  ///< Only for a component: how many of its instances, from the first on; 0: all.
    bool operator==(const Crash&) const = default;
};

/// Every kind of fault. A new kind is one more alternative here.
using FaultSettings = std::variant<Crash>;

struct Fault {
    std::string name;
    FaultSettings settings;
    Duration at{0};        ///< From the start of the run, warm-up included.
    Duration lasting{0};   ///< Zero: until the end of the run.
    bool operator==(const Fault&) const = default;
};

void describe(FieldVisitor& visit, Crash& crash);
void describe(FieldVisitor& visit, Fault& fault);

}  // namespace stormglass::spec
