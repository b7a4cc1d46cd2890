// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/rules.h"

namespace stormglass::rabbitmq {

namespace {

std::optional<std::int64_t> deliveryLimitOf(const spec::RabbitmqSettings& broker, const spec::RabbitmqQueue& queue)
{
    if (queue.deliveryLimit == 0)
        return std::nullopt;
    if (queue.deliveryLimit > 0)
        return queue.deliveryLimit;
    // RabbitMQ 4.0, release notes: 20 where a quorum queue sets none.
    return broker.version == spec::RabbitmqVersion::V3_13 ? std::nullopt : std::optional<std::int64_t>{20};
}

amqp::Overflow overflowOf(const spec::RabbitmqQueue& queue)
{
    if (queue.overflow == spec::RabbitmqOverflow::RejectPublish)
        return amqp::Overflow::RejectPublish;
    const bool isDlx = queue.overflow == spec::RabbitmqOverflow::RejectPublishDlx;
    return isDlx && queue.type == spec::RabbitmqQueueType::Classic ? amqp::Overflow::RejectPublishDlx : amqp::Overflow::DropHead;
}

}  // namespace

Rules::Rules(const spec::RabbitmqSettings& broker, const spec::RabbitmqQueue& queue)
    : type(queue.type == spec::RabbitmqQueueType::Quorum ? amqp::QueueType::Quorum : amqp::QueueType::Classic)
    , overflow(overflowOf(queue))
    , deliveryLimit(deliveryLimitOf(broker, queue))
    , maxPriority(static_cast<std::size_t>(queue.maxPriority))
    , hasTwoPriorities(type == amqp::QueueType::Quorum && spec::honoursPriorities(broker, queue))
    , isSingleActive(queue.isSingleActiveConsumer)
    , isExclusive(queue.isExclusive)
    , givesWay(type == amqp::QueueType::Quorum && broker.version != spec::RabbitmqVersion::V3_13)
    // Classic: rabbit_queue_consumers, get_consumer; quorum: rabbit_fifo, activate_next_consumer of 3.13 takes them as they came.
    , isLineByPriority(type == amqp::QueueType::Classic || givesWay)
    // RabbitMQ 4.0 has version 2 of classic queues only, whose index and message store flush but never call fsync
    // (rabbit_classic_queue_index_v2, rabbit_msg_store); version 1, the default of 3.13, syncs its journal.
    , waitsForDisk(type == amqp::QueueType::Quorum || broker.version == spec::RabbitmqVersion::V3_13)
{
    if (queue.messageTtl > Duration{})
        messageTtl = queue.messageTtl;
    if (queue.expires > Duration{})
        expires = queue.expires;
    if (queue.maxLength > 0)
        limit.messages = queue.maxLength;
    if (queue.maxLengthBytes > 0)
        limit.bytes = queue.maxLengthBytes;
}

}  // namespace stormglass::rabbitmq
