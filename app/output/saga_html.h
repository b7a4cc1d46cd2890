// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A saga sweep as one HTML page that needs nothing else.
#pragma once

#include "models/results/saga_sweep.h"
#include "models/spec/scenario.h"

#include <string>

namespace stormglass {

[[nodiscard]] std::string toHtml(const results::SagaSweep& sweep, const spec::Scenario& scenario,
                                 const std::string& reproducingCommand);

}  // namespace stormglass
