// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The consumers of a classic queue, and the channels that they are on.
//
// Source: RabbitMQ 3.10, rabbit_queue_consumers and rabbit_limiter; recordings 01-01 to 01-39.
#pragma once

#include "models/brokers/rabbitmq/amqp/queue.h"
#include "models/brokers/rabbitmq/amqp/rotation.h"

#include <deque>

namespace stormglass::rabbitmq::amqp {

class ClassicConsumers {
public:
    struct Consumer {
        ChannelId channel = 0;
        ConsumerDeclaration declaration;
    };

    ClassicConsumers(QueueHost& host, QueueId queue, bool isSingleActive)
        : m_host(host), m_queue(queue), m_isSingleActive(isSingleActive)
    {
    }

    [[nodiscard]] bool add(ChannelId channel, const ConsumerDeclaration& declaration);
    void remove(ChannelId channel, const std::string& tag);
    /// What it held, in order; none if the queue does not know it.
    std::optional<std::vector<EntryId>> removeChannel(ChannelId channel);
    /// All of them begin anew: they hold nothing.
    void restart();
    void clear();

    /// The consumer that gets the next message, if any has room. Who is full leaves the rotation now.
    [[nodiscard]] std::optional<Consumer> takeNext();

    void noteHeld(ChannelId channel, const std::string& tag, EntryId entry);
    /// Consumers with room again join the rotation, in the order in which they left it. True if there are any.
    bool noteSettled(ChannelId channel, std::span<const EntryId> entries);
    bool resume(ChannelId channel);
    bool limitChanged(ChannelId channel, bool isLimited);

    [[nodiscard]] std::size_t count() const { return m_consumers.size(); }
    [[nodiscard]] std::vector<std::pair<ChannelId, std::string>> all() const;

private:
    using Handle = std::shared_ptr<Consumer>;
    enum class Limit { None, Active, Reached };
    struct Channel {
        std::deque<std::pair<EntryId, std::string>> held;
        std::vector<Handle> parked;  ///< They were full when it was their turn.
        std::map<std::string, std::int64_t> credits;
        Limit limit = Limit::None;
    };

    [[nodiscard]] bool canSend(const Handle& consumer);
    [[nodiscard]] bool isFull(const Channel& channel, const std::string& tag) const;
    bool unpark(Channel& channel);
    void chooseActive();
    void dropIfIdle(ChannelId channel);

    QueueHost& m_host;
    const QueueId m_queue;
    const bool m_isSingleActive;
    std::vector<Handle> m_consumers;  // in the order in which they came
    Rotation<Handle> m_rotation;
    std::map<ChannelId, Channel> m_channels;
    Handle m_active;                  // the single active or exclusive one
};

}  // namespace stormglass::rabbitmq::amqp
