// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a scenario to a file.
#pragma once

#include "models/spec/scenario.h"
#include "scenarios/json.h"

#include <string>

namespace stormglass {

/// What a file has to say: required fields, and what differs from the defaults.
[[nodiscard]] Json toJson(const spec::Scenario& scenario);
/// Every field, in the order and the words of the format.
[[nodiscard]] Json toFullJson(const spec::Scenario& scenario);

/// The user's document, changed to say what the scenario says. What has kept its meaning keeps its text and its place,
/// "1000ms" as well as a key that nobody needed; elements of lists are recognised by their names.
[[nodiscard]] Json updatedDocument(const Json& document, const spec::Scenario& scenario);

/// The text of a file: what fits into a line of so many characters stands in one line. Ends with a line end.
[[nodiscard]] std::string toFileText(const Json& document, std::size_t lineLength = 110);

/// 16 hexadecimal digits that are equal for scenarios of equal meaning. Where things are drawn means nothing.
[[nodiscard]] std::string scenarioHash(const spec::Scenario& scenario);

}  // namespace stormglass
