// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/results_words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace stormglass {

std::span<const std::string_view> subjectKindWords()
{
    static constexpr std::string_view kWords[] = {"flow", "component", "channel", "fault"};
    return kWords;
}

std::string_view wordOf(results::SubjectKind kind) { return subjectKindWords()[static_cast<std::size_t>(kind)]; }

std::optional<results::SubjectKind> readSubjectKind(std::string_view word)
{
    const auto words = subjectKindWords();
    const auto found = std::ranges::find(words, word);
    if (found == words.end())
        return std::nullopt;
    return static_cast<results::SubjectKind>(found - words.begin());
}

std::span<const std::string_view> unitWords()
{
    static constexpr std::string_view kWords[] = {"s", "count", "1/s", "ratio", "number", "USD"};
    return kWords;
}

std::string_view unitWordOf(std::string_view metric)
{
    const results::MetricInfo* info = results::findMetric(metric);
    return unitWords()[static_cast<std::size_t>(info != nullptr ? info->unit : results::Unit::Number)];
}

std::string hashToText(std::uint64_t hash)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 0; i < 16; ++i)
        text[15 - i] = kDigits[(hash >> (4 * i)) & 15U];
    return text;
}

std::optional<std::uint64_t> readHashText(std::string_view text)
{
    std::uint64_t hash = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, hash, 16);
    if (text.size() != 16 || error != std::errc{} || rest != end)
        return std::nullopt;
    return hash;
}

}  // namespace stormglass
