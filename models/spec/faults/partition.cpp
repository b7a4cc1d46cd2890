// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/partition.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(PartitionMode)
{
    static constexpr std::string_view kNames[] = {"jam", "stop", "slow"};
    return kNames;
}

void describe(FieldVisitor& visit, Partition& partition)
{
    describe(visit, partition.ways);
    visit.choice("mode", partition.mode,
                 {.help = "jam: packets disappear, and what was under way arrives after the end. stop: connections are reset "
                          "and refused at once. slow: bytes trickle.",
                  .source = "iptables DROP; iptables REJECT, Toxiproxy down; Toxiproxy bandwidth"});
    visit.bandwidth("rate", partition.rate,
                    {.help = "With mode slow: what each sending host still gets through.",
                     .source = "Toxiproxy counts its bandwidth in kB/s: the least is one",
                     .min = 1});
}

void check(const Partition& partition, FaultScope& scope) { checkWays(partition.ways, scope); }

std::string phraseOf(const Partition& partition)
{
    switch (partition.mode) {
    case PartitionMode::Jam: return phraseOf(partition.ways) + " swallowed everything";
    case PartitionMode::Stop: return phraseOf(partition.ways) + " was cut";
    case PartitionMode::Slow: return phraseOf(partition.ways) + " trickled at " + bandwidthToText(partition.rate);
    }
    return phraseOf(partition.ways) + " was cut";
}

}  // namespace stormglass::spec
