// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A saga sweep on a terminal.
#pragma once

#include "app/output/text_style.h"
#include "models/results/saga_sweep.h"

#include <string>

namespace stormglass {

/// Designs, whole and without one safeguard, as columns; steps and their disturbances as rows.
[[nodiscard]] std::string sagasToText(const results::SagaSweep& sweep, const TextStyle& style);
/// Whether some flow was left half-done in a design as it is, without a safeguard switched off.
[[nodiscard]] bool hasInconsistency(const results::SagaSweep& sweep);

}  // namespace stormglass
