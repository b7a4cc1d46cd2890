// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all brokers have in common, as producers and consumers see it.
#pragma once

#include "models/brokers/channel_probe.h"
#include "models/network/completions.h"
#include "models/spec/component.h"
#include "models/transactions/transaction.h"
#include "simcore/base/ids.h"

#include <string>

namespace stormglass {

using ProducerId = Id<struct ProducerTag>;
using ConsumerId = Id<struct ConsumerTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using EventTypeId = Id<struct EventTypeTag>;

/// One message. Copies of it share their transaction.
struct Message {
    TransactionRef transaction;
    std::uint64_t key = 0;      ///< Partition or ordering key: the number of the transaction.
    SimTime publishedAt{};
    EventTypeId event;          ///< Which event it tells of; what the wiring calls by name.
    std::int32_t size = 1024;   ///< Bytes.
};

/// A message in a consumer's hands.
struct Delivery {
    Message message;
    std::uint64_t tag = 0;  ///< What settle() names it by; unique per consumer.
    bool isRedelivered = false;
};

/// What a consumer says of a delivery when its handler has ended.
enum class Settlement {
    Acknowledge,
    Requeue,
    Discard,   ///< It is given up; the broker may have a dead-letter channel for it.
    LaidAside  ///< The consumer has put it elsewhere itself: an acknowledgement that the books take for a dead letter.
};

/// How a consumer leaves.
enum class Departure {
    Closed,   ///< Orderly: it says goodbye (LeaveGroup, channel close).
    Reset,    ///< Its process died: connections are closed by its operating system.
    Vanished  ///< Its host died: silence.
};

/// One consumer: handles one delivery at a time, in the order in which they come.
class Consumer {
public:
    /// Arrives at the consumer's host. The consumer may keep it in its buffer.
    virtual void deliver(Delivery delivery) = 0;

protected:
    ~Consumer() = default;
};

/// A broker cluster. Calls are made at the client's side; the broker model adds the way over the network.
class Broker {
public:
    virtual ~Broker() = default;

    /// Before the run starts.
    virtual ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) = 0;
    virtual SubscriptionId addSubscription(ChannelId channel, const std::string& component) = 0;

    /// A client instance that publishes. Each has its own batches and connection.
    virtual ProducerId addProducer(HostId host) = 0;
    /// The producer's process died: what it had not sent is lost. It may publish again after reviveProducer().
    virtual void crashProducer(ProducerId producer) = 0;
    virtual void reviveProducer(ProducerId producer) = 0;
    /// Resolves \p confirm when the broker has accepted or refused the message (at the producer's host, in its time).
    virtual void publish(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) = 0;

    /// The consumer must outlive its attachment.
    virtual ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) = 0;
    virtual void detach(ConsumerId consumer, Departure how) = 0;
    virtual void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) = 0;
    /// The consumer's buffer is empty: time for the next poll (Kafka) or receive (SQS). Others push and ignore it.
    virtual void poll(ConsumerId consumer) = 0;

    /// Crash and restart of broker nodes; index counts the component's instances.
    virtual void crashNode(std::size_t index, bool isSilent) = 0;
    virtual void restartNode(std::size_t index) = 0;

    /// Copies of the channel's messages that the broker and its clients hold at this moment, counted from the queues
    /// themselves: the books are checked against it.
    [[nodiscard]] virtual std::uint64_t countHeld(ChannelId channel) const = 0;
    /// Messages of the subscription that wait or are not acknowledged, as an autoscaler sees them.
    [[nodiscard]] virtual std::uint64_t countWaiting(SubscriptionId subscription) const = 0;
    /// The end of the run: lets go of every message (their transactions are in flight).
    virtual void clear() = 0;
};

}  // namespace stormglass
