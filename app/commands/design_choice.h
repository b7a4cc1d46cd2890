// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Designs by the names that a command line gives.
#pragma once

#include "models/spec/scenario.h"

#include <optional>
#include <string>
#include <vector>

namespace stormglass {

/// Null if there is none of that name.
[[nodiscard]] const spec::Design* findDesign(const spec::Scenario& scenario, const std::string& name);

/// What is wrong with the choice: a design that the scenario does not have, or one that is named twice.
[[nodiscard]] std::optional<std::string> findDesignProblem(const spec::Scenario& scenario,
                                                           const std::vector<std::string>& names);

/// The names of all designs, in the order of the file.
[[nodiscard]] std::vector<std::string> designNames(const spec::Scenario& scenario);
/// Those that were chosen, or all; one empty name, the programs as the user wrote them, if the scenario has no designs.
[[nodiscard]] std::vector<std::string> chosenOrAll(std::vector<std::string> chosen, const spec::Scenario& scenario);

}  // namespace stormglass
