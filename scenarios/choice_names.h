// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of several names a value of a file is.
#pragma once

#include "scenarios/json.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace stormglass {

/// A string that is one of the names, or a number or a truth value that somebody wrote without quotes: 5.0, true. 3.1 and 3.10
/// are one number in JSON, so a number that could be two of the names is none of them.
[[nodiscard]] std::optional<std::size_t> findChoice(std::span<const std::string_view> names, const Json& found);

/// Whether a number was found that one of the names is too, perhaps in other digits.
[[nodiscard]] bool isNumberOfAny(std::span<const std::string_view> names, const Json& found);

}  // namespace stormglass
