// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "slow-disk": whatever waits for the disk takes longer.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::SlowDisk& settings, RandomStream draws);

}  // namespace stormglass
