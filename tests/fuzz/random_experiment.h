// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is decided when all else is there: a hypothesis about it, and where its consumers lay aside what they give up.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::fuzz {

/// Half of the scenarios with faults get an experiment, of any strategy, that may hold, deviate, be called off or aborted.
void addExperiment(spec::Scenario& scenario, std::uint64_t seed);
/// Some consumers that give messages up publish them to a channel, which somebody may read.
void addDeadLetters(spec::Scenario& scenario, std::uint64_t seed);

}  // namespace stormglass::fuzz
