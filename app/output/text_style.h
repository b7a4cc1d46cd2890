// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Colours of a terminal, or none.
#pragma once

#include <string>
#include <string_view>

namespace stormglass {

enum class Tone { Plain, Strong, Faint, Good, Bad, Warning };

/// Puts text into tones, if the reader wants any.
class TextStyle {
public:
    explicit TextStyle(bool hasColours) : m_hasColours(hasColours) { }

    /// Colours when the descriptor is a terminal that can show them and NO_COLOR is unset or empty (no-color.org).
    [[nodiscard]] static TextStyle forOutput(int descriptor);

    [[nodiscard]] std::string apply(Tone tone, std::string_view text) const;

private:
    bool m_hasColours;
};

/// Columns that a UTF-8 text takes on a terminal, for the letters and signs that we write.
[[nodiscard]] std::size_t widthOf(std::string_view text);
/// Filled with spaces on the right or on the left.
[[nodiscard]] std::string padRight(std::string text, std::size_t width);
[[nodiscard]] std::string padLeft(std::string text, std::size_t width);
/// Broken between words into lines of at most this width, all but the first with this indent.
[[nodiscard]] std::string wrapText(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace stormglass
