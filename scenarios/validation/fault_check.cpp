// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A fault that hits nothing is an error: a test that breaks nothing would always pass. Each kind of fault knows what it
// needs; here it is asked.
#include "models/spec/faults/fault_scope.h"
#include "scenarios/validation/context.h"

namespace stormglass {
namespace {

/// Whether all is known that a fault could hit, so that "it hits nothing" is more than "the rest could not be read".
bool isComplete(const ValidationContext& context)
{
    const NameTables& names = context.names();
    return names.components.isComplete() && names.hosts.isComplete() && names.zones.isComplete()
        && names.areMessagesKnown() && names.faults.isComplete() && names.workload.isComplete()
        && context.isRead("/run/duration") && context.isRead("/run/drain");
}

/// "after" must lead to a fault that starts by the clock.
void checkOrder(ValidationContext& context, std::size_t start)
{
    const auto& faults = context.scenario().chaos;
    const NameTable& names = context.names().faults;
    std::size_t at = start;
    for (std::size_t steps = 0; steps <= faults.size(); ++steps) {
        const auto before = names.find(faults[at].timing.after);
        if (!before)
            return;
        at = *before;
        if (at == start) {
            context.error(names.pointerOf(start) + "/after",
                          "expected a fault that does not wait for this one, found \"" + faults[start].timing.after + '"');
            return;
        }
    }
}

}  // namespace

void checkFaults(ValidationContext& context)
{
    const auto& faults = context.scenario().chaos;
    spec::FaultScope scope(context.scenario(), {});
    for (std::size_t i = 0; i < faults.size(); ++i) {
        checkOrder(context, i);
        // Of an unknown kind nothing is known that could be wrong with it.
        if (!isComplete(context) || !context.isRead(context.names().faults.pointerOf(i) + "/fault"))
            continue;
        scope.turnTo(context.names().faults.pointerOf(i));
        check(faults[i], scope);
        for (const Issue& issue : scope.issues().list())
            context.error(issue.pointer, issue.message);
    }
}

}  // namespace stormglass
