// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the arguments of a queue come to.
#pragma once

#include "models/brokers/rabbitmq/amqp/dead_letters.h"
#include "models/brokers/rabbitmq/amqp/queue_rules.h"
#include "models/spec/components/rabbitmq.h"

namespace stormglass::rabbitmq {

using amqp::Comeback;
using amqp::DeathReason;

struct Rules {
    amqp::QueueType type = amqp::QueueType::Classic;
    std::optional<Duration> messageTtl{};
    std::optional<Duration> expires{};  ///< How long it stays without a consumer.
    amqp::LengthLimit limit{};
    amqp::Overflow overflow = amqp::Overflow::DropHead;
    std::optional<std::int64_t> deliveryLimit{};  ///< Of a quorum queue.
    std::size_t maxPriority = 0;
    bool hasTwoPriorities = false;  ///< Of a quorum queue: normal and high.
    bool isSingleActive = false;
    bool isExclusive = false;
    /// A single active consumer gives way to one of a higher priority when it has settled what it has (RabbitMQ 4.0).
    bool givesWay = false;
    bool isLineByPriority = false;  ///< Which consumer becomes the single active one.
    bool waitsForDisk = true;  ///< Before it confirms. What does not is left to the operating system.

    Rules(const spec::RabbitmqSettings& broker, const spec::RabbitmqQueue& queue);
};

}  // namespace stormglass::rabbitmq
