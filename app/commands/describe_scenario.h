// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/exit_code.h"

#include <string>

namespace stormglass {

/// Prints what there is in a scenario; with a design, the handlers that its flows become.
[[nodiscard]] ExitCode describeScenario(const std::string& pathOrName, const std::string& design);

}  // namespace stormglass
