// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line that tells how far the runs are, on a terminal.
#pragma once

#include "app/runs/run_plan.h"

#include <chrono>
#include <string>

namespace stormglass {

/// "7 of 30 runs, 23 %, about 41 s to go". Nothing of the remaining time until enough has been seen to guess it.
[[nodiscard]] std::string progressText(const PlanProgress& progress, std::chrono::duration<double> elapsed);

/// Shows progress on standard error, and leaves no trace of it. Silent unless that is a terminal.
class ProgressLine {
public:
    explicit ProgressLine(bool isWanted);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    void show(const PlanProgress& progress);

private:
    const bool m_isShown;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_next{};
};

}  // namespace stormglass
