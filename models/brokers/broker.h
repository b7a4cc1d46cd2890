// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all brokers have in common, as producers and consumers see it.
#pragma once

#include "models/brokers/bill.h"
#include "models/brokers/channel_probe.h"
#include "models/network/completions.h"
#include "models/spec/component.h"
#include "models/transactions/transaction.h"
#include "simcore/base/ids.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace stormglass {

class BrokerFaults;
class MessageFaults;
class Network;

using ProducerId = Id<struct ProducerTag>;
using ConsumerId = Id<struct ConsumerTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using EventTypeId = Id<struct EventTypeTag>;

/// What is wrong with a message, for good.
enum class Flaw : std::uint8_t {
    None,
    Corrupt,  ///< Nobody can read it: a handler fails before it begins.
    Poison,   ///< Nobody can process it: a handler fails after its work.
};

/// One message. Copies of it share their transaction.
struct Message {
    TransactionRef transaction;  ///< None: a foreign message, which tells of no flow.
    std::uint32_t key = 0;       ///< Partition or ordering key: that of the transaction.
    Flaw flaw = Flaw::None;
    std::uint16_t envelope = 0;  ///< Of RabbitMQ: number of its properties and deaths; for others it means nothing.
    SimTime publishedAt{};
    EventTypeId event;           ///< Which event it tells of; what the wiring calls by name.
    std::int32_t size = 1024;    ///< Bytes.
};
/// A copy of it is gone for good without having been handled.
inline void noteLoss(const Message& message, std::string_view cause)
{
    if (message.transaction)
        message.transaction->noteLoss(cause);
}
void noteLosses(const std::vector<Message>& messages, LossCause cause);
/// A copy of it lies where dead letters lie, and nobody reads there.
inline void noteUnreadDeadLetter(const Message& message)
{
    if (message.transaction)
        message.transaction->noteDeadLetter(kDeadLettered);
}
static_assert(sizeof(Message) == 32, "brokers keep many of them");

/// A message in a consumer's hands.
struct Delivery {
    Message message;
    std::uint64_t tag = 0;  ///< What settle() names it by; unique per consumer.
    bool isRedelivered = false;
    std::uint32_t partition = 0;  ///< Of a channel that has some.
    std::int64_t deaths = 0;      ///< How often it has been dead-lettered in this queue (x-death).
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
    /// Its channel is closed: what has been delivered and is not settled comes again, to whomever. What is in the buffer is
    /// not to be handled, and what is settled all the same is ignored.
    virtual void closed() { }
    /// It was detached in good order while it had something to commit, and now that is done (Broker::isLeaving).
    virtual void left() { }

protected:
    ~Consumer() = default;
};

/// One figure that only this kind of broker has, of those of its component.
using AddBrokerFigure = std::function<void(const char* metric, double value, std::uint64_t samples)>;

/// What a broker would write to its log for whoever runs it: an alarm, or the end of one.
struct BrokerNotice {
    SimTime at{};
    bool isOver = false;
    std::string text;  ///< "rabbitmq/2: memory alarm, ..."
};

/// A broker cluster. Calls are made at the client's side; the broker model adds the way over the network.
class Broker {
public:
    Broker();
    virtual ~Broker();

