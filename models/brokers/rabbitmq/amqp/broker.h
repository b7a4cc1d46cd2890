// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A RabbitMQ cluster with one virtual host, outside of time: it does what it is told at once, and its clock is moved by hand.
//
// A step of a client is finished when settle() has returned. What a client publishes back to back before that is a burst: the
// queues see it only then, or when the client asks something else.
#pragma once

#include "models/brokers/rabbitmq/amqp/channel.h"
#include "models/brokers/rabbitmq/amqp/routes.h"

namespace stormglass::rabbitmq::amqp {

/// What differs between releases in the rules that are modelled here.
struct Release {
    std::optional<std::int64_t> deliveryLimit{};  ///< Of quorum queues that set none: 20 from 4.0 on, none before.
};

struct Publication {
    Message message;  ///< With the exchange, and the routing key as its only one.
    bool isMandatory = false;
};

struct DeclareOk {
    std::size_t ready = 0;
    std::size_t consumers = 0;
};

enum class GetOutcome { Message, Empty, NoAnswer, Refused };

class Broker final : private QueueHost {
public:
    Broker(Observer& observer, std::vector<std::string> nodes, const Release& release = {});
    ~Broker() override;

    // The clock. A deadline is reached exactly; what happens then is finished by settle().
    [[nodiscard]] SimTime now() const override { return m_now; }
    [[nodiscard]] SimTime nextDeadline() const;
    /// Precondition: not before now(), and not after nextDeadline().
    void advanceTo(SimTime instant);
    void settle();
    /// What is under way gets to the queues and their disks, but nothing of it back to the clients.
    void store();
    /// Time in which nothing happens but that disks write, and that no deadline counts.
    void idle(Duration time) { m_idle += time; }

    // Connections. An orderly end and a lost one are the same to the queues.
    ConnectionId connect(NodeId node);
    ChannelId openChannel(ConnectionId connection);
    void closeChannel(ChannelId channel);
    void closeConnection(ConnectionId connection);
    [[nodiscard]] bool isOpen(ChannelId channel) const { return m_channels.contains(channel); }

    // Methods of AMQP (broker_declare.cpp, broker_methods.cpp). What is refused closes the channel or its connection.
    // Precondition of all: isOpen().
    bool declareExchange(ChannelId channel, const Exchange& exchange, bool isPassive);
    bool deleteExchange(ChannelId channel, const std::string& name);
    bool bind(ChannelId channel, const Binding& binding);
    bool unbind(ChannelId channel, const Binding& binding);
    std::optional<DeclareOk> declareQueue(ChannelId channel, QueueDeclaration declaration, bool isPassive);
    std::optional<std::size_t> deleteQueue(ChannelId channel, const std::string& name);
    std::optional<std::size_t> purge(ChannelId channel, const std::string& name);
    void selectConfirms(ChannelId channel) { m_channels.at(channel)->confirms = true; }
    void setPrefetch(ChannelId channel, std::int64_t count, bool isOfChannel);
    bool publish(ChannelId channel, const Publication& publication);
    bool consume(ChannelId channel, const std::string& queue, ConsumerDeclaration consumer);
    void cancel(ChannelId channel, const std::string& consumer);
    GetOutcome get(ChannelId channel, const std::string& queue, bool isAutoAck, Queue::Fetched& fetched);
    bool settleDelivery(ChannelId channel, std::uint64_t tag, bool isMultiple, Verdict verdict);
    bool recover(ChannelId channel, bool requeues);

    // Nodes (broker_nodes.cpp).
    void stopNode(NodeId node, bool isKilled);
    void startNode(NodeId node);
    [[nodiscard]] bool isUp(NodeId node) const { return m_nodes[node].isUp; }
    /// Classic queues whose name contains a match of that expression have a mirror on every node (ha-mode).
    void mirrorQueues(const std::string& pattern) { m_mirrored = pattern; }

