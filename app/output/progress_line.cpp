// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/progress_line.h"

#include "models/analysis/figure_text.h"

#include <cmath>
#include <iomanip>
#include <iostream>
#include <optional>
#include <sstream>

#include <unistd.h>

namespace stormglass {
namespace {

using Seconds = std::chrono::duration<double>;
constexpr Seconds kEnoughToGuess{1.0};
constexpr const char* kClearLine = "\r\033[K";

/// Seconds to go; nothing until enough has been seen to guess it.
std::optional<double> secondsToGo(const PlanProgress& progress, Seconds elapsed)
{
    if (elapsed < kEnoughToGuess || progress.fraction < 0.01)
        return std::nullopt;
    return std::ceil(elapsed.count() * (1 - progress.fraction) / progress.fraction);
}

}  // namespace

std::string progressText(const PlanProgress& progress, Seconds elapsed)
{
    std::string text = std::to_string(progress.finished) + " of " + std::to_string(progress.total) + " runs, "
        + std::to_string(static_cast<int>(progress.fraction * 100)) + " %";
    const std::optional<double> left = secondsToGo(progress, elapsed);
    return left ? text + ", about " + analysis::figureToText(*left, results::Unit::Seconds) + " to go" : text;
}

std::string progressRecord(const PlanProgress& progress, Seconds elapsed)
{
    const std::optional<double> left = secondsToGo(progress, elapsed);
    const bool isEndKnown = progress.total > 0;
    std::ostringstream text;
    text << "progress ";
    if (isEndKnown)
        text << std::fixed << std::setprecision(4) << progress.fraction << std::setprecision(0);
    else
        text << '-';
    text << ' ' << progress.finished << '/' << (isEndKnown ? std::to_string(progress.total) : "-") << ' '
         << (left ? std::to_string(std::llround(*left)) : "-");
    return text.str();
}

ProgressLine::ProgressLine(ProgressForm form)
    : m_isShown(form == ProgressForm::Auto && ::isatty(STDERR_FILENO) != 0), m_isRecord(form == ProgressForm::Lines)
{
}

ProgressLine::~ProgressLine()
{
    if (m_isShown)
        std::cerr << kClearLine << std::flush;
}

void ProgressLine::show(const PlanProgress& progress)
{
    const auto now = std::chrono::steady_clock::now();
    if ((!m_isShown && !m_isRecord) || now < m_next)
        return;
    m_next = now + std::chrono::milliseconds{100};
    if (m_isRecord)
        std::cerr << progressRecord(progress, now - m_start) << '\n' << std::flush;
    else
        std::cerr << kClearLine << progressText(progress, now - m_start) << std::flush;
}

}  // namespace stormglass
