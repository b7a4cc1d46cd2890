// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

class FaultScope;

/// Connections of the pools to a database are gone: leaked by code that does not give them back, or held by something
/// that hangs. Each instance has so many fewer; whoever finds none waits for the connection timeout.
///
/// Source: HikariCP, leakDetectionThreshold and connectionTimeout; the pool of DatabaseSettings.
struct PoolExhaustion {
    static constexpr std::string_view kKind = "pool-exhaustion";
    static constexpr std::string_view kHelp = "Connections of the pools to a database are leaked: each client instance has so many fewer.";
    static constexpr bool kHasStrength = true;
    std::string target;
    std::string client;  ///< Component whose pools they are; empty: every client of the database.
    double share = 1;    ///< Of each pool, rounded up.
    bool operator==(const PoolExhaustion&) const = default;
};

void describe(FieldVisitor& visit, PoolExhaustion& poolExhaustion);
void check(const PoolExhaustion& poolExhaustion, FaultScope& scope);
/// "50% of the connections of payment to orders-db were leaked"
[[nodiscard]] std::string phraseOf(const PoolExhaustion& poolExhaustion);

}  // namespace stormglass::spec
