// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Results as JSON: between processes, and as the report that people keep, compare and feed to other tools.
//
// Fields stand in a fixed order and a number has one way to be written, the shortest that reads back bit by bit; so equal
// results are equal texts. What is not finite is null, and null reads as NaN. Hashes are strings of 16 hexadecimal
// digits, since other languages read numbers above 2^53 wrong.
#pragma once

#include "models/results/report.h"
#include "models/spec/scenario.h"
#include "scenarios/json.h"
#include "simcore/base/result.h"

namespace stormglass {

[[nodiscard]] Json toJson(const results::RunResult& run);
[[nodiscard]] Json toJson(const results::Report& report);

/// A failure names the place as a JSON pointer. Unknown keys are errors: both sides are the same version.
[[nodiscard]] Result<results::RunResult> readRunResult(const Json& json);
[[nodiscard]] Result<results::Report> readReport(const Json& json);

/// JSON Schema (draft-07) of a report.
[[nodiscard]] Json reportSchema();

}  // namespace stormglass
