// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What components and calls of a random scenario do against failures, and failures of the network for it to meet.
#pragma once

#include "models/spec/scenario.h"

#include <cstdint>

namespace stormglass::fuzz {

/// Gives policies, pools, balancing, health checks and consumers of some scenarios random protections.
/// Returns whether it has.
bool addResilience(spec::Scenario& scenario, std::uint64_t seed);

}  // namespace stormglass::fuzz
