// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spans of a run, flow by flow.
#pragma once

#include "models/results/span.h"

#include <string>
#include <vector>

namespace stormglass::ui {

struct FlowTrace {
    std::string flow;
    std::uint64_t number = 0;
    double start = 0;  ///< Seconds from the start of the run.
    double end = 0;
    bool isUndone = false;             ///< Some step was compensated.
    std::vector<results::Span> spans;  ///< In order of their start.

    [[nodiscard]] double length() const { return end - start; }
};

/// In order of flow and number. \p compensations: names of operations that undo a step.
[[nodiscard]] std::vector<FlowTrace> tracesOf(const std::vector<results::Span>& spans, const std::vector<std::string>& compensations);
/// Those of a scenario, which is JSON text.
[[nodiscard]] std::vector<std::string> compensationsOf(const std::string& scenario);

}  // namespace stormglass::ui
