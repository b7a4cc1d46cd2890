// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cascades as graphs for documents: Graphviz DOT and Mermaid.
#pragma once

#include "models/results/report.h"

#include <string>

namespace stormglass {

/// One cluster for each design and fault; nodes numbered in the order in which they were hit, edges named after the path.
[[nodiscard]] std::string toDot(const results::Report& report);
/// The same as a Mermaid flowchart, with a subgraph for each.
[[nodiscard]] std::string toMermaid(const results::Report& report);

}  // namespace stormglass
