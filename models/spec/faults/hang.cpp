// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/hang.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Hang& hang) { describe(visit, hang.victims); }

void check(const Hang& hang, FaultScope& scope) { checkVictims(hang.victims, scope, Hang::kVictimKinds); }

std::string phraseOf(const Hang& hang) { return phraseOf(hang.victims, "stuck"); }

}  // namespace stormglass::spec
