// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/memory_leak.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, MemoryLeak& leak)
{
    static constexpr std::string_view kKubernetes = "Kubernetes, Pod lifecycle: container restarts";
    describe(visit, leak.victims);
    visit.bytes("limit", leak.limit, {.help = "What an instance can leak before it is killed.",
                                      .source = "Kubernetes: resources.limits.memory", .min = 1, .max = 1e15, .isRequired = true});
    visit.bandwidth("rate", leak.rate, {.help = "How fast it leaks.", .min = 1, .max = 1e15, .isRequired = true});
    visit.ratio("gc_overhead", leak.gcOverhead,
                {.help = "Time that garbage collection adds to the work when half of the limit is in use.",
                 .source = "HotSpot, G1: GCTimeRatio 12, that is one thirteenth of the time"});
    visit.duration("back_off", leak.backOff, {.help = "Wait before the second restart; doubled with each that follows.",
                                              .source = kKubernetes});
    visit.duration("back_off_max", leak.backOffMost, {.help = "The longest wait before a restart.", .source = kKubernetes});
}

void check(const MemoryLeak& leak, FaultScope& scope)
{
    checkVictims(leak.victims, scope, kOwnKinds);
    if (leak.backOffMost < leak.backOff)
        scope.error("/back_off_max", "expected at least back_off (" + stormglass::toText(leak.backOff) + "), found \""
                        + stormglass::toText(leak.backOffMost) + '"');
}

std::string phraseOf(const MemoryLeak& leak) { return phraseOf(leak.victims, "leaking memory"); }

}  // namespace stormglass::spec
