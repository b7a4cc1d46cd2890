// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/text_style.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace stormglass {
namespace {

const char* codeOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        break;
    case Tone::Strong:
        return "1";
    case Tone::Faint:
        return "2";
    case Tone::Good:
        return "32";
    case Tone::Bad:
        return "31";
    case Tone::Warning:
        return "33";
    }
    return "";
}

bool isSet(const char* variable)
{
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

std::size_t columnsOf(int descriptor)
{
    constexpr std::size_t kFewest = 40;  // Narrower than this, the terminal had better break the lines.
    std::size_t columns = 0;
    if (isSet("COLUMNS")) {
        const std::string_view text = std::getenv("COLUMNS");
        std::from_chars(text.data(), text.data() + text.size(), columns);
    }
    winsize size{};
    if (columns == 0 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    return columns == 0 ? TextStyle::kNoLimit : std::max(columns, kFewest);
}

}  // namespace

TextStyle TextStyle::forOutput(int descriptor)
{
    const char* terminal = std::getenv("TERM");
    const bool isDumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return TextStyle(::isatty(descriptor) != 0 && !isDumb && !isSet("NO_COLOR"), columnsOf(descriptor));
}

TextStyle TextStyle::forStandardOutput() { return forOutput(STDOUT_FILENO); }

std::size_t TextStyle::textColumns() const
{
    constexpr std::size_t kEnough = 100;
    return std::min(m_columns, kEnough);
}

std::string TextStyle::apply(Tone tone, std::string_view text) const
{
    if (!m_hasColours || tone == Tone::Plain || text.empty())
        return std::string(text);
    return std::string("\033[").append(codeOf(tone)).append("m").append(text).append("\033[0m");
}

std::size_t widthOf(std::string_view text)
{
    // Bytes that continue a character of several bytes take no column.
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string padRight(std::string text, std::size_t width)
{
    const std::size_t taken = widthOf(text);
    return taken < width ? text.append(width - taken, ' ') : text;
}

std::string padLeft(std::string text, std::size_t width)
{
    const std::size_t taken = widthOf(text);
    return taken < width ? std::string(width - taken, ' ') + text : text;
}

std::string wrapText(std::string_view text, std::size_t columns, std::size_t indent)
{
    std::string wrapped;
    std::size_t column = indent;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (column > indent && column + 1 + widthOf(word) > columns) {
            wrapped.append("\n").append(indent, ' ');
            column = indent;
        } else if (column > indent) {
            wrapped += ' ';
            ++column;
        }
        wrapped.append(word);
        column += widthOf(word);
    }
    return wrapped;
}

}  // namespace stormglass
