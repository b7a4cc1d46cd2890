// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A shop with a spare of nearly everything, and runs of it that are made up.
#pragma once

#include "models/experiments/hunt_space.h"

namespace stormglass::test {

/// Components web, orders (2 instances), payment (3), stock (1), bus (sqs); hosts a1 and a2 in zone a, b1 in zone b; the
/// payment instances have a host each, orders is on a1 and a2, stock on b1. A link between the zones. It runs for 60 s,
/// of which 6 s are warm-up, and drains for 30 s.
[[nodiscard]] spec::Scenario smallSystem();

/// A crash of the whole place from one second to another.
[[nodiscard]] spec::Fault crash(const std::string& place, Duration at, Duration lasting);

/// How long both places were broken at the same time.
[[nodiscard]] Duration brokenTogether(const experiments::FaultSet& faults, const std::string& one, const std::string& other);

/// One expectation with what was found: "success(order) > 90%", 0.85.
[[nodiscard]] results::ExpectationResult found(const char* that, double value);

}  // namespace stormglass::test
