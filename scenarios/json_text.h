// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading JSON text, with problems that a person can act on.
//
// nlohmann's parser stops with a message of its own, lets duplicate keys pass and knows no limits; so this layer has a
// parser of its own, which fills nlohmann's values.
#pragma once

#include "scenarios/json.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// What is wrong with a text, and where.
struct JsonProblem {
    std::size_t offset = 0;  ///< In bytes from the start of the text.
    std::string pointer;     ///< The value that was being read.
    std::string message;
};

inline constexpr std::size_t kLargestJsonText = std::size_t{64} << 20;  ///< Bytes.
inline constexpr int kDeepestJson = 64;                                 ///< Arrays and objects within each other.
inline constexpr std::size_t kMostJsonValues = 4'000'000;

/// Reads one JSON value (RFC 8259) in UTF-8, with or without a byte order mark.
///
/// A duplicate key is a problem, after which reading goes on with the first of the two; a problem of syntax, encoding or
/// size ends it, and the document is null. No problems: the document is complete.
[[nodiscard]] std::vector<JsonProblem> readJson(std::string_view text, Json& document);

}  // namespace stormglass
