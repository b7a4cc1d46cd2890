// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/results/cascade.h"

namespace stormglass::results {

std::string_view wordOf(Limit limit)
{
    static constexpr std::string_view kWords[kLimits] = {"errors", "latency", "saturation", "backlog", "starvation"};
    return kWords[static_cast<std::size_t>(limit)];
}

std::string_view wordOf(ImpactPath path)
{
    static constexpr std::string_view kWords[kImpactPaths] = {"fault", "call", "subscription", "store", "host", "step", "network"};
    return kWords[static_cast<std::size_t>(path)];
}

}  // namespace stormglass::results
