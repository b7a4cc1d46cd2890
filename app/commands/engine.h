// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine behind the worker protocol.
#pragma once

#include "app/worker/run_function.h"

namespace stormglass {

/// Reads and checks the scenario of the order, runs it, and yields the result. To be called once in a process.
[[nodiscard]] Reply runInEngine(const RunOrder& order, const RunWatch& watch);

}  // namespace stormglass
