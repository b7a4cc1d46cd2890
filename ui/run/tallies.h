// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Figures over the whole run with a bounded number of points, for charts.
#pragma once

#include "models/results/frame.h"

#include <vector>

namespace stormglass::ui {

/// Points are frames that were added up (Levels::Highest), without traffic, events and impacts. When there are too many,
/// the width of a point doubles.
class Tallies {
public:
    /// Fewer with a large roster, so that memory stays bounded whatever the scenario.
    static constexpr std::size_t kMostPoints = 4000;

    void begin(const results::Roster& roster);
    void add(const results::Frame& frame);

    [[nodiscard]] const std::vector<results::Frame>& points() const { return m_points; }
    /// Grows whenever points before the last one have changed: who keeps copies makes them anew.
    [[nodiscard]] std::size_t generation() const { return m_generation; }

private:
    void thin();
    [[nodiscard]] long long slotOf(double at) const;

    std::size_t m_most = kMostPoints;
    double m_width = 0;  ///< Seconds.
    std::size_t m_generation = 0;
    std::vector<results::Frame> m_points;
};

}  // namespace stormglass::ui
