// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What clients of a broker see.
#pragma once

#include "models/brokers/rabbitmq/amqp/message.h"

namespace stormglass::rabbitmq::amqp {

using ConnectionId = std::uint32_t;
using ChannelId = std::uint32_t;
using NodeId = std::uint32_t;

/// Why the broker closes a channel or a connection.
struct Refusal {
    int code = 0;       ///< Of AMQP; 0: the connection just ended.
    std::string text;
    bool endsConnection = false;
};

struct Delivery {
    MessagePointer message;
    bool isRedelivered = false;
    std::optional<std::int64_t> deliveryCount{};  ///< Header x-delivery-count, of quorum queues.
    std::uint64_t tag = 0;
};

/// Called while the broker works: whoever answers does so later.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void delivered(ChannelId channel, const std::string& consumer, const std::string& queue, const Delivery& delivery) = 0;
    virtual void returned(ChannelId channel, const Message& message) = 0;  ///< 312 NO_ROUTE.
    virtual void confirmed(ChannelId channel, bool isAck, std::uint64_t sequence, bool isMultiple) = 0;
    virtual void consumerCancelled(ChannelId channel, const std::string& consumer) = 0;
    virtual void channelClosed(ChannelId channel, const Refusal& why) = 0;
    virtual void connectionClosed(ConnectionId connection, const Refusal& why) = 0;
};

}  // namespace stormglass::rabbitmq::amqp
