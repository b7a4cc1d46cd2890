// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "partition". Source: Chaos Mesh NetworkChaos partition, Toxiproxy down, the partition modes of VOPR.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Partition& settings, RandomStream draws);

}  // namespace stormglass
