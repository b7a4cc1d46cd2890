// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/outage.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(OutageAnswer)
{
    static constexpr std::string_view kNames[] = {"refuse", "hang"};
    return kNames;
}

void describe(FieldVisitor& visit, Outage& outage)
{
    describe(visit, outage.victims);
    visit.choice("answer", outage.answer,
                 {.help = "refuse: requests are refused at once; hang: they are never answered.",
                  .source = "Toxiproxy: down, timeout"});
}

void check(const Outage& outage, FaultScope& scope) { checkVictims(outage.victims, scope, Outage::kVictimKinds); }

std::string phraseOf(const Outage& outage)
{
    return phraseOf(outage.victims, outage.answer == OutageAnswer::Refuse ? "refusing requests" : "not answering");
}

}  // namespace stormglass::spec
