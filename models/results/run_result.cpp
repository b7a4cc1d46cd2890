// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/results/run_result.h"

namespace stormglass::results {

namespace {
constexpr std::string_view kLagPrefix = "lag: ";
}

std::string lagSeriesName(const std::string& group, std::size_t partition)
{
    return std::string(kLagPrefix) + group + "/" + std::to_string(partition);
}

std::string_view readerOf(const Series& series)
{
    const std::string_view name = series.name;
    return name.starts_with(kLagPrefix) ? name.substr(kLagPrefix.size()) : std::string_view{};
}

std::int64_t Ledger::imbalance() const
{
    auto rest = static_cast<std::int64_t>(in);
    for (const auto& [account, count] : out)
        rest -= static_cast<std::int64_t>(count);
    return rest;
}

}  // namespace stormglass::results
