// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an exchange routes messages to: a classic queue, a quorum queue or a stream.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/rabbitmq/amqp/queue_rules.h"
#include "models/brokers/rabbitmq/cluster.h"
#include "models/brokers/rabbitmq/ready_list.h"

namespace stormglass::rabbitmq {

/// Messages and the bytes of their bodies.
struct Holdings {
    std::int64_t messages = 0;
    std::int64_t bytes = 0;

    void add(const Message& message)
    {
        ++messages;
        bytes += message.size;
    }
};

/// Where it is and who leads it: a classic queue has one node; quorum queues and streams have members, one of which leads
/// while a majority is there. What is in it, and who gets that, is up to its kind.
class Queue {
public:
    virtual ~Queue();

    [[nodiscard]] bool isClassic() const { return m_type == spec::RabbitmqQueueType::Classic; }
    [[nodiscard]] bool isQuorum() const { return m_type == spec::RabbitmqQueueType::Quorum; }
    [[nodiscard]] bool isStream() const { return m_type == spec::RabbitmqQueueType::Stream; }
    [[nodiscard]] std::uint32_t home() const { return m_home; }
    [[nodiscard]] std::uint32_t leader() const { return m_leader; }  ///< kNoNode: unavailable.
    [[nodiscard]] ChannelProbe& probe() const { return *m_exchange.probe; }
    [[nodiscard]] const Exchange* exchange() const { return &m_exchange; }
    [[nodiscard]] const std::string& component() const { return m_component; }  ///< Whose queue it is.
    /// It exists: it has not expired (x-expires).
    [[nodiscard]] bool isDeclared() const { return m_isDeclared; }
    /// By the order in which its consumers come for the first time.
    [[nodiscard]] std::int64_t priorityFor(const Consumer& client);
    /// Who serves a consumer that is connected to that node: the leader, or of a stream the member there. kNoNode: nobody.
    [[nodiscard]] std::uint32_t sourceFor(std::uint32_t node) const { return isStream() ? streamSourceFor(node) : m_leader; }
    /// From the leader to a majority and back, over the members that are there; drawn.
    [[nodiscard]] Duration majorityRoundTrip();

    /// A message from that node, which needs so long before it passes it on.
    void route(Message message, PendingId pending, std::uint32_t from, Duration work, Sender sender = {});

    /// Whether a copy of what is in it is at that node.
    [[nodiscard]] bool isAt(std::uint32_t node) const { return isClassic() ? node == m_home : isMember(node); }
    /// What a node has read and the queue has not taken.
    [[nodiscard]] virtual Holdings heldUpFrom(std::uint32_t node) const;
    /// What is in it and not in the hands of a consumer; of a stream, what retention has left.
    [[nodiscard]] virtual Holdings holdings() const = 0;

    /// Whether one more consumer may come.
    [[nodiscard]] virtual bool admits(const Subscriber&) const { return true; }
    /// A consumer has come.
    virtual void joined(Subscriber& subscriber) { hasRoom(subscriber); }
    /// A consumer has room: when it has come, or after a settlement.
    virtual void hasRoom(Subscriber& subscriber) = 0;
    virtual void settled(Subscriber& subscriber, Entry entry, Settlement settlement) = 0;
    /// Takes a delivery back. dispatch() is up to the caller.
    virtual void giveBack(Entry entry, amqp::Comeback how) = 0;
    /// Hands waiting messages to consumers with room.
    virtual void dispatch() = 0;
    /// A consumer has lost its channel.
    virtual void left(Subscriber& subscriber) = 0;
    /// A consumer is about to close its channel by itself.
    virtual void leavesInOrder(Subscriber&) { }

    /// An orderly stop writes everything to the disk before.
    virtual void nodeStopped(std::uint32_t node, bool isSilent, bool isOrderly);
    /// It has stopped already, and now its host is gone with all that was in its memory.
    virtual void nodeLostPower(std::uint32_t node) = 0;
    virtual void nodeRestarted(std::uint32_t node);
    /// Some way has opened or closed. A leader without a majority commits nothing and delivers nothing; once the others
    /// have lost sight of it, they choose another one.
    void reachChanged();
    /// Nodes have lost sight of each other. A classic queue on the other side is gone for them.
    void nodesParted();

    /// Of a queue with members: it has no leader for that time, and the present one does not lead it until it is
    /// restored. Returns the one to restore.
    [[nodiscard]] std::uint32_t loseLeader(Duration election);
    void restoreLeader(std::uint32_t node);

    [[nodiscard]] virtual std::uint64_t countHeld() const;
    virtual void clear();

protected:
    struct Incoming {
        Message message;
        PendingId pending = 0;
        std::uint32_t from = kNoNode;  ///< The publisher's node.
        Sender sender{};
    };

    /// \p home: the node of a classic queue, or the first leader of as many members.
    Queue(Cluster& cluster, Exchange& exchange, const std::string& component, std::uint32_t home, std::size_t members);

    // --- what the kinds of queue do ---
    /// Precondition: there is a leader.
    virtual void take(Incoming incoming) = 0;
    /// The leader leads no longer, and there is no other one yet.
    virtual void leaderIsGoing() { }
    /// The leader goes, cut off, and another one comes: what only it has is let go of.
    virtual void leaderReplaced() = 0;
    /// There is a leader with a majority, which goes on with what was not committed.
    virtual void leads() = 0;
    /// Some way has opened or closed, and nobody has done anything about it yet.
    virtual void reachIsChanging() { }
    /// Of the members that may lead, in their order.
    [[nodiscard]] virtual std::uint32_t choose(const std::vector<std::uint32_t>& candidates) const { return candidates.front(); }

    [[nodiscard]] bool isMember(std::uint32_t node) const;
    [[nodiscard]] bool isThere(std::uint32_t member, std::uint32_t centre) const;
    [[nodiscard]] bool hasMajority(std::uint32_t centre) const;
    [[nodiscard]] bool isCutFrom(std::uint32_t node) const;
    /// Lets in what could not get to the leader before.
    void admitStalled();

    /// How long the operating system keeps what was written in memory only (Linux: vm.dirty_expire_centisecs 3000).
    static constexpr Duration kWriteBack = std::chrono::seconds{30};

    Cluster& m_cluster;
    Exchange& m_exchange;
    const spec::RabbitmqQueueType m_type;
    const std::string m_component;
    const std::uint32_t m_home;
    std::vector<std::uint32_t> m_members;
    std::uint32_t m_leader;
    std::uint32_t m_epoch = 0;            // what an earlier leader wrote does not count
    bool m_isDeclared = true;
    SimTime m_majorityLostAt = kNever;    // by a leader that is still up
    BlockQueue<Incoming, 16> m_stalled;   // there is no leader, or it cannot be reached

private:
    [[nodiscard]] std::uint32_t streamSourceFor(std::uint32_t node) const;
    void receive();
    void accept(Incoming incoming);
    void giveUp(Incoming incoming, LossCause cause, bool isConfirmed);
    [[nodiscard]] std::uint32_t findCandidate() const;
    void electLater(Duration wait);
    void elect();
    void watchMajority();

    std::vector<std::uint32_t> m_barred;  // members that may not lead, once for each fault that wants it so
    std::uint32_t m_lastLeader;
    std::vector<const Consumer*> m_known;  // consumers that have been there
    SimTime m_noLeaderBefore{};
    bool m_isOverdue = false;             // an election found no majority
    std::vector<Duration> m_roundTrips;   // scratch
    BlockQueue<Incoming, 16> m_incoming;  // between the publisher's node and this queue's
};

}  // namespace stormglass::rabbitmq
