// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a scenario means something: names that exist, kinds that fit, orders without circles, faults that hit.
#pragma once

#include "models/spec/scenario.h"
#include "simcore/base/issues.h"

namespace stormglass {

class ReadProblems;

/// Everything that keeps the scenario from being run (errors) or makes it look wrong (warnings).
[[nodiscard]] Issues validateScenario(const spec::Scenario& scenario);

/// The same after reading: adds to the problems, and says nothing about what could not be read.
void validateScenario(const spec::Scenario& scenario, ReadProblems& problems);

}  // namespace stormglass
