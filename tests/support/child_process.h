// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs part of a test in a child process: SimGrid's engine can be made once per process.
#pragma once

#include "simcore/base/time.h"

#include <functional>
#include <string>

namespace stormglass::test {

/// How long a child may take, in whole seconds; zero: as long as it likes.
struct ChildLimits {
    Duration processorTime{0};
    Duration wallTime{0};
};

/// What the function returns in a forked child. When it throws, or the child does not end with success (which a
/// leak under the address sanitizer is), the text says so instead. A child that reaches a limit ends by a signal.
[[nodiscard]] std::string inChild(const std::function<std::string()>& act, const ChildLimits& limits = {});

}  // namespace stormglass::test
