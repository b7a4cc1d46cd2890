// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole scenarios at random, valid by construction: the same seed always makes the same one.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::fuzz {

/// Some seconds of traffic in a topology of a few hosts and services, with brokers of any kind, flows with compensations,
/// designs, programs, and faults of any kind at any time.
[[nodiscard]] spec::Scenario randomScenario(std::uint64_t seed);

}  // namespace stormglass::fuzz
