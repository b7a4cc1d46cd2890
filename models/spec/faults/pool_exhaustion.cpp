// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/pool_exhaustion.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, PoolExhaustion& poolExhaustion)
{
    visit.reference("target", poolExhaustion.target, RefersTo::Store, {.help = "Database that the pools lead to.", .isRequired = true});
    visit.reference("client", poolExhaustion.client, RefersTo::Component, {.help = "Only the pools of this component's instances; absent: of everyone."});
    visit.ratio("share", poolExhaustion.share, {.help = "Share of the connections of each pool, rounded up."});
}

void check(const PoolExhaustion& poolExhaustion, FaultScope& scope)
{
    scope.requireComponent("/client", poolExhaustion.client);
    static constexpr std::string_view kClients[] = {ServiceSettings::kKind,         OrchestratorSettings::kKind, ExternalSettings::kKind,
                                                    StreamProcessorSettings::kKind, ReadModelSettings::kKind,    DashboardSettings::kKind};
    if (!poolExhaustion.client.empty())
        static_cast<void>(scope.requireKind("/client", poolExhaustion.client, kClients));
    if (poolExhaustion.share <= 0)
        scope.error("/share", "the fault hits nothing: expected more than 0%");
}

std::string phraseOf(const PoolExhaustion& poolExhaustion)
{
    return percentToText(poolExhaustion.share) + " of the connections " + (poolExhaustion.client.empty() ? "" : "of " + poolExhaustion.client + " ")
        + "to " + poolExhaustion.target + " were leaked";
}

}  // namespace stormglass::spec
