// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/crash.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Crash& crash) { describe(visit, crash.victims); }

void check(const Crash& crash, FaultScope& scope)
{
    const std::string& target = crash.victims.target;
    if (scope.instancesAt(target, kProcessKinds) > 0)
        checkVictims(crash.victims, scope, kProcessKinds);
    else if (scope.instancesAt(target) > 0)
        scope.error("/target", "the fault hits nothing: " + (scope.findComponent(target) != nullptr ? '"' + target + "\" is a client" : "all that run at \"" + target + "\" are clients")
                        + ", and those who ask from outside go on; to keep their requests away, cut them off (\"partition\")");
    else
        checkVictims(crash.victims, scope);
}

std::string phraseOf(const Crash& crash) { return phraseOf(crash.victims, "down"); }

}  // namespace stormglass::spec
