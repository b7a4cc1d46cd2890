// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/latency.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(JitterForm)
{
    static constexpr std::string_view kNames[] = {"uniform", "normal", "pareto"};
    return kNames;
}

void describe(FieldVisitor& visit, Latency& latency)
{
    describe(visit, latency.ways);
    visit.duration("delay", latency.delay, {.help = "Added to every packet.", .source = "Gremlin: 100 ms"});
    visit.duration("jitter", latency.jitter,
                   {.help = "Spread of the added delay. Packets keep their order all the same, since connections do.",
                    .source = "tc-netem(8) delay"});
    visit.choice("distribution", latency.form,
                 {.help = "uniform: anything within the jitter. normal, pareto: the jitter is the standard deviation.",
                  .source = "tc-netem(8) distribution"});
    visit.ratio("correlation", latency.correlation,
                {.help = "How much of the last packet's luck the next one has.", .source = "tc-netem(8) delay", .max = 0.99});
}

void check(const Latency& latency, FaultScope& scope)
{
    checkWays(latency.ways, scope);
    if (latency.delay == Duration::zero() && latency.jitter == Duration::zero())
        scope.error("/delay", "the fault hits nothing: expected more than 0s");
    else if (latency.jitter > latency.delay)
        scope.error("/jitter", "expected at most \"delay\" (" + stormglass::toText(latency.delay) + "), found \""
                        + stormglass::toText(latency.jitter)
                        + "\": nothing arrives before it was sent");
}

std::string phraseOf(const Latency& latency)
{
    const std::string spread = latency.jitter > Duration::zero() ? ", give or take " + stormglass::toText(latency.jitter) : "";
    return phraseOf(latency.ways) + " took " + stormglass::toText(latency.delay) + " longer" + spread;
}

}  // namespace stormglass::spec
