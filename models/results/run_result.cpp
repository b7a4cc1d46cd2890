// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/results/run_result.h"

namespace stormglass::results {

std::int64_t Ledger::imbalance() const
{
    auto rest = static_cast<std::int64_t>(in);
    for (const auto& [account, count] : out)
        rest -= static_cast<std::int64_t>(count);
    return rest;
}

}  // namespace stormglass::results
