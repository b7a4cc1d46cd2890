// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A report as a table: designs as columns, figures as rows, in groups. What is shown, not how.
#pragma once

#include "models/results/report.h"

#include <optional>
#include <string>
#include <vector>

namespace stormglass {

struct ComparisonCell {
    double mean = 0;       ///< NaN: not measured, or the design has no such figure.
    double halfWidth = 0;  ///< NaN: unknown.
    std::optional<results::PairedDifference> difference;  ///< To the first design.
};

struct ComparisonRow {
    std::string label;
    std::string key;  ///< "order.ack.p99@fault"
    results::Unit unit = results::Unit::Number;
    results::Better better = results::Better::Neither;
    std::string help;
    std::vector<ComparisonCell> cells;  ///< One for each design.
};

struct ComparisonGroup {
    std::string title;
    std::vector<ComparisonRow> rows;
};

/// The figures that matter to a person, of one design or of several. Groups without rows are left out.
[[nodiscard]] std::vector<ComparisonGroup> comparisonOf(const results::Report& report);

/// The design's name; "as written" for the programs of a scenario without designs.
[[nodiscard]] std::string nameOf(const results::DesignReport& design);

/// Whether a difference is good or bad news; nothing if it is neither or not significant.
[[nodiscard]] std::optional<bool> isImprovement(const ComparisonRow& row, const ComparisonCell& cell);

}  // namespace stormglass
