// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line in the language of expectations, wherever it stands.
#pragma once

#include "scenarios/validation/context.h"

namespace stormglass {

/// Tells at the pointer if the line is none, or if there is no such metric, subject or threshold.
void checkExpectationLine(ValidationContext& context, const std::string& pointer, const std::string& line);

}  // namespace stormglass
