// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a broker that drops duplicates recognises when it is sent again.
#pragma once

#include "models/brokers/broker.h"

#include <compare>
#include <deque>
#include <set>

namespace stormglass {

/// The messages of the last while. A message is the event that it tells of and the flow that it belongs to, so that
/// whatever sends it again, an outbox, a retry or a fault, sends the same. Foreign messages are all different.
class RecentMessages {
public:
    /// Within a scope only, or everywhere.
    explicit RecentMessages(Duration window, bool isByScope = false) : m_window(window), m_isByScope(isByScope) { }

    /// Whether it is new; then it is remembered.
    [[nodiscard]] bool add(SimTime now, const Message& message, std::uint32_t scope = 0);
    void clear();

private:
    struct Name {
        std::uint64_t flow = 0;
        std::int64_t flowBegan = 0;
        std::uint32_t event = 0;
        std::uint32_t scope = 0;
        auto operator<=>(const Name&) const = default;
    };

    const Duration m_window;
    const bool m_isByScope;
    std::set<Name> m_names;
    std::deque<std::pair<SimTime, Name>> m_order;
};

}  // namespace stormglass
