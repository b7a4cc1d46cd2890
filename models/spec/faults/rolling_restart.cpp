// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/rolling_restart.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, RollingRestart& restart)
{
    describe(visit, restart.victims);
    visit.duration("grace", restart.grace, {.help = "Longest wait for an instance to finish what it has; then it is killed.",
                                            .source = "Kubernetes: terminationGracePeriodSeconds 30"});
}

void check(const RollingRestart& restart, FaultScope& scope) { checkVictims(restart.victims, scope, kOwnKinds); }

std::string phraseOf(const RollingRestart& restart)
{
    return phraseOf(restart.victims, "restarted instance by instance");
}

}  // namespace stormglass::spec
