// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of published figures beside simulated ones.
#pragma once

#include "tests/validation/published_cases.h"

namespace stormglass {

[[nodiscard]] std::string toMarkdown(const std::vector<JudgedFigure>& figures);
/// A list with one object for each figure.
[[nodiscard]] std::string toJsonText(const std::vector<JudgedFigure>& figures);

}  // namespace stormglass
