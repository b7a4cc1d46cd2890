// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The names that a fault mentions, whatever its kind: what it hits.
#pragma once

#include "models/spec/fault.h"

#include <string>
#include <vector>

namespace stormglass::spec {

struct FaultReference {
    std::string key;  ///< Of the field, "target".
    RefersTo what = RefersTo::Place;
    std::string name;
};

/// In the order of the fields; those of the timing are left out. Empty fields are none.
[[nodiscard]] std::vector<FaultReference> referencesOf(const Fault& fault);

/// The ways between hosts that it hits; null if it hits something else.
[[nodiscard]] const FaultyWays* waysOf(const Fault& fault);

}  // namespace stormglass::spec
