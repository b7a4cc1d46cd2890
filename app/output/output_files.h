// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files that a command writes.
#pragma once

#include "simcore/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// What would keep these files from being written, found out before the work is done and without leaving a trace.
/// \p inputs are files that must not be overwritten.
[[nodiscard]] std::vector<std::string> findOutputProblems(const std::vector<std::string>& files,
                                                          const std::vector<std::string>& inputs);

/// Writes the whole text or nothing. Devices and pipes (/dev/stdout) are written as they are.
[[nodiscard]] std::optional<Failure> writeOutput(const std::string& file, std::string_view text);

}  // namespace stormglass
