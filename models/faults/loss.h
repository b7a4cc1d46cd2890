// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "loss". Source: tc-netem(8) loss, Chaos Mesh NetworkChaos loss; RFC 6298.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Loss& settings, RandomStream draws);

}  // namespace stormglass
