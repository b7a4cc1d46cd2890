// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults: what is broken on purpose, when, and for how long.
#pragma once

#include "models/spec/faults/bandwidth.h"
#include "models/spec/faults/crash.h"
#include "models/spec/faults/dns_error.h"
#include "models/spec/faults/latency.h"
#include "models/spec/faults/loss.h"
#include "models/spec/faults/partition.h"
#include "models/spec/faults/timing.h"

#include <optional>

namespace stormglass::spec {

/// Every kind of fault. A new kind is one more alternative here; reader, schema, catalogue and validation follow.
///
/// A kind is a value with kKind, kHelp and kHasStrength, and three functions beside it: describe() names its fields,
/// check() tells when it hits nothing, phraseOf() says in words what is the case while it lasts.
using FaultSettings = std::variant<
    Bandwidth,
    Crash,
    DnsError,
    Latency,
    Loss,
    Partition>;

struct Fault {
    std::string name;
    FaultSettings settings;
    FaultTiming timing;
    bool operator==(const Fault&) const = default;
};

[[nodiscard]] std::string_view kindOf(const Fault& fault);
[[nodiscard]] std::string phraseOf(const Fault& fault);
/// The component, host or zone that it hits; nothing for a fault that hits something else.
[[nodiscard]] const std::string* targetOf(const Fault& fault);
/// Everything that is wrong with the fault itself. Precondition: names that it refers to have been checked elsewhere.
void check(const Fault& fault, FaultScope& scope);

void describe(FieldVisitor& visit, Fault& fault);

}  // namespace stormglass::spec
