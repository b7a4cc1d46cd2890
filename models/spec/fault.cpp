// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/fault.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Crash& crash)
{
    visit.reference("target", crash.target, RefersTo::Place,
                    {.help = "Component, host or zone that crashes.", .source = "Chaos Mesh PodChaos pod-kill; AWS FIS stop-instances", .isRequired = true});
    visit.integer("instances", crash.instances, {.help = "How many instances of a component crash; 0: all.", .max = 10000});
}

void describe(FieldVisitor& visit, Fault& fault)
{
    visit.name("name", fault.name, {.help = "Name of the fault, for expectations.", .isRequired = true});
    visit.variant("fault", fault.settings, {.help = "What happens.", .isRequired = true});
    visit.duration("at", fault.at, {.help = "Start, counted from the start of the run (warm-up included).", .isRequired = true});
    visit.duration("for", fault.lasting, {.help = "How long; 0s: until the end of the run."});
}

}  // namespace stormglass::spec
