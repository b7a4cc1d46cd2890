// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads what was measured, and checks the books.
#pragma once

#include "models/results/run_result.h"
#include "models/run/model.h"
#include "simcore/platform/conductor.h"

namespace stormglass {

/// Ends the books of the model and yields all its figures. Books that do not balance are failures of the result.
[[nodiscard]] results::RunResult collectResult(Model& model, const Conductor& conductor);

}  // namespace stormglass
