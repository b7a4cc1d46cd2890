// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a value on the command line must be, told in the words that problems of scenarios are told in.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace stormglass {

/// What is wrong with a value; empty: nothing.
using ValueCheck = std::function<std::string(const std::string&)>;

[[nodiscard]] ValueCheck isWholeNumber();
[[nodiscard]] ValueCheck isWholeNumber(std::int64_t least, std::int64_t most);
[[nodiscard]] ValueCheck isOneOf(std::vector<std::string> words);

}  // namespace stormglass
