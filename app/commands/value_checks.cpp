// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/value_checks.h"

#include "app/commands/unknown_words.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace stormglass {
namespace {

ValueCheck wholeNumberCheck(std::int64_t least, std::int64_t most, const std::string& expected)
{
    return [=](const std::string& text) {
        std::int64_t value = 0;
        const char* end = text.data() + text.size();
        const auto [last, error] = std::from_chars(text.data(), end, value);
        const bool isRight = error == std::errc{} && last == end && value >= least && value <= most;
        return isRight ? std::string() : "expected " + expected + ", found \"" + text + "\"";
    };
}

}  // namespace

ValueCheck isWholeNumber()
{
    using Limits = std::numeric_limits<std::int64_t>;
    return wholeNumberCheck(Limits::min(), Limits::max(), "a whole number");
}

ValueCheck isWholeNumber(std::int64_t least, std::int64_t most)
{
    return wholeNumberCheck(least, most,
                            "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

ValueCheck isOneOf(std::vector<std::string> words)
{
    return [words = std::move(words)](const std::string& text) {
        if (std::find(words.begin(), words.end(), text) != words.end())
            return std::string();
        std::string expected;
        for (const std::string& word : words)
            expected += (expected.empty() ? "" : ", ") + word;
        return "expected one of " + expected + ", found \"" + text + "\"" + didYouMean(text, words);
    };
}

}  // namespace stormglass
