// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of the worker protocol for people, and texts for its lines.
#pragma once

#include "simcore/base/issues.h"

#include <QString>

#include <string>
#include <vector>

namespace stormglass::ui {

/// One a line, each with its place.
[[nodiscard]] QString toSentences(const std::vector<Issue>& issues);
/// JSON text without ends of lines: an order is a line.
[[nodiscard]] std::string inOneLine(std::string json);

}  // namespace stormglass::ui
