// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What waits in a FIFO queue, by message group.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/sqs/entry.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace stormglass::sqs {

/// The group of a message: its key, or one of so many.
[[nodiscard]] inline std::uint32_t messageGroupOf(const Message& message, std::int64_t groups)
{
    return groups == 0 ? message.key : message.key % static_cast<std::uint32_t>(groups);
}

/// Within a group messages are taken in the order of their numbers, and while one of them is in flight the group is
/// locked; which of the free groups is next is not told by AWS: here the one whose first message is the oldest. Free groups
/// are looked for among the first kLookAhead messages only, so that the backlog of one group can keep all others from being
/// received. (That those in flight count among them is our reading: they are still in the queue.)
///
/// Source: Amazon SQS Developer Guide, FIFO delivery logic; Amazon SQS quotas, FIFO queues.
class MessageGroups {
public:
    static constexpr std::size_t kLookAhead = 120'000;

    explicit MessageGroups(std::int64_t groups) : m_groups(groups) { }

    [[nodiscard]] std::uint32_t groupOf(const Message& message) const { return messageGroupOf(message, m_groups); }
    [[nodiscard]] std::size_t size() const { return m_waiting.size() + m_unseen.size(); }
    /// A receive has something to take: more of the group that it has begun with, or another one.
    [[nodiscard]] bool canTake() const;
    /// Precondition: there is a free group.
    [[nodiscard]] const Entry& oldestFree() const { return m_waiting.at({m_free.begin()->second, m_free.begin()->first}); }
    [[nodiscard]] bool hasFree() const { return !m_free.empty(); }

    /// At its place by number, also what has been there before.
    void add(Entry entry);
    /// Precondition: canTake(). A receive gets as many messages of one group as there are.
    Entry take();
    void endReceive();
    /// A message of the group has been received, or is no longer in flight.
    void lock(std::uint32_t group);
    void unlock(std::uint32_t group);
    void clear();

private:
    using Place = std::pair<std::uint32_t, std::uint32_t>;  // group, number

    [[nodiscard]] std::map<Place, Entry>::iterator headOf(std::uint32_t group);
    void release(std::uint32_t group);
    void hide(std::uint32_t group);
    void enter(Entry entry);
    [[nodiscard]] bool isAtItsLimit() const { return m_waiting.size() + m_inFlight >= kLookAhead; }
    void lookFurther();

    const std::int64_t m_groups;
    std::map<Place, Entry> m_waiting;
    BlockQueue<Entry, 16> m_unseen;  // behind the first kLookAhead messages
    std::size_t m_inFlight = 0;
    std::set<std::pair<std::uint32_t, std::uint32_t>> m_free;  // number of its first message, group
    std::unordered_map<std::uint32_t, std::uint32_t> m_locked;  // messages in flight by group
    std::optional<std::uint32_t> m_open;                        // the group that the receive under way has begun with
};

}  // namespace stormglass::sqs
