// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// C++ text without what the compiler does not read as code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stormglass::architecture {

/// The text with comments and the insides of string and character literals blanked. Every line keeps its number and
/// every character its column. The text in the quotes of an #include stays.
[[nodiscard]] std::string codeOnly(std::string_view text);

[[nodiscard]] std::vector<std::string_view> splitLines(std::string_view text);

}  // namespace stormglass::architecture
