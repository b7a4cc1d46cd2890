// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/poison.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Poison& poison)
{
    describe(visit, poison.messages);
    describeShare(visit, poison.share);
    visit.integer("nth", poison.nth, {.help = "Instead of a share: every nth of the messages that are published while it lasts; 1: all.", .max = 1e9});
}

void check(const Poison& poison, FaultScope& scope)
{
    check(poison.messages.where, scope);
    if (poison.nth == 0)
        checkShare(poison.share, scope);
}

std::string phraseOf(const Poison& poison)
{
    const std::string which = poison.nth == 1 ? "all" : poison.nth > 1 ? "one in " + std::to_string(poison.nth)
                                                                       : percentToText(poison.share);
    return which + " of " + phraseOf(poison.messages) + " could not be processed";
}

}  // namespace stormglass::spec
