// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A fault matrix as one HTML page: a heat map that needs nothing else.
#pragma once

#include "models/results/fault_matrix.h"
#include "models/spec/scenario.h"

#include <string>

namespace stormglass {

/// The scenario gives the description.
[[nodiscard]] std::string toHtml(const results::FaultMatrix& matrix, const spec::Scenario& scenario,
                                 const std::string& reproducingCommand);

}  // namespace stormglass
