// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/lag_book.h"

namespace stormglass {

void LagBook::addGroup(const std::string& name, std::size_t partitions)
{
    Group& group = m_groups.emplace_back(Group{.name = name, .most = std::vector<std::uint64_t>(partitions), .overTime = {}});
    if (partitions <= kMostInSeries)
        group.overTime.resize(partitions);
}

void LagBook::endWarmUp()
{
    for (Group& group : m_groups)
        std::ranges::fill(group.most, 0);
}

std::uint64_t LagBook::most() const
{
    std::uint64_t most = 0;
    for (const Group& group : m_groups)
        for (const std::uint64_t lag : group.most)
            most = std::max(most, lag);
    return most;
}

}  // namespace stormglass
