// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults by themselves, as the member "chaos" of a scenario has them.
#pragma once

#include "models/spec/scenario.h"
#include "scenarios/json.h"
#include "simcore/base/issues.h"

#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// An array as in a scenario, without what is default.
[[nodiscard]] Json toJson(const std::vector<spec::Fault>& faults);
/// The same as text in one line.
[[nodiscard]] std::string toText(const std::vector<spec::Fault>& faults);

/// Reads such an array; the pointers of the issues begin with /chaos. Whether the faults fit a scenario is not looked at.
[[nodiscard]] std::vector<spec::Fault> readFaults(std::string_view text, Issues& issues);

}  // namespace stormglass
