// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a wiring connects the parts of a scenario, for who draws it.
#pragma once

#include "models/designs/wiring.h"
#include "models/results/frame.h"

namespace stormglass {

/// One edge for each kind of connection between two parts, in the order in which the wiring has them first.
[[nodiscard]] results::WiringView viewOf(const Wiring& wiring, const spec::Scenario& scenario);

}  // namespace stormglass
