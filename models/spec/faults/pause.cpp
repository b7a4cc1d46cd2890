// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/pause.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Pause& pause) { describe(visit, pause.victims); }

void check(const Pause& pause, FaultScope& scope) { checkVictims(pause.victims, scope, Pause::kVictimKinds); }

std::string phraseOf(const Pause& pause) { return phraseOf(pause.victims, "paused"); }

}  // namespace stormglass::spec
