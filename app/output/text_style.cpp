// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/text_style.h"

#include <algorithm>
#include <cstdlib>

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

}  // namespace

TextStyle TextStyle::forOutput(int descriptor)
{
    const char* terminal = std::getenv("TERM");
    const bool isDumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return TextStyle(::isatty(descriptor) != 0 && !isDumb && !isSet("NO_COLOR"));
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

std::string wrapText(std::string_view text, std::size_t width, std::size_t indent)
{
    std::string wrapped;
    std::size_t column = 0;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (column > 0 && column + 1 + widthOf(word) > width) {
            wrapped.append("\n").append(indent, ' ');
            column = indent;
        } else if (column > 0) {
            wrapped += ' ';
            ++column;
        }
        wrapped.append(word);
        column += widthOf(word);
    }
    return wrapped;
}

}  // namespace stormglass
