// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/choice_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace stormglass {
namespace {

/// The number that a name is, such as 5.0; nothing if it is another word, as 3.1.1 is.
std::optional<double> numberInName(std::string_view name)
{
    double number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc{} && end == name.data() + name.size() ? std::optional(number) : std::nullopt;
}

/// How many of the names are the number that was found; 0 for what is no number.
std::ptrdiff_t countNumbers(std::span<const std::string_view> names, const Json& found)
{
    return found.is_number() ? std::ranges::count(names, found.get<double>(), numberInName) : 0;
}

}  // namespace

std::optional<std::size_t> findChoice(std::span<const std::string_view> names, const Json& found)
{
    if (!found.is_primitive() || countNumbers(names, found) > 1)
        return std::nullopt;
    const auto name = std::ranges::find(names, found.is_string() ? found.get_ref<const std::string&>() : found.dump());
    return name == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(name - names.begin()));
}

bool isNumberOfAny(std::span<const std::string_view> names, const Json& found) { return countNumbers(names, found) > 0; }

}  // namespace stormglass
