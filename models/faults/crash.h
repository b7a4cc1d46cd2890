// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "crash". Sources: Chaos Mesh PodChaos pod-kill (processes die, connections are reset), AWS FIS
// stop-instances (hosts go, their peers notice by silence).
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Crash& settings, RandomStream draws);

}  // namespace stormglass
