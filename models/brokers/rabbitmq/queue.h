// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue: classic or quorum.
#pragma once

#include "models/brokers/rabbitmq/amqp/rotation.h"
#include "models/brokers/rabbitmq/ready_list.h"
#include "models/brokers/rabbitmq/rules.h"
#include "models/brokers/rabbitmq/write_ahead_log.h"

#include <deque>

namespace stormglass::rabbitmq {

/// Order, limits and flags follow the rules in amqp/, which the recordings of RabbitMQ 3.10 prove (tests/conformance).
class Queue {
public:
    /// \p home: the node of a classic queue, the first leader of a quorum queue.
    Queue(Cluster& cluster, Exchange& exchange, std::uint32_t home);

    [[nodiscard]] bool isQuorum() const { return m_rules.type == amqp::QueueType::Quorum; }
    [[nodiscard]] std::uint32_t leader() const { return m_leader; }  ///< kNoNode: unavailable.
    [[nodiscard]] ChannelProbe& probe() const { return *m_exchange.probe; }
    /// From the leader to a majority and back, over the members that are there; drawn.
    [[nodiscard]] Duration majorityRoundTrip() const;

    /// A message from that node, which needs so long before it passes it on.
    void route(Message message, PendingId pending, std::uint32_t from, Duration work);
    /// From the log: it is on this node's disk, or on those of a majority.
    void synced(const WriteAheadLog::Item& item);
    void replicated(const WriteAheadLog::Item& item);

    /// A consumer has room: at its first connection, or after a settlement.
    void hasRoom(Subscriber& subscriber);
    void settled(Subscriber& subscriber, Entry entry, Settlement settlement);
    /// Takes a delivery back. dispatch() is up to the caller.
    void giveBack(Entry entry, Comeback how);
    /// Hands waiting messages to consumers with room.
    void dispatch();
    /// A consumer has lost its channel.
    void left(Subscriber& subscriber);

    /// An orderly stop writes everything to the disk before.
    void nodeStopped(std::uint32_t node, bool isSilent, bool isOrderly);
    /// It has stopped already, and now its host is gone with all that was in its memory.
    void nodeLostPower(std::uint32_t node);
    void nodeRestarted(std::uint32_t node);
    /// Some way has opened or closed. A leader without a majority commits nothing and delivers nothing; once the others
    /// have lost sight of it, they choose another one.
    void reachChanged();
    /// Nodes have lost sight of each other. A classic queue on the other side is gone for them.
    void nodesParted();

    /// Of a quorum queue: it has no leader for that time, and the present one does not lead it until it is restored.
    /// Returns the one to restore.
    [[nodiscard]] std::uint32_t loseLeader(Duration election);
    void restoreLeader(std::uint32_t node);

    [[nodiscard]] std::uint64_t countHeld() const;
    void clear();

private:
    struct Incoming {
        Message message;
        PendingId pending = 0;
        std::uint32_t from = kNoNode;  ///< The publisher's node.
    };
    struct Uncommitted {
        Entry entry;
        PendingId pending = 0;
        std::uint32_t from = kNoNode;
    };

    void receive();
    void accept(Incoming incoming);
    void write(std::uint64_t sequence, PendingId pending);
    void makeReady(Entry entry);
    [[nodiscard]] Subscriber* takeNextWithRoom();
    void noteServed(Subscriber& subscriber);
    [[nodiscard]] bool isFullFor(const Message& message) const;
    void refuse(const Incoming& incoming);
    [[nodiscard]] bool isOverLimit() const;
    void dropOverflow();
    void updateRefusal();

    [[nodiscard]] bool isExpired(const Entry& entry) const { return entry.deadline <= m_cluster.now(); }
    void dropExpired();
    void expiryIsDue();
    void bury(Entry entry, DeathReason reason);
    /// Whether a queue gets it.
    bool sendLetter(const Message& message, DeathReason reason);
    [[nodiscard]] Exchange* deadLetterExchange() const;
    /// Returns the name of the cause.
    std::string_view book(DeathReason reason);

    [[nodiscard]] bool isMember(std::uint32_t node) const;
    [[nodiscard]] bool isThere(std::uint32_t member, std::uint32_t centre) const;
    [[nodiscard]] bool hasMajority(std::uint32_t centre) const;
    [[nodiscard]] std::uint32_t findCandidate() const;
    [[nodiscard]] bool isCutFrom(std::uint32_t node) const;
    /// Of a queue that does not wait for the disk: the operating system has it.
    void noteFlushed(std::uint64_t sequence);
    /// What of that was on the disk when the power went.
    [[nodiscard]] std::uint64_t lastWrittenBack() const;
    void homeCrashed();
    void electLater(Duration wait);
    void elect();
    void watchMajority();
    void admitStalled();
    void stallUncommitted();
    void giveUp(Incoming incoming, bool isConfirmed);
    void writeAgain();

    Cluster& m_cluster;
    Exchange& m_exchange;
    const Rules m_rules;
    const std::uint32_t m_home;
    std::vector<std::uint32_t> m_members;
    std::uint32_t m_leader;
    std::uint32_t m_epoch = 0;            // what an earlier leader wrote does not count
    std::vector<std::uint32_t> m_barred;  // members that may not lead, once for each fault that wants it so
    std::uint32_t m_lastLeader;
    SimTime m_noLeaderBefore{};
    std::uint64_t m_lastSequence = 0;
    std::uint64_t m_syncedSequence = 0;   // of a classic queue: what would survive a crash
    struct Flushed {
        SimTime until;                    // they came before
        std::uint64_t last = 0;
    };
    std::deque<Flushed> m_flushed;        // to the operating system, which may not have written it back
    BlockQueue<Incoming, 16> m_incoming;  // between the publisher's node and this queue's
    BlockQueue<Incoming, 16> m_stalled;   // there is no leader, or it cannot be reached
    SimTime m_majorityLostAt = kNever;    // by a leader that is still up
    bool m_isOverdue = false;             // an election found no majority
    BlockQueue<Uncommitted> m_uncommitted;
    ReadyList m_ready;
    amqp::Rotation<Subscriber*> m_rotation;
    std::vector<Subscriber*> m_line;      // of which only the first is served, of a queue with a single active consumer
    bool m_isRefusing = false;            // a quorum queue that has been too long, and is not yet well below its limit
    RandomStream m_urgency;               // which messages have a priority
    MethodEvent<Queue, &Queue::expiryIsDue> m_expiry{*this};
};

}  // namespace stormglass::rabbitmq
