// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of a fault's times and of the list of faults: functions on a scenario, to be given to ScenarioDocument::edit().
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::ui {

/// By so many seconds; not before the start of the run, and not to its end.
void moveFault(spec::Scenario& scenario, const std::string& name, double seconds);
/// To so many seconds; a fault that comes again ends before it does.
void stretchFault(spec::Scenario& scenario, const std::string& name, double seconds);
/// Beside the original in the list; returns its name, empty: there is no such fault.
std::string duplicateFault(spec::Scenario& scenario, const std::string& name);

}  // namespace stormglass::ui
