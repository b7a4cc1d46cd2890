// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of the steps of a flow: functions on a scenario, to be given to ScenarioDocument::edit().
#pragma once

#include "ui/document/element_id.h"

namespace stormglass::ui {

/// Null if there is none of that name.
[[nodiscard]] const spec::Flow* findFlow(const spec::Scenario& scenario, const std::string& name);
/// In which column each step stands, in the order of the steps: behind all steps that it comes after. Circles end somewhere.
[[nodiscard]] std::vector<int> columnsOf(const spec::Flow& flow);

/// A step after another one; after the last if there is no such. Returns its name; empty: there is no such flow.
std::string addStep(spec::Scenario& scenario, const std::string& flow, const std::string& after);
/// Steps that came after it come after what it came after.
void removeStep(spec::Scenario& scenario, const std::string& flow, const std::string& step);
/// Earlier (-1) or later (1) in the list; the first step is the entry.
void moveStep(spec::Scenario& scenario, const std::string& flow, const std::string& step, int by);
/// Whether the second can come after the first: another one, not yet, and without a circle.
[[nodiscard]] bool canFollow(const spec::Flow& flow, const std::string& first, const std::string& second);
/// Lets the second come after the first, or no longer.
void toggleAfter(spec::Scenario& scenario, const std::string& flow, const std::string& first, const std::string& second);

}  // namespace stormglass::ui