    /// Before the run starts.
    virtual ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) = 0;
    virtual SubscriptionId addSubscription(ChannelId channel, const std::string& component) = 0;

    /// A client instance that publishes. Each has its own batches and connection.
    virtual ProducerId addProducer(HostId host) = 0;
    /// The producer's process died: what it had not sent is lost. It may publish again after reviveProducer().
    void crashProducer(ProducerId producer);
    virtual void reviveProducer(ProducerId producer) = 0;
    /// Resolves \p confirm when the broker has accepted or refused the message (at the producer's host, in its time).
    void publish(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
    {
        if (m_messageFaults == nullptr) [[likely]]
            accept(producer, channel, std::move(message), confirm);
        else
            publishDespiteFaults(producer, channel, std::move(message), confirm);
    }

    /// The consumer must outlive its attachment.
    virtual ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) = 0;
    virtual void detach(ConsumerId consumer, Departure how) = 0;
    virtual void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) = 0;
    /// The consumer's buffer is empty: time for the next poll (Kafka) or receive (SQS). Others push and ignore it.
    virtual void poll(ConsumerId consumer) = 0;
    /// The consumer's process stands still: it sends nothing, not even a heartbeat, and what is delivered waits unread.
    /// Until resumeConsumer() or detach(). Brokers to which it makes no difference need not know.
    virtual void pauseConsumer(ConsumerId) { }
    virtual void resumeConsumer(ConsumerId) { }
    /// The same for a producer.
    virtual void pauseProducer(ProducerId) { }
    virtual void resumeProducer(ProducerId) { }

    /// Before the run: the consumers of the subscription share the partitions out themselves, as soon as so many of them are
    /// there, and nobody but they notices who is dead. With \p keepsOffsets nothing is committed but by commit(). Kafka only.
    virtual void assignManually(SubscriptionId, std::size_t /*consumers*/, bool /*keepsOffsets*/) { }
    /// What the consumer has settled is committed now, as a checkpoint keeps its offsets with its state.
    virtual void commit(ConsumerId) { }

    /// Before the run: handlers of that subscription publish to this broker.
    virtual void noteProcessing(SubscriptionId) { }
    /// The producer for what the consumer's handlers publish to this broker, where that is committed together with what the
    /// consumer settles: nobody waits for its confirm. None where the two have nothing to do with each other.
    [[nodiscard]] virtual std::optional<ProducerId> transactionalProducer(ConsumerId) const { return std::nullopt; }
    /// A consumer that was detached in good order has something left to commit; it must live until left().
    [[nodiscard]] virtual bool isLeaving(ConsumerId) const { return false; }

    /// Crash and restart of broker nodes; index counts the component's instances.
    virtual void crashNode(std::size_t index, bool isSilent) = 0;
    /// Its host has lost its power: what the node had not written to its disk is gone, also if its process was dead
    /// already. Brokers that confirm nothing before it is on a disk, or whose memory is not modelled, need not know.
    virtual void losePower(std::size_t) { }
    virtual void restartNode(std::size_t index) = 0;
    /// Its process stands still until restartNode(), and loses nothing. Only those that lose something by a crash need to
    /// know the difference.
    virtual void pauseNode(std::size_t index) { crashNode(index, true); }

    /// Copies of the channel's messages that the broker and its clients hold at this moment, counted from the queues
    /// themselves: the books are checked against it.
    [[nodiscard]] virtual std::uint64_t countHeld(ChannelId channel) const = 0;
    /// Messages of the subscription that wait or are not acknowledged, as an autoscaler sees them.
    [[nodiscard]] virtual std::uint64_t countWaiting(SubscriptionId subscription) const = 0;
    /// What has been charged until now; nothing where nobody charges for requests.
    [[nodiscard]] virtual std::optional<Bill> billOf(ChannelId) const { return std::nullopt; }
    /// Figures of its own count from here on.
    virtual void endWarmUp() { }
    virtual void addFigures(const AddBrokerFigure&) const { }
    /// All of the run until now, in order of time.
    [[nodiscard]] virtual std::span<const BrokerNotice> notices() const { return {}; }
    /// The end of the run: lets go of every message (their transactions are in flight).
    void clear();

    // --- what can be broken about it ---
    /// The faults that meddle with messages on their way to it; from the first call on they are asked at each publish.
    [[nodiscard]] MessageFaults& messageFaults(Network& network);
    /// The time of a consumer until it drops a foreign message. Precondition: there has been one.
    [[nodiscard]] Duration passOverTime(const Message& foreign) const;
    /// Precondition: this kind of broker has faults of its own.
    [[nodiscard]] virtual BrokerFaults& faults();

protected:
    friend class MessageFaults;

    /// The client library of a producer takes a message.
    virtual void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) = 0;
    virtual void dropProducer(ProducerId producer) = 0;
    virtual void dropAll() = 0;

private:
    void publishDespiteFaults(ProducerId producer, ChannelId channel, Message message, CompletionId confirm);

    std::unique_ptr<MessageFaults> m_messageFaults;
};

}  // namespace stormglass