    /// By name. Classic queues whose node is down are left out.
    [[nodiscard]] std::vector<const Queue*> queues() const;
    [[nodiscard]] const Queue* findQueue(const std::string& name) const;

private:
    struct Node {
        std::string name;
        bool isUp = true;
    };
    struct Mail {
        QueueId queue = 0;
        Incoming incoming;
    };
    struct Settling {
        QueueId queue = 0;
        ChannelId channel = 0;
        std::string consumer;
        EntryId entry = 0;
    };

    // QueueHost
    void deliver(ChannelId channel, const std::string& consumer, const Queue& queue, EntryId entry, bool needsAck,
                 const Delivery& delivery) override;
    void confirm(ChannelId channel, QueueId queue, std::vector<std::uint64_t> sequences, bool isAccepted) override;
    void tellStatus(ChannelId channel, QueueId queue, bool accepts) override;
    void deadLetter(const Queue& queue, MessagePointer message, DeathReason reason, bool isReadBack) override;
    [[nodiscard]] bool tryDeadLetter(const Queue& queue, const MessagePointer& message, DeathReason reason) override;
    [[nodiscard]] bool takeSlot(ChannelId channel, QueueId queue, bool needsAck) override;
    void cancelConsumer(ChannelId channel, const std::string& consumer) override;
    void removeSoon(QueueId queue) override { m_doomed.insert(queue); }
    void settleLater(QueueId queue, ChannelId channel, const std::string& consumer, EntryId entry) override;

    /// Always false.
    bool refuse(ChannelId channel, const Refusal& why);
    void work();
    void takeAnswers(Channel& channel, ChannelId id);
    void flush(Channel& channel, ChannelId id);
    void dropChannel(ChannelId channel);
    [[nodiscard]] NodeId nodeOf(ChannelId channel) const;

    [[nodiscard]] Queue* findUsable(ChannelId channel, const std::string& name);
    [[nodiscard]] std::optional<Refusal> findObstacle(ChannelId channel, const std::string& name, bool isStrictlyExclusive) const;
    std::optional<DeclareOk> declareAgain(ChannelId channel, const QueueDeclaration& declaration);
    void makeQueue(ChannelId channel, QueueDeclaration declaration);
    void removeQueue(QueueId queue);
    void settleGroups(const std::vector<HeldDelivery>& taken, ChannelId channel, Verdict verdict);
    void freeSlots(Channel& channel, ChannelId id, const std::vector<HeldDelivery>& settled);
    /// Queues that exist, and whose node is up.
    [[nodiscard]] std::vector<Queue*> route(const std::string& exchange, const Message& message) const;
    [[nodiscard]] std::vector<Queue*> routeDeadLetter(const Queue& queue, const Message& letter, DeathReason reason) const;
    [[nodiscard]] bool isAcceptedBy(Queue& queue, ChannelId channel, Channel& own);

    std::set<ChannelId> closeConnectionsOf(NodeId node, bool isKilled);
    void stopClassic(class ClassicQueue& queue, const std::set<ChannelId>& gone, bool isKilled);
    void stopQuorum(class QuorumQueue& queue, NodeId node, bool isKilled);
    [[nodiscard]] bool isMirrored(const Queue& queue) const;
    [[nodiscard]] std::optional<NodeId> findLeader(const class QuorumQueue& queue) const;

    Observer& m_observer;
    const Release m_release;
    std::vector<Node> m_nodes;
    SimTime m_now{};
    Duration m_idle{};
    Routes m_routes;
    std::map<QueueId, std::unique_ptr<Queue>> m_queues;
    std::map<std::string, QueueId> m_names;
    std::map<ConnectionId, NodeId> m_connections;
    std::map<ChannelId, std::unique_ptr<Channel>> m_channels;
    std::uint32_t m_lastId = 0;

    std::deque<Mail> m_mail;             // to queues
    std::deque<Settling> m_settlings;
    std::set<QueueId> m_doomed;
    std::map<QueueId, SimTime> m_elections;
    std::map<QueueId, Duration> m_declaredIdle;  // what m_idle was then
    std::string m_mirrored;
};

}  // namespace stormglass::rabbitmq::amqp
