// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/utf8.h"

namespace stormglass {
namespace {

unsigned byteAt(std::string_view text, std::size_t index)
{
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
}

bool isContinuation(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

}  // namespace

std::size_t utf8Length(std::string_view text)
{
    const unsigned first = byteAt(text, 0);
    const unsigned second = byteAt(text, 1);
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4 || !isContinuation(second))
        return 0;
    if (first < 0xE0)
        return 2;
    if (!isContinuation(byteAt(text, 2)))
        return 0;
    if (first < 0xF0) {
        const bool isOverlong = first == 0xE0 && second < 0xA0;
        const bool isSurrogate = first == 0xED && second >= 0xA0;
        return isOverlong || isSurrogate ? 0 : 3;
    }
    const bool isOverlong = first == 0xF0 && second < 0x90;
    const bool isTooHigh = first == 0xF4 && second >= 0x90;
    return isOverlong || isTooHigh || !isContinuation(byteAt(text, 3)) ? 0 : 4;
}

void appendUtf8(std::string& text, std::uint32_t codePoint)
{
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((codePoint >> shift) & 0x3FU)); };
    if (codePoint < 0x80) {
        text += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        text += static_cast<char>(0xC0U | (codePoint >> 6));
        tail(0);
    } else if (codePoint < 0x10000) {
        text += static_cast<char>(0xE0U | (codePoint >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (codePoint >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string shortened(std::string_view text, std::size_t mostBytes)
{
    std::string result;
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (result.size() + length > mostBytes)
            return result + "...";
        const bool isControl = static_cast<unsigned char>(text[0]) < 0x20 || text[0] == '\x7f';
        if (length == 0 || isControl)
            result += '?';
        else
            result += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

}  // namespace stormglass
