// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scenario and wiring in, wired components out.
#pragma once

#include "models/run/model.h"
#include "models/run/placement.h"

namespace stormglass {

/// Builds every component of the run. Precondition: the scenario has been validated. The scenario, the conductor, the
/// ways and the witness outlive the model.
[[nodiscard]] std::unique_ptr<Model> buildModel(const spec::Scenario& scenario, Wiring wiring,
                                                const PlacedTopology& placed, Conductor& conductor, Ways& ways,
                                                RandomStreams streams, Witness* witness = nullptr);

}  // namespace stormglass
