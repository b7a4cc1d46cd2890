// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/capacity.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Capacity& capacity)
{
    describe(visit, capacity.victims);
    visit.ratio("taken", capacity.taken, {.help = "Share of the capacity that is taken away.",
                                          .source = "Chaos Mesh StressChaos: load per worker", .isRequired = true});
}

void check(const Capacity& capacity, FaultScope& scope)
{
    checkVictims(capacity.victims, scope, kOwnKinds);
    if (capacity.taken <= 0)
        scope.error("/taken", "the fault hits nothing: expected more than 0%");
}

std::string phraseOf(const Capacity& capacity)
{
    return phraseOf(capacity.victims, "short of " + percentToText(capacity.taken) + " of its capacity");
}

}  // namespace stormglass::spec
