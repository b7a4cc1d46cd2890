// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a FIFO queue or topic recognises when it is sent again.
#pragma once

#include "models/brokers/broker.h"

#include <compare>
#include <deque>
#include <set>

namespace stormglass::sqs {

/// The contents of the last 5 minutes (Amazon SQS Developer Guide, Exactly-once processing). The content of a message is
/// the event that it tells of and the flow that it belongs to, so that whatever sends it again, an outbox, a retry or a
/// fault, sends the same. Foreign messages are all different.
class RecentContents {
public:
    /// Within a group only, or in all of the queue.
    explicit RecentContents(bool isByGroup) : m_isByGroup(isByGroup) { }

    /// Whether it is new; then it is remembered.
    [[nodiscard]] bool add(SimTime now, const Message& message, std::uint32_t group);
    void clear();

    static constexpr Duration kInterval = std::chrono::minutes{5};

private:
    struct Content {
        std::uint64_t flow = 0;
        std::int64_t flowBegan = 0;
        std::uint32_t event = 0;
        std::uint32_t group = 0;
        auto operator<=>(const Content&) const = default;
    };

    const bool m_isByGroup;
    std::set<Content> m_contents;
    std::deque<std::pair<SimTime, Content>> m_order;
};

}  // namespace stormglass::sqs
