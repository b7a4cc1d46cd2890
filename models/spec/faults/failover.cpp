// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/failover.h"

#include "models/spec/faults/fault_scope.h"

#include <algorithm>

namespace stormglass::spec {

void describe(FieldVisitor& visit, Failover& failover)
{
    visit.reference("target", failover.target, RefersTo::Store, {.help = "Database whose primary is lost.", .isRequired = true});
    visit.distribution("takeover", failover.takeover, {.help = "Time until a replica serves; the fault lasts at least as long.", .source = "Amazon RDS, Multi-AZ DB instance: typically 60 to 120 s; Multi-AZ DB cluster: under 35 s"});
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

Duration longestTakeover(const Failover& failover)
{
    const auto longest = [&](const auto& form) {
        if constexpr (requires { form.high; })
            return form.high;
        else if constexpr (requires { form.max; })
            return form.max;
        else if constexpr (requires { form.bins; })
            return std::ranges::max_element(form.bins, {}, &distribution::Empirical::Bin::value)->value;
        else
            return failover.takeover.mean();
    };
    return std::visit(longest, failover.takeover.form);
}

std::string phraseOf(const Failover& failover)
{
    return failover.target + " failed over to a replica";
}

}  // namespace stormglass::spec
