// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/json_pointer.h"

namespace stormglass {

std::string childPointer(std::string_view parent, std::string_view key)
{
    std::string pointer;
    pointer.reserve(parent.size() + key.size() + 1);
    pointer = parent;
    pointer += '/';
    for (const char c : key) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

std::string childPointer(std::string_view parent, std::size_t index)
{
    return std::string(parent) + '/' + std::to_string(index);
}

std::vector<std::string> splitPointer(std::string_view pointer)
{
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            keys.emplace_back();
        } else if (pointer[i] == '~' && i + 1 < pointer.size()) {
            keys.back() += pointer[++i] == '1' ? '/' : '~';
        } else {
            keys.back() += pointer[i];
        }
    }
    return keys;
}

bool liesWithin(std::string_view inner, std::string_view outer)
{
    return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

}  // namespace stormglass
