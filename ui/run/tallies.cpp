// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/tallies.h"

#include "ui/run/frame_sum.h"

#include <algorithm>
#include <cmath>

namespace stormglass::ui {

void Tallies::begin(const results::Roster& roster)
{
    constexpr std::size_t kCells = 200'000;
    constexpr std::size_t kFewest = 400;
    const std::size_t cells = std::max<std::size_t>(1, roster.components.size() + roster.channels.size() + roster.flows.size());
    m_most = std::clamp(kCells / cells, kFewest, kMostPoints);
    m_width = 0;
    ++m_generation;
    m_points.clear();
}

void Tallies::add(const results::Frame& frame)
{
    if (m_width <= 0)
        m_width = std::max(frame.span, 1e-6);
    const bool isSamePoint = !m_points.empty() && slotOf(m_points.back().at) == slotOf(frame.at);
    if (!isSamePoint)
        m_points.emplace_back();
    addFrame(m_points.back(), frame, Levels::Highest);
    if (m_points.size() > m_most)
        thin();
}

void Tallies::thin()
{
    m_width *= 2;
    ++m_generation;
    std::vector<results::Frame> thinned;
    thinned.reserve(m_points.size());
    for (results::Frame& point : m_points) {
        if (!thinned.empty() && slotOf(thinned.back().at) == slotOf(point.at))
            addFrame(thinned.back(), point, Levels::Highest);
        else
            thinned.push_back(std::move(point));
    }
    m_points = std::move(thinned);
}

/// A span that ends on a border belongs before it; rounding must not tear it away.
long long Tallies::slotOf(double at) const { return std::llround(std::ceil(at / m_width - 1e-6)); }

}  // namespace stormglass::ui
