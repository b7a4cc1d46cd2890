// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "failover": a database whose primary is lost, and a replica that takes over.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Failover& settings, RandomStream draws);

}  // namespace stormglass
