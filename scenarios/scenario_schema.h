// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenarios/json.h"

namespace stormglass {

/// JSON Schema (draft-07) of a scenario file, made from the descriptions of the settings, so that editors complete and
/// check what the reader will accept. What needs more than one place at a time (names that exist, limits of quantities
/// with units) is left to the reader.
[[nodiscard]] Json scenarioSchema();

}  // namespace stormglass
