// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises of our own code. A broken one stops the run; user input never reaches one.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace stormglass {

/// We were wrong. The runner adds the instant and the component, reports it and exits with code 3.
class BrokenPromise : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void failCheck(const char* condition, const std::string& explanation,
                            std::source_location where = std::source_location::current());

}  // namespace stormglass

/// Stays on in release builds. The explanation is evaluated only when the promise is broken.
#define SIM_CHECK(condition, explanation)                                                          \
    do {                                                                                           \
        if (!(condition)) [[unlikely]]                                                             \
            ::stormglass::failCheck(#condition, explanation);                                      \
    } while (false)
