// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/slow.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Slow& slow)
{
    describe(visit, slow.victims);
    visit.number("factor", slow.factor, {.help = "Work takes so many times as long.", .min = 0.01, .max = 1e6});
    visit.distribution("extra", slow.extra, {.help = "Time that each of them takes on top, on a worker.",
                                             .source = "LitmusChaos pod-http-latency; AWS FIS lambda invocation-add-delay"});
    visit.ratio("requests", slow.requests, {.help = "Share of the requests and messages that it befalls.",
                                            .source = "LitmusChaos: TOXICITY 100"});
}

void check(const Slow& slow, FaultScope& scope)
{
    checkVictims(slow.victims, scope, kServingKinds);
    if (slow.requests <= 0)
        scope.error("/requests", "the fault hits nothing: expected more than 0%");
    const Slow idle;
    if (slow.factor == idle.factor && slow.extra == idle.extra)
        scope.error("/factor", "the fault hits nothing: expected a factor other than 1, or \"extra\"");
}

std::string phraseOf(const Slow& slow) { return phraseOf(slow.victims, "slow"); }

}  // namespace stormglass::spec
