// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults of any kind at any time, once, again and again, one after the other.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::fuzz {

/// Precondition: the rest of the scenario is there. With \p hasBadNetwork some of the faults are of the network.
void addChaos(spec::Scenario& scenario, std::uint64_t seed, bool hasBadNetwork);

}  // namespace stormglass::fuzz
