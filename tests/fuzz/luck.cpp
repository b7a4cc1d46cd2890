// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/luck.h"

#include <algorithm>

namespace stormglass::fuzz {

std::vector<std::string> Luck::someOf(const std::vector<std::string>& list, std::size_t most)
{
    std::vector<std::string> chosen;
    for (std::size_t left = list.empty() ? 0 : 1 + index(most); left > 0; --left)
        chosen.push_back(oneOf(list));
    std::ranges::sort(chosen, {}, [&](const std::string& name) { return std::ranges::find(list, name) - list.begin(); });
    chosen.erase(std::ranges::unique(chosen).begin(), chosen.end());
    return chosen;
}

Distribution Luck::around(Duration mean)
{
    using namespace distribution;
    const Duration half = std::max(Duration{2us}, Duration{mean / 2 / 1us * 1us});
    switch (index(13)) {
    case 0: return {Constant{2 * half}};
    case 1: return {Uniform{.low = half, .high = 3 * half}};
    case 2: return {Erlang{.stages = static_cast<int>(number(1, 9)), .mean = 2 * half}};
    case 3: return {Hyperexponential{{{.weight = 0.9, .mean = half}, {.weight = 0.1, .mean = 10 * half}}}};
    case 4: return {Lognormal{.mean = 2 * half, .cv = 1.5}};
    case 5: return {LognormalQuantiles{.p50 = half, .p99 = 8 * half}};
    case 6: return {Gamma{.mean = 2 * half, .cv = 0.5}};
    case 7: return {Weibull{.mean = 2 * half, .shape = 0.7}};
    case 8: return {Pareto{.min = half, .max = 100 * half, .shape = 1.5}};
    case 9: return {Empirical{{{.value = half, .weight = 3}, {.value = 4 * half, .weight = 1}}}};
    case 10: return {Constant{}};
    default: return {Exponential{2 * half}};
    }
}

}  // namespace stormglass::fuzz
