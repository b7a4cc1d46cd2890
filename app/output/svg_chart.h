// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line chart as an SVG element for a page that has the colours.
#pragma once

#include "models/results/metric.h"

#include <string>
#include <vector>

namespace stormglass {

struct ChartLine {
    std::string name;
    std::size_t colour = 0;      ///< The CSS class c0, c1, ... of the page.
    double window = 1;           ///< Seconds between two values.
    std::vector<double> values;  ///< NaN: nothing there, the line has a gap.
    bool isReference = false;    ///< Drawn dashed and faint, behind the others.
};

/// A stretch of time that is marked, such as a fault.
struct ChartSpan {
    std::string name;
    double from = 0;  ///< Seconds.
    double to = 0;
    bool isAside = false;  ///< Drawn as what is not the matter: the warm-up, the end.
};

struct Chart {
    std::string title;
    results::Unit unit = results::Unit::Number;
    std::vector<ChartLine> lines;
    std::vector<ChartSpan> spans;
};

/// Empty if there is nothing to draw.
[[nodiscard]] std::string toSvg(const Chart& chart);

/// Round numbers from 0 on that cover the value in three to six steps. Precondition: the value is finite.
[[nodiscard]] std::vector<double> axisTicks(double largest);

}  // namespace stormglass
