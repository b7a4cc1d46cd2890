// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tells how far the runs are: one line on a terminal, or lines for another program.
#pragma once

#include "app/runs/run_plan.h"

#include <chrono>
#include <string>

namespace stormglass {

/// "7 of 30 runs, 23 %, about 41 s to go". Nothing of the remaining time until enough has been seen to guess it.
[[nodiscard]] std::string progressText(const PlanProgress& progress, std::chrono::duration<double> elapsed);

/// "progress 0.31 7/30 41": the fraction, runs that are done and all of them, seconds to go. What is not known is "-".
[[nodiscard]] std::string progressRecord(const PlanProgress& progress, std::chrono::duration<double> elapsed);

enum class ProgressForm {
    Auto,   ///< For people: shown on a terminal, and no trace of it is left; nothing elsewhere.
    Lines,  ///< For programs: records, a line each, at most ten in a second.
    None
};

/// Tells progress on standard error.
class ProgressLine {
public:
    explicit ProgressLine(ProgressForm form);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    void show(const PlanProgress& progress);

private:
    const bool m_isShown;   // on a terminal
    const bool m_isRecord;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_next{};
};

}  // namespace stormglass
