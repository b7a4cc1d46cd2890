// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "latency". Source: tc-netem(8) delay, Chaos Mesh NetworkChaos delay.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Latency& settings, RandomStream draws);

}  // namespace stormglass
