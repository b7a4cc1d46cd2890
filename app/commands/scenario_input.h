// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The scenario that a command line names.
#pragma once

#include "scenarios/scenario_reader.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stormglass {

/// Where the scenarios are that come with the program: beside an installed program, or in the source tree that it was
/// built in. Empty if there are none.
[[nodiscard]] std::filesystem::path shippedScenariosFolder();
/// That it was not found, and where it was looked for.
[[nodiscard]] std::string missingLibraryText();
/// Their files, by name.
[[nodiscard]] std::vector<std::filesystem::path> shippedScenarios();

/// The file that the user means: the path itself, or a shipped scenario of that name when there is no such file.
[[nodiscard]] std::filesystem::path findScenario(const std::string& pathOrName);

/// Reads the scenario and tells its problems on standard error, one line each. Nothing if there are errors.
[[nodiscard]] std::optional<LoadedScenario> loadScenario(const std::string& pathOrName,
                                                         const std::vector<std::string>& overrides,
                                                         Hypothesis hypothesis = Hypothesis::Kept);

}  // namespace stormglass
