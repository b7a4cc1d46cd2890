// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether what the model showed is what the broker showed.
//
// Step by step: deliveries in order within a channel and a queue; fetches and returns in order within a channel; which
// messages were confirmed and rejected, and the frames only where the runs agree in them. Times are not compared. Where the
// runs of the broker differ, the model may be like any of them.
#pragma once

#include "tests/conformance/player.h"

#include <optional>

namespace stormglass::conformance {

/// The first difference, as one line.
[[nodiscard]] std::optional<std::string> findDifference(const Experiment& experiment, const Player& player);

}  // namespace stormglass::conformance
