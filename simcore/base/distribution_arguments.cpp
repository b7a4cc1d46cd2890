// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/distribution_arguments.h"

#include "simcore/base/nearest_name.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace stormglass::detail {
namespace {

std::optional<double> readNumber(std::string_view text)
{
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc{} || rest != end || !(value > -1e300 && value < 1e300))
        return std::nullopt;
    return value;
}

std::string limitToText(const Parameter& parameter, double limit)
{
    return parameter.isDuration ? toText(Duration{static_cast<std::int64_t>(limit)}) : numberToText(limit);
}

/// "low, high"
std::string keyList(const Signature& signature)
{
    std::string list;
    for (const Parameter& parameter : signature.parameters)
        list += (list.empty() ? "" : ", ") + std::string(parameter.key);
    return list;
}

Result<Values> readPositional(const Signature& signature, std::span<const std::string_view> texts)
{
    const std::size_t expected = signature.parameters.size();
    if (texts.size() != expected) {
        return Failure{"expected " + std::to_string(expected) + (expected == 1 ? " argument (" : " arguments (")
                       + keyList(signature) + "), found " + std::to_string(texts.size()) + ", " + example(signature)};
    }
    Values values;
    for (std::size_t i = 0; i < expected; ++i) {
        const Result<Value> value = readValue(signature.parameters[i], texts[i]);
        if (!value)
            return Failure{value.message()};
        values.push_back(value.value());
    }
    return values;
}

Result<Values> readNamed(const Signature& signature, std::span<const std::string_view> texts)
{
    std::vector<std::string> keys;
    for (const Parameter& parameter : signature.parameters)
        keys.emplace_back(parameter.key);
    std::vector<std::string_view> found(keys.size());
    for (const std::string_view text : texts) {
        const std::size_t space = text.find(' ');
        const std::string_view key = text.substr(0, space);
        const auto place = std::ranges::find(keys, key);
        if (place == keys.end()) {
            const std::optional<std::string> nearest = findNearestName(key, keys);
            return Failure{"unknown argument " + quoted(text) + "; "
                           + (nearest ? "did you mean " + *nearest + "?"
                                      : "expected " + keyList(signature) + ", " + example(signature))};
        }
        std::string_view& slot = found[static_cast<std::size_t>(place - keys.begin())];
        if (slot.data() != nullptr)
            return Failure{*place + ": given twice"};
        slot = space == std::string_view::npos ? std::string_view("") : trimmed(text.substr(space));
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (found[i].data() == nullptr)
            return Failure{keys[i] + ": missing, " + example(signature)};
    }
    return readPositional(signature, found);
}

Result<Values> readList(const Signature& signature, std::span<const std::string_view> texts)
{
    Values values;
    for (const std::string_view text : texts) {
        const std::vector<std::string_view> pair = split(text, ':');
        if (pair.size() != 2) {
            return Failure{"expected a pair \"" + std::string(signature.parameters[0].key) + ": "
                           + std::string(signature.parameters[1].key) + "\", found " + quoted(text) + ", "
                           + example(signature)};
        }
        const Result<Values> both = readPositional(signature, pair);
        if (!both)
            return both;
        values.insert(values.end(), both.value().begin(), both.value().end());
    }
    return values;
}

}  // namespace

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string example(const Signature& signature) { return "as in " + quoted(signature.example); }

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\n\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

Result<Value> readValue(const Parameter& parameter, std::string_view text)
{
    const std::string place = std::string(parameter.key) + ": ";
    const bool isNegative = text.starts_with('-');
    Value value;
    if (parameter.isDuration) {
        const std::optional<Duration> duration = readDuration(isNegative ? text.substr(1) : text);
        if (!duration) {
            return Failure{place + "expected a duration such as \"10ms\", found " + quoted(text)
                           + (readNumber(text) ? " without a unit" : "")};
        }
        value.duration = isNegative ? -*duration : *duration;
        value.number = static_cast<double>(value.duration.count());
    } else {
        const std::optional<double> number = readNumber(text);
        if (!number)
            return Failure{place + "expected a number, found " + quoted(text)};
        value.number = *number;
    }
    if (parameter.isWhole && value.number != static_cast<double>(static_cast<std::int64_t>(value.number)))
        return Failure{place + "expected a whole number, found " + quoted(text)};
    const auto outside = [&](const std::string& side, double limit) {
        return Failure{place + "expected at " + side + " " + limitToText(parameter, limit) + ", found " + quoted(text)};
    };
    if (value.number < parameter.min)
        return outside("least", parameter.min);
    if (value.number > parameter.max)
        return outside("most", parameter.max);
    return value;
}

Result<Values> readArguments(const Signature& signature, std::span<const std::string_view> texts)
{
    if (signature.isList)
        return readList(signature, texts);
    return signature.isNamed ? readNamed(signature, texts) : readPositional(signature, texts);
}

}  // namespace stormglass::detail
