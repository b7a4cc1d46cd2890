// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Publisher confirms of a channel.
//
// Source: RabbitMQ 3.10, rabbit_channel (coalesce_and_send); recordings of group 10.
#pragma once

#include "models/brokers/rabbitmq/amqp/queue.h"

#include <functional>
#include <set>

namespace stormglass::rabbitmq::amqp {

/// A message is confirmed when all its queues have taken it, and rejected when one of them has refused it.
class Confirms {
public:
    /// Of the next message.
    [[nodiscard]] std::uint64_t takeNumber() { return m_next++; }
    /// \p queues: none if it is unroutable, which counts as taken.
    void expect(std::uint64_t number, std::set<QueueId> queues);
    void answer(std::uint64_t number, QueueId queue, bool isAccepted);
    /// The queue is gone with what it has not answered.
    void rejectAllOf(QueueId queue);

    using Send = std::function<void(bool isAck, std::uint64_t number, bool isMultiple)>;
    /// What has been decided goes out in as few frames as what is undecided allows.
    void flush(const Send& send);

private:
    void coalesce(bool isAck, std::vector<std::uint64_t> numbers, const std::vector<std::uint64_t>& others, const Send& send);

    std::uint64_t m_next = 1;
    std::map<std::uint64_t, std::set<QueueId>> m_open;
    std::vector<std::uint64_t> m_confirmed;
    std::vector<std::uint64_t> m_rejected;
};

}  // namespace stormglass::rabbitmq::amqp
