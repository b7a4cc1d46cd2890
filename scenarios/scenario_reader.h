// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a file to a scenario, with everything that is wrong told at once.
#pragma once

#include "models/spec/scenario.h"
#include "scenarios/json.h"
#include "scenarios/placed_issue.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// What came of a file. With errors, the scenario holds what could be read, and is not to be run.
struct LoadedScenario {
    spec::Scenario scenario;
    /// The file as JSON in its own order, overrides applied. Null when the text is no JSON.
    std::shared_ptr<const Json> document;
    std::vector<PlacedIssue> issues;  ///< In the order of the file, errors and warnings.

    [[nodiscard]] bool hasErrors() const;
};

/// Who breaks things on his own plan has no use for the steady-state hypothesis around the faults of the scenario: it is
/// taken out before anything is checked. The time to recover stays, of which expectations may speak.
enum class Hypothesis { Kept, LeftOut };

/// Reads and validates a file. Each override is PATH=VALUE as in applyOverride(), applied in order.
[[nodiscard]] LoadedScenario readScenario(const std::filesystem::path& file,
                                          std::span<const std::string> overrides = {},
                                          Hypothesis hypothesis = Hypothesis::Kept);
/// The same with the text at hand; the name is for the messages.
[[nodiscard]] LoadedScenario readScenarioText(std::string_view text, const std::string& fileName,
                                              std::span<const std::string> overrides = {},
                                              Hypothesis hypothesis = Hypothesis::Kept);

}  // namespace stormglass
