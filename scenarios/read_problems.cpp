// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read_problems.h"

#include "scenarios/json_pointer.h"
#include "scenarios/utf8.h"
#include "simcore/base/nearest_name.h"

#include <nlohmann/json.hpp>

namespace stormglass {

void ReadProblems::error(std::string pointer, std::string message, bool isKey)
{
    keep({{std::move(pointer), std::move(message), Severity::Error}, isKey});
}

void ReadProblems::warning(std::string pointer, std::string message)
{
    keep({{std::move(pointer), std::move(message), Severity::Warning}, false});
}

void ReadProblems::keep(Entry entry)
{
    if (isFull())
        ++m_dropped;
    else
        m_list.push_back(std::move(entry));
}

bool ReadProblems::isDamaged(std::string_view pointer) const
{
    for (;;) {
        if (m_damaged.contains(pointer))
            return true;
        if (pointer.empty())
            return false;
        pointer = pointer.substr(0, pointer.rfind('/'));
    }
}

std::string foundText(const Json& value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "an array";
    if (value.is_string())
        return '"' + shortened(value.get_ref<const std::string&>()) + '"';
    return value.dump();
}

std::string suggestion(std::string_view name, std::span<const std::string> candidates)
{
    static constexpr std::size_t kLongestSlip = 100;  // the search is quadratic in the length
    const auto nearest = name.size() > kLongestSlip ? std::nullopt : findNearestName(name, candidates);
    return nearest ? "; did you mean \"" + *nearest + "\"?" : std::string();
}

}  // namespace stormglass
