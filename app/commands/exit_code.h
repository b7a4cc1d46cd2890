// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stormglass {

/// What the program tells a shell. Different causes have different codes.
enum ExitCode : int {
    kSuccess = 0,
    kExpectationFailed = 1,
    kBadInput = 2,   ///< A scenario, an option or an output that cannot be used; nothing has been run.
    kRunFailed = 3,  ///< A run broke down, its books do not balance, or it was interrupted.
};

/// The same for --help.
inline constexpr const char* kExitCodesText = "Exit codes: 0 all expectations hold, 1 an expectation does not hold,\n"
                                              "2 bad input or usage, 3 a run failed, was aborted or interrupted.";

}  // namespace stormglass
