// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/section_search.h"

#include <algorithm>

namespace stormglass::experiments {
namespace {

/// Up to three numbers that divide the steps between low and high evenly.
std::vector<std::int64_t> numbersBetween(std::int64_t low, std::int64_t high, std::int64_t step)
{
    constexpr std::int64_t kParts = 4;
    const std::int64_t steps = (high - low + step - 1) / step;  // the last one may be shorter
    std::vector<std::int64_t> numbers;
    for (std::int64_t part = 1; part < kParts; ++part) {
        const std::int64_t number = low + std::max<std::int64_t>(part, steps * part / kParts) * step;
        if (number < high && (numbers.empty() || number > numbers.back()))
            numbers.push_back(number);
    }
    return numbers;
}

}  // namespace

std::int64_t smallestThat(std::int64_t low, std::int64_t high, std::int64_t step, const AskNumbers& ask)
{
    while (high - low > step) {
        const std::vector<std::int64_t> numbers = numbersBetween(low, high, step);
        const std::vector<bool> answers = ask(numbers);
        if (answers.size() < numbers.size())
            return high;
        const auto first = static_cast<std::size_t>(std::ranges::find(answers, true) - answers.begin());
        if (first < numbers.size())
            high = numbers[first];
        if (first > 0)
            low = numbers[first - 1];
    }
    return high;
}

}  // namespace stormglass::experiments
