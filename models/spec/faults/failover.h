// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

class FaultScope;

/// The primary of a database is lost: its connections are reset, and nobody answers until a replica has taken over. The
/// replica has everything (synchronous replication, as in a Multi-AZ deployment). The old primary stays away while the
/// fault lasts, and is a replica afterwards: nothing fails back. The fault lasts at least until the replica serves, however
/// short its "for".
///
/// Source: AWS FIS rds failover-db-cluster and reboot-db-instances with forced failover.
struct Failover {
    static constexpr std::string_view kKind = "failover";
    static constexpr std::string_view kHelp = "The primary of a database is lost, and a replica takes over after a time. \"for\" is how long the old "
                                              "primary stays away; the fault lasts at least until the replica serves.";
    static constexpr bool kHasStrength = false;
    std::string target;
    Distribution takeover{distribution::Uniform{std::chrono::seconds{60}, std::chrono::seconds{120}}};
    bool operator==(const Failover&) const = default;
};

void describe(FieldVisitor& visit, Failover& failover);
void check(const Failover& failover, FaultScope& scope);
/// The longest that it can take until a replica serves; where there is no longest, what it takes on average.
[[nodiscard]] Duration longestTakeover(const Failover& failover);
/// "orders-db failed over to a replica"
[[nodiscard]] std::string phraseOf(const Failover& failover);

}  // namespace stormglass::spec
