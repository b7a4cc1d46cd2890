// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/crash.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Crash& crash) { describe(visit, crash.victims); }

void check(const Crash& crash, FaultScope& scope) { checkVictims(crash.victims, scope); }

std::string phraseOf(const Crash& crash) { return phraseOf(crash.victims, "down"); }

}  // namespace stormglass::spec
