// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "disk-full": what a broker or a database does when its disk has no room left.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::DiskFull& settings, RandomStream draws);

}  // namespace stormglass
