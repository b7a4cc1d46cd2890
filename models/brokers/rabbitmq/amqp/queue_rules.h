// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rules of queues that hold whether a queue runs in simulated time or not.
//
// Sources: RabbitMQ 3.10, rabbit_amqqueue_process and rabbit_fifo; the guides "Queue Length Limit", "Time-To-Live",
// "Quorum Queues"; recordings of RabbitMQ 3.10.8 (tests/conformance/rabbitmq), to which the numbers refer.
#pragma once

#include "simcore/base/time.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace stormglass::rabbitmq::amqp {

enum class QueueType { Classic, Quorum };

/// What a queue does that is full: a quorum queue takes RejectPublishDlx for DropHead (recording 04-28).
enum class Overflow { DropHead, RejectPublish, RejectPublishDlx };

/// Of what is ready: what consumers hold does not count (recording 04-03).
struct LengthLimit {
    std::optional<std::int64_t> messages{};
    std::optional<std::int64_t> bytes{};

    [[nodiscard]] bool isSet() const { return messages || bytes; }
    [[nodiscard]] bool isExceededBy(std::int64_t count, std::int64_t size) const
    {
        return (messages && count > *messages) || (bytes && size > *bytes);
    }
    /// Where a quorum queue that rejects begins to accept again: 80 % of either (rabbit_fifo, LOW_LIMIT; recording 04-26).
    [[nodiscard]] bool isRelaxedAt(std::int64_t count, std::int64_t size) const
    {
        return (!messages || count <= *messages * 4 / 5) && (!bytes || size <= *bytes * 4 / 5);
    }
};

/// How a delivery comes back to its queue.
enum class Comeback { Nacked, ConnectionLost, NodeLost };

/// Where it goes then.
enum class Place {
    Original,    ///< By the order of publishing (recordings 02-03 and 06-01).
    Front,       ///< Behind what came back before, before everything else (08-14, 08-15 and 06-20).
    Tail,        ///< Behind everything (08-13).
    DeadLetter,  ///< It has been delivered too often (08-01).
};

/// \p failures: deliveries that came back, with this one. A queue without a limit counts them as well.
[[nodiscard]] inline Place placeOf(QueueType type, std::optional<std::int64_t> deliveryLimit, Comeback how, std::int64_t failures)
{
    if (type == QueueType::Classic)
        return Place::Original;
    if (deliveryLimit && failures > *deliveryLimit)
        return Place::DeadLetter;
    return how == Comeback::Nacked && !deliveryLimit ? Place::Tail : Place::Front;
}

/// When a message expires: the earlier of the times to live of its queue and its own. Requeuing does not renew it
/// (recordings 03-06 and 03-08).
[[nodiscard]] inline SimTime deadlineOf(SimTime now, std::optional<Duration> queueTtl, std::optional<Duration> ownTtl)
{
    if (!queueTtl && !ownTtl)
        return kNever;
    return now + std::min(queueTtl.value_or(Duration::max()), ownTtl.value_or(Duration::max()));
}

}  // namespace stormglass::rabbitmq::amqp
