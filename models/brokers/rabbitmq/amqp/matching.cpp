// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/matching.h"

#include <span>

namespace stormglass::rabbitmq::amqp {

namespace {

std::vector<std::string_view> splitWords(std::string_view text)
{
    std::vector<std::string_view> words;
    if (text.empty())
        return words;
    for (std::size_t from = 0;;) {
        const std::size_t dot = text.find('.', from);
        words.push_back(text.substr(from, dot == std::string_view::npos ? dot : dot - from));
        if (dot == std::string_view::npos)
            return words;
        from = dot + 1;
    }
}

bool matchesWords(std::span<const std::string_view> pattern, std::span<const std::string_view> words)
{
    if (pattern.empty())
        return words.empty();
    if (pattern.front() == "#")
        return matchesWords(pattern.subspan(1), words) || (!words.empty() && matchesWords(pattern, words.subspan(1)));
    return !words.empty() && (pattern.front() == "*" || pattern.front() == words.front())
        && matchesWords(pattern.subspan(1), words.subspan(1));
}

std::string_view matchKindOf(const Table& binding)
{
    const Value* const kind = findField(binding, "x-match");
    return kind != nullptr && kind->text() != nullptr ? std::string_view{*kind->text()} : "all";
}

}  // namespace

bool matchesTopic(std::string_view pattern, std::string_view key)
{
    return matchesWords(splitWords(pattern), splitWords(key));
}

bool matchesHeaders(const Table& binding, const Table& headers)
{
    const std::string_view kind = matchKindOf(binding);
    const bool needsAll = kind.starts_with("all");
    const bool countsAll = kind.ends_with("-with-x");
    for (const auto& [key, wanted] : binding) {
        if (key == "x-match" || (key.starts_with("x-") && !countsAll))
            continue;
        const Value* const field = findField(headers, key);
        const bool isMatch = field != nullptr && (wanted.isVoid() || *field == wanted);
        if (isMatch != needsAll)
            return isMatch;
    }
    return needsAll;
}

std::optional<std::string> findBadMatch(const Table& binding)
{
    const Value* const kind = findField(binding, "x-match");
    if (kind == nullptr)
        return std::nullopt;
    if (kind->text() == nullptr)
        return "Invalid x-match field type; expected longstr";
    const std::string& text = *kind->text();
    if (text == "all" || text == "any" || text == "all-with-x" || text == "any-with-x")
        return std::nullopt;
    return "Invalid x-match field value <<\"" + text + "\">>; expected all, any, all-with-x, or any-with-x";
}

}  // namespace stormglass::rabbitmq::amqp
