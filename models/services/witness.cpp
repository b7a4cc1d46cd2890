// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/witness.h"

#include <algorithm>
#include <utility>

namespace stormglass {

Witness::Witness(const std::vector<std::string>& components, const std::vector<std::string>& channels)
    : m_size(components.size() + channels.size()), m_counts(m_size * m_size)
{
    for (const std::string& name : components)
        m_components.emplace(name, static_cast<std::uint32_t>(m_components.size()));
    for (const std::string& name : channels)
        m_channels.emplace(name, static_cast<std::uint32_t>(components.size() + m_channels.size()));
}

std::vector<results::Traffic> Witness::takeTraffic()
{
    std::ranges::sort(m_touched);
    std::vector<results::Traffic> traffic;
    traffic.reserve(m_touched.size());
    for (const std::uint32_t pair : m_touched) {
        traffic.push_back({static_cast<std::uint32_t>(pair / m_size), static_cast<std::uint32_t>(pair % m_size),
                           std::exchange(m_counts[pair], 0U)});
    }
    m_touched.clear();
    return traffic;
}

std::vector<InstanceChange> Witness::takeChanges() { return std::exchange(m_changes, {}); }

}  // namespace stormglass
