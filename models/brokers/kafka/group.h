// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer group: who is in it, and who reads which partition.
#pragma once

#include "models/brokers/kafka/cluster.h"

#include <string>

namespace stormglass::kafka {

/// The coordinator of one group. The component that subscribes is the group; its instances are the members.
///
/// Classic protocol: members join, and when all have, each gets its share. With an eager assignor they have given up
/// everything before; with the cooperative one they go on, give up what moves, and join a second time (KIP-429).
/// Consumer protocol: the coordinator has a target, and each member approaches it with its heartbeats; a partition is
/// given to its new owner when the old one has let go of it (KIP-848).
class Group {
public:
    /// \p index counts the groups of the topic.
    Group(Cluster& cluster, Topic& topic, std::uint32_t index, const std::string& name);

    [[nodiscard]] std::uint32_t index() const { return m_index; }
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const Topic& topic() const { return m_topic; }
    /// Broker::assignManually().
    struct Manual {
        std::size_t consumers = 0;  ///< Zero: the coordinator assigns.
        bool keepsOffsets = false;
    };
    void assignManually(Manual manual);
    [[nodiscard]] bool isManual() const { return m_manual.consumers != 0; }
    [[nodiscard]] bool keepsOffsets() const { return m_manual.keepsOffsets; }
    /// Its members read nothing of transactions that are open or were aborted.
    [[nodiscard]] bool readsCommitted() const { return m_readsCommitted; }
    void readCommitted();
    /// What its members' handlers publish to the cluster is part of a transaction with their offsets.
    [[nodiscard]] bool isTransactional() const { return m_isTransactional; }
    void processInTransactions();
    /// Makes every member join again, unless they are about to.
    void rebalance();

    // What members send; it arrives after the way to the coordinator.
    void join(GroupConsumer& consumer);
    /// Commits first. \p mustRebalance: it has given up partitions that others are to get.
    void joinAgain(GroupConsumer& consumer, Commits commits, bool mustRebalance = false);
    void commit(GroupConsumer& consumer, Commits commits);
    /// From a synchronous commit to its answer, or to the next attempt.
    [[nodiscard]] Duration commitTime(const GroupConsumer& consumer) const;
    /// TxnOffsetCommit: to be written when the transaction is committed. False: of some it is not the owner any more.
    [[nodiscard]] bool takePending(const GroupConsumer& consumer, const Commits& commits);
    /// The marker in the log of the offsets.
    void endTransaction(const Commits& commits, bool isCommitted);
    /// It works with its new assignment, and has given up some if \p isAnyTaken, of which it commits.
    void applied(GroupConsumer& consumer, bool isAnyTaken, Commits commits);
    /// Who closes commits first.
    void leave(GroupConsumer& consumer, Departure how, Commits commits);
    /// It sends no heartbeats from now on, or again.
    void fallSilent(GroupConsumer& consumer);
    void speakAgain(GroupConsumer& consumer);
    /// It has not polled for max.poll.interval.ms: its heartbeat thread leaves the group.
    void leaveUnpolled(GroupConsumer& consumer);

    /// Members keep what they are not asked to give up.
    [[nodiscard]] bool isIncremental() const
    {
        return isServerSide() || m_cluster.settings.consumer.assignor == spec::KafkaAssignor::CooperativeSticky;
    }

    /// One way between it and the coordinator.
    [[nodiscard]] Duration way(HostId host) const;
    /// Whether they can talk to each other.
    [[nodiscard]] bool isCoordinatorThereFor(HostId host) const
    {
        return isCoordinatorUp() && m_cluster.isConnected(host, m_coordinator);
    }
    [[nodiscard]] HostId coordinatorHost() const { return m_cluster.nodes[m_coordinator].host; }

