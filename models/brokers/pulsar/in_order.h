// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What has been sent one after the other in a connection.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

namespace stormglass::pulsar {

/// Something small must not overtake something large: TCP keeps the order.
template <class Item>
class InOrder {
public:
    /// The number of what is sent now.
    [[nodiscard]] std::uint64_t next() { return ++m_sent; }

    /// Calls \p act for it, and for what has waited for it.
    template <class Act>
    void arrived(std::uint64_t number, Item item, Act act)
    {
        if (number != m_arrived + 1) {
            m_early.emplace(number, std::move(item));
            return;
        }
        ++m_arrived;
        act(item);
        for (auto first = m_early.begin(); first != m_early.end() && first->first == m_arrived + 1; first = m_early.begin()) {
            ++m_arrived;
            act(m_early.extract(first).mapped());
        }
    }

    /// The connection is gone: calls \p act for what has waited in vain.
    template <class Act>
    void reset(Act act)
    {
        m_sent = m_arrived = 0;
        for (const auto& [number, item] : std::exchange(m_early, {}))
            act(item);
    }

private:
    std::uint64_t m_sent = 0;
    std::uint64_t m_arrived = 0;
    std::map<std::uint64_t, Item> m_early;
};

}  // namespace stormglass::pulsar
