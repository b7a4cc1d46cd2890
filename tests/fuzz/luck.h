// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Draws for things made at random, in the words in which one thinks of them.
#pragma once

#include "simcore/base/distribution.h"
#include "simcore/random/random_streams.h"

#include <cmath>
#include <string>
#include <vector>

namespace stormglass::fuzz {

class Luck {
public:
    /// One for each subject, so that a change in how one is made leaves the others as they are.
    Luck(std::uint64_t seed, std::string_view subject) : m_draws(RandomStreams(seed, 0).stream("soak", subject)) { }

    [[nodiscard]] RandomStream& draws() { return m_draws; }

    [[nodiscard]] bool has(double probability) { return m_draws.uniform() < probability; }
    /// From low to high, both of them included. Precondition: low <= high.
    [[nodiscard]] std::int64_t number(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(m_draws.below(static_cast<std::uint64_t>(high - low) + 1));
    }
    [[nodiscard]] std::size_t index(std::size_t size) { return static_cast<std::size_t>(m_draws.below(size)); }
    [[nodiscard]] double share(double most) { return most * m_draws.uniform(); }
    /// Each order of magnitude is as likely as the others.
    [[nodiscard]] double magnitude(double low, double high) { return low * std::pow(high / low, m_draws.uniform()); }
    /// Whole milliseconds or microseconds, so that files are easy to read.
    [[nodiscard]] Duration time(Duration low, Duration high)
    {
        const auto drawn = magnitude(static_cast<double>(low.count()), static_cast<double>(high.count()));
        const Duration step = drawn > 1e7 ? Duration{1ms} : Duration{1us};
        return std::max<Duration>(low, Duration{static_cast<std::int64_t>(drawn)} / step * step);
    }
    /// Precondition: there is one.
    template <class List>
    [[nodiscard]] const auto& oneOf(const List& list)
    {
        return list[index(list.size())];
    }
    /// Up to \p most of them, each at most once, in their order; at least one if there is one.
    [[nodiscard]] std::vector<std::string> someOf(const std::vector<std::string>& list, std::size_t most);

    /// Of any shape, with a mean of that order.
    [[nodiscard]] Distribution around(Duration mean);

private:
    RandomStream m_draws;
};

}  // namespace stormglass::fuzz
