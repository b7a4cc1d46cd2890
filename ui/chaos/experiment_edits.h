// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults on their way into a scenario: planned ones, and those that were injected by hand.
#pragma once

#include "models/spec/scenario.h"

#include <QString>

#include <string>
#include <vector>

namespace stormglass::ui {

class ScenarioDocument;

/// As RunSession::injectedFaults(); what cannot be read is left out.
[[nodiscard]] std::vector<spec::Fault> readInjected(const std::vector<std::string>& faults);
/// Under a free name, which is returned; one step of the history.
std::string addFault(ScenarioDocument& document, spec::Fault fault);
/// Appends them under free names.
void appendFaults(spec::Scenario& scenario, std::vector<spec::Fault> faults);
/// Writes the scenario with these faults; the document stays as it is. Returns why it could not; empty: it did.
[[nodiscard]] QString saveExperiment(const ScenarioDocument& document, const std::vector<spec::Fault>& faults,
                                     const QString& path);

}  // namespace stormglass::ui
