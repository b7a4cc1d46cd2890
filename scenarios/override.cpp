// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/override.h"

#include "scenarios/json_pointer.h"
#include "scenarios/json_text.h"
#include "scenarios/read_problems.h"
#include "scenarios/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace stormglass {
namespace {

/// The name of an element of a list of components, flows, faults...; empty if it has none.
std::string_view nameOf(const Json& element)
{
    if (!element.is_object())
        return {};
    const auto name = element.find("name");
    return name != element.end() && name->is_string() ? std::string_view(name->get_ref<const std::string&>())
                                                      : std::string_view();
}

Result<std::size_t> findElement(const Json& array, std::string_view key, std::string_view pointer)
{
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (nameOf(array[i]) == key && !key.empty())
            return i;
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    const bool isIndex = error == std::errc{} && end == key.data() + key.size();
    if (isIndex && index < array.size())
        return index;
    if (isIndex) {
        return Failure{std::string(pointer) + ": expected an index below " + std::to_string(array.size()) + ", found "
                       + shortened(key)};
    }
    std::vector<std::string> names;
    for (const Json& element : array)
        names.emplace_back(nameOf(element));
    return Failure{std::string(pointer) + ": there is no element named \"" + shortened(key) + '"' + suggestion(key, names)};
}

Json valueOf(std::string_view text)
{
    Json value;
    return readJson(text, value).empty() ? value : Json(shortened(text, kLargestJsonText));
}

/// Goes from a value to the one that the key names, which is made if its object does not have it.
Result<Json*> step(Json& from, std::string_view key, std::string& pointer)
{
    if (from.is_array()) {
        const Result<std::size_t> index = findElement(from, key, pointer);
        if (!index)
            return Failure{index.message()};
        pointer = childPointer(pointer, index.value());
        return &from[index.value()];
    }
    if (!from.is_object())
        return Failure{pointer + ": expected an object or an array on the way, found " + foundText(from)};
    pointer = childPointer(pointer, key);
    return &from[std::string(key)];
}

}  // namespace

Result<std::string> applyOverride(Json& document, std::string_view pathAndValue)
{
    const std::size_t equals = pathAndValue.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return Failure{"expected PATH=VALUE, for example run/duration=5m"};
    std::string_view path = pathAndValue.substr(0, equals);
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    if (std::ranges::count(path, '/') >= kDeepestJson || shortened(path, path.size()) != path) {
        return Failure{"expected a path of at most " + std::to_string(kDeepestJson)
                       + " keys in UTF-8, without control characters"};
    }

    Json* at = &document;
    std::string pointer;
    for (;;) {
        const std::size_t slash = path.find('/');
        const Result<Json*> next = step(*at, path.substr(0, slash), pointer);
        if (!next)
            return Failure{next.message()};
        at = next.value();
        if (slash == std::string_view::npos)
            break;
        path.remove_prefix(slash + 1);
        if (at->is_null())
            *at = Json::object();
    }
    *at = valueOf(pathAndValue.substr(equals + 1));
    return pointer;
}

}  // namespace stormglass
