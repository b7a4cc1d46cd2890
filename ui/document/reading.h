// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a scenario holds all that its text says.
#pragma once

#include "scenarios/scenario_reader.h"

namespace stormglass::ui {

/// Wrong values, unknown keys and broken syntax have no place in a scenario; dangling names and the like have.
[[nodiscard]] bool saysAll(const LoadedScenario& loaded);

}  // namespace stormglass::ui
