// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Programs as users write them, at random, for the services of a scenario.
#pragma once

#include "models/spec/scenario.h"
#include "tests/fuzz/luck.h"

namespace stormglass::fuzz {

/// Gives services some operations, channels between them, and a workload that asks for the first. They ask only operations
/// that come after their own, so that no circle comes about.
void addPrograms(spec::Scenario& scenario, Luck& luck);

}  // namespace stormglass::fuzz
