// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All that a run was seen to do, over its time, as numbers.
#pragma once

#include "models/results/frame.h"

#include <QString>

#include <vector>

namespace stormglass::ui {

/// One line for each point, one column for each series of a component, a channel or a flow; units stand in the heads. What was
/// not measured is empty.
[[nodiscard]] QString seriesToCsv(const results::Roster& roster, const std::vector<results::Frame>& points);

}  // namespace stormglass::ui