    /// That node is gone for good; another one takes over if it was the coordinator.
    void coordinatorLost(std::uint32_t node);
    /// Some way has opened or closed. A member that the coordinator does not hear is silent to it; when its session has
    /// expired it does not know, and goes on until it is heard again.
    void reachChanged();

private:
    enum class State { Empty, Preparing, Stable };
    struct Member {
        GroupConsumer* consumer = nullptr;  ///< None: dead, but its session has not expired.
        std::uint32_t number = 0;           ///< In order of arrival.
        std::uint32_t departures = 0;
        HostId host;
        bool hasJoined = false;             ///< The present rebalance.
        bool isSilent = false;              ///< It sends no heartbeats.
        bool isCutOff = false;              ///< They get nowhere.
        bool hasMissed = false;             ///< An assignment came while it was not heard.
        SimTime heartbeatsFrom{};
        SimTime silentSince{};
        bool isToReconcile = false;         ///< At its next heartbeat.
        bool mustGiveUp = false;            ///< It has been told to, and has not said that it has.
        std::uint32_t toldAt = 0;           ///< Counts what it has been told.
        std::vector<Partition*> partitions{};
        std::vector<Partition*> target{};   ///< Consumer protocol: what it is to have in the end.

        [[nodiscard]] bool isHeard() const { return !isSilent && !isCutOff; }
    };

    [[nodiscard]] bool isCoordinatorUp() const
    {
        return m_cluster.nodes[m_coordinator].isUp && !m_cluster.nodes[m_coordinator].isFenced;
    }
    [[nodiscard]] Member* find(std::uint32_t number);
    [[nodiscard]] Member* find(const GroupConsumer& consumer);
    [[nodiscard]] Member* findReturning(const GroupConsumer& consumer);
    [[nodiscard]] SimTime lastHeartbeat(const Member& member) const;
    [[nodiscard]] bool isServerSide() const
    {
        return m_cluster.settings.consumer.protocol == spec::KafkaGroupProtocol::Consumer;
    }
    [[nodiscard]] Duration heartbeatInterval() const
    {
        return isServerSide() ? m_cluster.settings.groupConsumerHeartbeatInterval : m_cluster.settings.consumer.heartbeatInterval;
    }
    [[nodiscard]] Duration sessionTimeout() const
    {
        return isServerSide() ? m_cluster.settings.groupConsumerSessionTimeout : m_cluster.settings.consumer.sessionTimeout;
    }

    void joined(GroupConsumer& consumer, bool mustRebalance);
    void noteLostCommit(const Commits& commits);
    void beDoneAtCommit();
    // manual_assignment.cpp
    void joinManually(GroupConsumer& consumer);
    void leaveManually(const GroupConsumer& consumer);
    [[nodiscard]] Member& admit(GroupConsumer& consumer);
    void beginRebalance();
    void beginFirstRebalance();
    void firstDelayIsOver();
    void expelLate();
    void completeIfAllJoined();
    void complete();
    // assignors.cpp
    void assignRanges();
    void assignSticky();
    [[nodiscard]] std::vector<std::vector<Partition*>> shareOut() const;

    // reconciliation.cpp
    void retarget();
    void reconcileLater(Member& member);
    void reconcile(Member& member);
    [[nodiscard]] bool isHeld(const Partition& partition) const;
    void tellPartitions(Member& member);
    void gaveUp(std::uint32_t number);
    void expelUnwilling(std::uint32_t number, std::uint32_t toldAt);
    void sendAssignment(const Member& member);
    void awaitExpiry(Member& member);
    void speaks(Member& member);
    void hear(GroupConsumer& consumer);
    void noteReach(Member& member);
    void tell(GroupConsumer& expelled);
    void expireSession(std::uint32_t number, std::uint32_t departures);
    void remove(std::uint32_t number);

    Cluster& m_cluster;
    Topic& m_topic;
    const std::uint32_t m_index;
    const std::string m_name;
    Manual m_manual;
    bool m_readsCommitted = false;
    bool m_isTransactional = false;
    std::uint32_t m_coordinator;
    State m_state = State::Empty;
    bool m_isFirst = false;       // the rebalance of an empty group, which waits for more members
    bool m_hasNewMember = false;  // since it has begun to wait
    std::uint32_t m_rebalance = 0;
    std::uint32_t m_generation = 0;
    std::uint32_t m_lastNumber = 0;
    std::vector<Member> m_members;
    std::vector<GroupConsumer*> m_expelled;  // while they were cut off, so that they do not know
};

}  // namespace stormglass::kafka
