// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/failover.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Failover& failover)
{
    visit.reference("target", failover.target, RefersTo::Store, {.help = "Database whose primary is lost.", .isRequired = true});
    visit.distribution("takeover", failover.takeover, {.help = "Time until a replica serves.", .source = "Amazon RDS, Multi-AZ DB instance: typically 60 to 120 s; Multi-AZ DB cluster: under 35 s"});
}

void check(const Failover& failover, FaultScope& scope)
{
    const Component* store = scope.findComponent(failover.target);
    const auto* database = store == nullptr ? nullptr : std::get_if<DatabaseSettings>(&store->settings);
    if (store != nullptr && database == nullptr && infoOf(store->settings).category == "stores")
        scope.error("/target", "expected a database with a replica, \"" + failover.target + "\" is of kind " + std::string(infoOf(store->settings).kind));
    if (database != nullptr && database->placement.instances < 2)
        scope.error("/target", "expected a database with a replica, \"" + failover.target + "\" has 1 instance");
}

std::string phraseOf(const Failover& failover)
{
    return failover.target + " failed over to a replica";
}

}  // namespace stormglass::spec
