// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/key_ranges.h"

#include "models/brokers/pulsar/key_hash.h"

#include <algorithm>
#include <iterator>

namespace stormglass::pulsar {

void KeyRanges::add(Inlet& inlet)
{
    if (m_ranges.empty()) {
        m_ranges.emplace(kKeySlots - 1, &inlet);
        return;
    }
    std::uint32_t largest = 0;
    std::uint32_t end = 0;
    std::int64_t before = -1;
    for (const auto& [last, holder] : m_ranges) {
        const auto size = static_cast<std::uint32_t>(last - before);
        if (size > largest) {
            largest = size;
            end = last;
        }
        before = last;
    }
    if (largest > 1)  // else there are more consumers than slots
        m_ranges.emplace(end - largest / 2, &inlet);
}

void KeyRanges::remove(Inlet& inlet)
{
    const auto found = std::ranges::find(m_ranges, &inlet, [](const auto& range) { return range.second; });
    if (found == m_ranges.end())
        return;
    // The slots of the last range go to the one below it, those of any other to the one above.
    if (std::next(found) == m_ranges.end() && found != m_ranges.begin()) {
        const auto below = std::prev(found);
        found->second = below->second;
        m_ranges.erase(below);
    } else {
        m_ranges.erase(found);
    }
}

Inlet* KeyRanges::find(std::uint32_t slot) const
{
    const auto found = m_ranges.lower_bound(slot);
    return found == m_ranges.end() ? nullptr : found->second;
}

}  // namespace stormglass::pulsar
