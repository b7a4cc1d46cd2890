// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stormglass {

/// How many bytes the character in front of the text takes; 0 if it is not valid UTF-8 (RFC 3629: no overlong forms, no
/// surrogates, nothing above U+10FFFF). Precondition: the text is not empty.
[[nodiscard]] std::size_t utf8Length(std::string_view text);

/// Precondition: the code point is no surrogate and at most 0x10FFFF.
void appendUtf8(std::string& text, std::uint32_t codePoint);

/// The text up to so many bytes, cut between characters, with "..." if something was cut. Control characters and what is
/// not UTF-8 become '?', so that the result fits into one line of a message.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t mostBytes = 60);

}  // namespace stormglass
