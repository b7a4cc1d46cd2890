// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same scenario with more or less load, or with longer or shorter faults.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::experiments {

/// Every rate of arrivals times the factor; of closed loops the number of users, rounded, at least one.
[[nodiscard]] spec::Scenario withLoad(spec::Scenario scenario, double factor);

/// Every fault lasts so many times as long. Ends by themselves (zero) stay as they are.
[[nodiscard]] std::vector<spec::Fault> withLength(std::vector<spec::Fault> faults, double factor);

}  // namespace stormglass::experiments
