// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/error.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(ErrorMoment)
{
    static constexpr std::string_view kNames[] = {"before", "after"};
    return kNames;
}

void describe(FieldVisitor& visit, Error& error)
{
    describe(visit, error.victims);
    visit.ratio("requests", error.requests, {.help = "Share of the requests and messages that fail.",
                                             .source = "Istio abort, AWS FIS inject-api errors: percentage",
                                             .isRequired = true});
    visit.choice("moment", error.moment,
                 {.help = "before: nothing has been done; after: all has been done, and the answer says that it failed.",
                  .source = "Istio aborts before the server is reached"});
}

void check(const Error& error, FaultScope& scope)
{
    checkVictims(error.victims, scope, kServingKinds);
    if (error.requests <= 0)
        scope.error("/requests", "the fault hits nothing: expected more than 0%");
}

std::string phraseOf(const Error& error) { return phraseOf(error.victims, "failing"); }

}  // namespace stormglass::spec
