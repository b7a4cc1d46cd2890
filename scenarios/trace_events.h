// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Traces as trace-event JSON, which Perfetto and chrome://tracing show.
#pragma once

#include "models/results/run_result.h"

#include <span>
#include <string>

namespace stormglass {

/// One process for each component of each design. Spans of one component overlap, so they are asynchronous events, one
/// track for each flow; waiting for a worker is a span of its own within. Times are microseconds.
[[nodiscard]] std::string toTraceEvents(std::span<const results::RunResult* const> runs);

}  // namespace stormglass
