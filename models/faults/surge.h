// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "surge". Source: superposition and thinning of point processes (Lewis and Shedler 1979).
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Surge& settings, RandomStream draws);

}  // namespace stormglass
