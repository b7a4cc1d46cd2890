// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the reader of a text can see: colours or none, and how much on a line.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace stormglass {

enum class Tone { Plain, Strong, Faint, Good, Bad, Warning };

class TextStyle {
public:
    static constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

    explicit TextStyle(bool hasColours, std::size_t columns = kNoLimit)
        : m_hasColours(hasColours)
        , m_columns(columns)
    {
    }

    /// Colours when the descriptor is a terminal that can show them and NO_COLOR is unset or empty (no-color.org). As many
    /// columns as COLUMNS says, or else the terminal; a file or a pipe has no limit.
    [[nodiscard]] static TextStyle forOutput(int descriptor);
    [[nodiscard]] static TextStyle forStandardOutput();

    /// Puts text into a tone, if the reader wants any.
    [[nodiscard]] std::string apply(Tone tone, std::string_view text) const;

    /// What fits on a line of a table.
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    /// How long lines of sentences are at most: 100 columns are enough to read.
    [[nodiscard]] std::size_t textColumns() const;

private:
    bool m_hasColours;
    std::size_t m_columns;
};

/// Columns that a UTF-8 text takes on a terminal, for the letters and signs that we write.
[[nodiscard]] std::size_t widthOf(std::string_view text);
/// Filled with spaces on the right or on the left.
[[nodiscard]] std::string padRight(std::string text, std::size_t width);
[[nodiscard]] std::string padLeft(std::string text, std::size_t width);
/// Broken between words so that no line is longer than that. All lines but the first start with the indent; the first,
/// which somebody else has begun, is taken to be as far.
[[nodiscard]] std::string wrapText(std::string_view text, std::size_t columns, std::size_t indent);

}  // namespace stormglass
