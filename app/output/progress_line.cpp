// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/progress_line.h"

#include "models/analysis/figure_text.h"

#include <cmath>
#include <iostream>

#include <unistd.h>

namespace stormglass {
namespace {

using Seconds = std::chrono::duration<double>;
constexpr Seconds kEnoughToGuess{1.0};
constexpr const char* kClearLine = "\r\033[K";

}  // namespace

std::string progressText(const PlanProgress& progress, Seconds elapsed)
{
    std::string text = std::to_string(progress.finished) + " of " + std::to_string(progress.total) + " runs, "
        + std::to_string(static_cast<int>(progress.fraction * 100)) + " %";
    if (elapsed < kEnoughToGuess || progress.fraction < 0.01)
        return text;
    const double left = std::ceil(elapsed.count() * (1 - progress.fraction) / progress.fraction);
    return text + ", about " + analysis::figureToText(left, results::Unit::Seconds) + " to go";
}

ProgressLine::ProgressLine(bool isWanted) : m_isShown(isWanted && ::isatty(STDERR_FILENO) != 0) { }

ProgressLine::~ProgressLine()
{
    if (m_isShown)
        std::cerr << kClearLine << std::flush;
}

void ProgressLine::show(const PlanProgress& progress)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_isShown || now < m_next)
        return;
    m_next = now + std::chrono::milliseconds{100};
    std::cerr << kClearLine << progressText(progress, now - m_start) << std::flush;
}

}  // namespace stormglass
