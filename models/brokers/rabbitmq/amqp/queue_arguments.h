// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The optional arguments of queue.declare.
#pragma once

#include "models/brokers/rabbitmq/amqp/dead_letters.h"
#include "models/brokers/rabbitmq/amqp/queue_rules.h"

namespace stormglass::rabbitmq::amqp {

struct QueueArguments {
    QueueType type = QueueType::Classic;
    std::int64_t maxPriority = 0;                  ///< x-max-priority; 0: none.
    std::optional<Duration> messageTtl{};          ///< x-message-ttl.
    std::optional<Duration> expires{};             ///< x-expires.
    std::optional<DeadLetterTarget> deadLetters{};  ///< x-dead-letter-exchange and -routing-key.
    LengthLimit limit{};                           ///< x-max-length and x-max-length-bytes.
    Overflow overflow = Overflow::DropHead;        ///< x-overflow.
    std::optional<std::int64_t> deliveryLimit{};   ///< x-delivery-limit.
    bool isSingleActiveConsumer = false;
    /// x-dead-letter-strategy. It takes effect only where publishing is rejected on overflow.
    bool isAtLeastOnce = false;
    std::int64_t version = 1;                      ///< x-queue-version.
};

/// What is wrong with them, as the broker says it behind "PRECONDITION_FAILED - ".
[[nodiscard]] std::optional<std::string> findBadArgument(const std::string& queue, const Table& arguments);

/// Precondition: findBadArgument() finds none.
[[nodiscard]] QueueArguments readArguments(const Table& arguments);

/// The first argument that a queue was not declared with like that, as above.
[[nodiscard]] std::optional<std::string> findDifference(const std::string& queue, const Table& current, const Table& received);

/// The time to live that a message carries. Its text is of a number of milliseconds.
[[nodiscard]] std::optional<std::string> findBadExpiration(const Message& message);
[[nodiscard]] std::optional<Duration> ownTtl(const Message& message);

}  // namespace stormglass::rabbitmq::amqp
