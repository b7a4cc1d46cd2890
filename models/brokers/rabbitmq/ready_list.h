// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The messages of a queue that wait for a consumer.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/rabbitmq/amqp/ready_messages.h"

namespace stormglass::rabbitmq {

/// A message in a queue.
struct Entry {
    Message message;
    std::uint64_t sequence = 0;  ///< Its place in the order of arrival.
    SimTime deadline = kNever;   ///< When it expires.
    std::uint32_t failures = 0;  ///< Deliveries that came back.
    std::uint8_t priority = 0;
    bool isRedelivered = false;
    RedeliveryCause again = RedeliveryCause::Rejected;  ///< Why, if it is.
};
[[nodiscard]] inline std::int64_t priorityOf(const Entry& entry) { return entry.priority; }
[[nodiscard]] inline std::int64_t bytesOf(const Entry& entry) { return entry.message.size; }

using ReadyList = amqp::ReadyMessages<Entry>;

}  // namespace stormglass::rabbitmq
