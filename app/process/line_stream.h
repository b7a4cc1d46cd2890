// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines over pipes.
#pragma once

#include <deque>
#include <string>
#include <string_view>

namespace stormglass {

/// Collects what arrives at a pipe and hands out complete lines.
class LineReader {
public:
    /// Reads what is there, waiting if nothing is. False at the end of the file.
    [[nodiscard]] bool readFrom(int descriptor);
    [[nodiscard]] bool hasLine() const { return !m_lines.empty(); }
    /// The oldest line, without its end. Precondition: hasLine().
    [[nodiscard]] std::string takeLine();

private:
    std::deque<std::string> m_lines;
    std::string m_rest;  ///< What came after the last end of a line.
};

/// Keeps the end of a text that may be long.
class Tail {
public:
    /// Reads what is there, waiting if nothing is. False at the end of the file.
    [[nodiscard]] bool readFrom(int descriptor);
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

/// Writes all of the text. False when the reader has gone. SIGPIPE must be ignored.
[[nodiscard]] bool writeAll(int descriptor, std::string_view text);

}  // namespace stormglass
