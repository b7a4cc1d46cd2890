// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/surge.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Surge& surge)
{
    visit.reference("workload", surge.workload, RefersTo::Workload, {.help = "Workload that it multiplies; absent: all of them."});
    visit.number("factor", surge.factor, {.help = "So many times the load; below 1: less.", .max = 1000, .isRequired = true});
}

void check(const Surge& surge, FaultScope& scope)
{
    if (surge.factor == 1)
        scope.error("/factor", "the fault hits nothing: expected a factor other than 1");
    if (surge.workload.empty() && scope.scenario().workload.empty())
        scope.error("/fault", "the fault hits nothing: there is no workload");
}

std::string phraseOf(const Surge& surge)
{
    return (surge.workload.empty() ? "the load" : "the load of " + surge.workload) + " was " + numberToText(surge.factor)
        + " times as high";
}

}  // namespace stormglass::spec
