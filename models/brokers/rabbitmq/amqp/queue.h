// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue, as its channels and its broker see it.
#pragma once

#include "models/brokers/rabbitmq/amqp/observer.h"
#include "models/brokers/rabbitmq/amqp/queue_arguments.h"

#include <span>

namespace stormglass::rabbitmq::amqp {

class Queue;

using QueueId = std::uint32_t;       ///< A queue that is declared again is another one.
using EntryId = std::uint64_t;       ///< Of a delivery, within its queue.
enum class Verdict { Acknowledge, Requeue, Discard };

struct QueueDeclaration {
    std::string name;
    Table arguments{};
    bool isDurable = false;
    bool isExclusive = false;
    bool isAutoDelete = false;
};

struct ConsumerDeclaration {
    std::string tag;
    bool isAutoAck = false;
    bool isExclusive = false;
    std::int64_t priority = 0;
    std::int64_t prefetch = 0;      ///< 0: unlimited.
    bool isChannelLimited = false;  ///< The channel has a prefetch of its own.
};

/// On its way to a queue.
struct Incoming {
    MessagePointer message;
    std::optional<ChannelId> publisher{};  ///< Absent: it is a dead letter.
    std::uint64_t confirm = 0;             ///< The sequence number that the publisher waits for; 0: none.
};

struct QueueCounts {
    std::size_t ready = 0;
    std::size_t unacked = 0;
    std::size_t consumers = 0;
    std::size_t awaitingDeadLettering = 0;
};

/// What a queue needs of its broker.
class QueueHost {
public:
    virtual ~QueueHost() = default;
    [[nodiscard]] virtual SimTime now() const = 0;
    /// Hands a message to a consumer.
    virtual void deliver(ChannelId channel, const std::string& consumer, const Queue& queue, EntryId entry, bool needsAck,
                         const Delivery& delivery) = 0;
    /// Of one publisher, all at once.
    virtual void confirm(ChannelId channel, QueueId queue, std::vector<std::uint64_t> sequences, bool isAccepted) = 0;
    /// A quorum queue tells its publishers whether it accepts.
    virtual void tellStatus(ChannelId channel, QueueId queue, bool accepts) = 0;
    virtual void deadLetter(const Queue& queue, MessagePointer message, DeathReason reason, bool isReadBack) = 0;
    /// Hands a dead letter on only if that succeeds: some queue takes it.
    [[nodiscard]] virtual bool tryDeadLetter(const Queue& queue, const MessagePointer& message, DeathReason reason) = 0;
    /// Whether the channel's own prefetch lets that queue send one more; if not, the queue is resumed later.
    [[nodiscard]] virtual bool takeSlot(ChannelId channel, QueueId queue, bool needsAck) = 0;
    virtual void cancelConsumer(ChannelId channel, const std::string& consumer) = 0;
    virtual void removeSoon(QueueId queue) = 0;
    /// Done when everything that is under way now has arrived.
    virtual void settleLater(QueueId queue, ChannelId channel, const std::string& consumer, EntryId entry) = 0;
};

class Queue {
public:
    Queue(QueueHost& host, QueueId id, const QueueDeclaration& declaration, std::optional<ConnectionId> owner, NodeId home)
        : m_host(host), m_id(id), m_declaration(declaration), m_arguments(readArguments(declaration.arguments)), m_owner(owner)
        , m_home(home)
    {
    }
    virtual ~Queue() = default;

    [[nodiscard]] QueueId id() const { return m_id; }
    [[nodiscard]] const std::string& name() const { return m_declaration.name; }
    [[nodiscard]] const QueueDeclaration& declaration() const { return m_declaration; }
    [[nodiscard]] const QueueArguments& arguments() const { return m_arguments; }
    [[nodiscard]] std::optional<ConnectionId> owner() const { return m_owner; }
    [[nodiscard]] bool isQuorum() const { return m_arguments.type == QueueType::Quorum; }
    [[nodiscard]] NodeId home() const { return m_home; }  ///< Of a quorum queue: the leader, or the last one.
    [[nodiscard]] virtual bool isAvailable() const = 0;

    virtual void publish(const Incoming& incoming) = 0;
    struct Fetched {
        EntryId entry = 0;
        Delivery delivery;
        std::size_t remaining = 0;
    };
    /// \p tag: that the channel gives to it.
    virtual std::optional<Fetched> get(ChannelId channel, std::uint64_t tag, bool needsAck) = 0;
    /// False: an exclusive consumer is in the way.
    [[nodiscard]] virtual bool attach(ChannelId channel, const ConsumerDeclaration& consumer) = 0;
    virtual void cancel(ChannelId channel, const std::string& consumer) = 0;
    virtual void settle(ChannelId channel, const std::string& consumer, Verdict verdict, std::span<const EntryId> entries) = 0;
    virtual void channelGone(ChannelId channel) = 0;
    /// The channel's own prefetch has room again.
    virtual void resume(ChannelId channel) = 0;
    /// The channel has a prefetch of its own now, or none any more.
    virtual void limitChanged(ChannelId channel, bool isLimited) = 0;
    virtual std::size_t purge() = 0;
    /// Somebody has declared it once more, or has asked for it (a passive declaration).
    virtual void declaredAgain() = 0;
    [[nodiscard]] virtual QueueCounts counts() const = 0;

    [[nodiscard]] virtual SimTime deadline() const = 0;
    virtual void timeHasCome() = 0;          ///< The deadline is reached.
    /// What has been sent to the disk is there, and the publishers are told so.
    virtual void sync() = 0;

    /// Of all its consumers, which the broker cancels, as the queue is being deleted.
    [[nodiscard]] virtual std::vector<std::pair<ChannelId, std::string>> consumers() const = 0;

protected:
    void setHome(NodeId home) { m_home = home; }

    QueueHost& m_host;

private:
    const QueueId m_id;
    const QueueDeclaration m_declaration;
    const QueueArguments m_arguments;
    const std::optional<ConnectionId> m_owner;
    NodeId m_home;
};

}  // namespace stormglass::rabbitmq::amqp
