// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "slow". Sources: LitmusChaos pod-http-latency, AWS FIS lambda invocation-add-delay.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Slow& settings, RandomStream draws);

}  // namespace stormglass
