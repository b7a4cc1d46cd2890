// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer group: who is in it, and who reads which partition.
#pragma once

#include "models/brokers/kafka/cluster.h"

#include <string>

namespace stormglass::kafka {

/// The coordinator of one group of the classic protocol with eager rebalances and the range assignor. The component
/// that subscribes is the group; its instances are the members.
class Group {
public:
    /// \p index counts the groups of the topic.
    Group(Cluster& cluster, Topic& topic, std::uint32_t index, const std::string& name);

    [[nodiscard]] std::uint32_t index() const { return m_index; }

    // What members send; it arrives after the way to the coordinator.
    void join(GroupConsumer& consumer);
    /// Commits first.
    void joinAgain(GroupConsumer& consumer);
    void commit(GroupConsumer& consumer);
    void leave(GroupConsumer& consumer, Departure how);

    /// That node is gone for good; another one takes over if it was the coordinator.
    void coordinatorLost(std::uint32_t node);
    /// Some way has opened or closed. A member that the coordinator does not hear loses its session in the end; it does
    /// not know, and joins again when it hears of it.
    void reachChanged();

private:
    enum class State { Empty, Preparing, Stable };
    struct Member {
        GroupConsumer* consumer = nullptr;  ///< None: dead, but its session has not expired.
        std::uint32_t number = 0;           ///< In order of arrival.
        std::uint32_t departures = 0;
        HostId host;
        bool hasJoined = false;             ///< The present rebalance.
        bool isCutOff = false;              ///< The coordinator and it do not hear each other.
        std::uint32_t cuts = 0;             ///< Counts how often that began and ended.
        std::uint32_t toldGeneration = 0;   ///< Of the last assignment that it got.
        SimTime heartbeatsFrom{};
        std::vector<Partition*> partitions{};
    };

    struct Expelled {
        GroupConsumer* consumer = nullptr;
        SimTime heartbeatsFrom{};
    };

    [[nodiscard]] bool isCoordinatorUp() const
    {
        return m_cluster.nodes[m_coordinator].isUp && !m_cluster.nodes[m_coordinator].isFenced;
    }
    /// Whether they can talk to each other.
    [[nodiscard]] bool isCoordinatorThereFor(HostId host) const
    {
        return isCoordinatorUp() && m_cluster.isConnected(host, m_coordinator);
    }
    [[nodiscard]] Duration way(HostId host) const;
    [[nodiscard]] Member* find(std::uint32_t number);
    [[nodiscard]] Member* find(const GroupConsumer& consumer);
    [[nodiscard]] Member* findReturning(const GroupConsumer& consumer);
    [[nodiscard]] SimTime lastHeartbeat(SimTime heartbeatsFrom) const;
    [[nodiscard]] SimTime lastHeartbeat(const Member& member) const { return lastHeartbeat(member.heartbeatsFrom); }

    void joined(GroupConsumer& consumer);
    void tellOfRebalance(const Member& member);
    void noteReach(Member& member);
    void sessionOfCutOffEnds(std::uint32_t number, std::uint32_t cuts);
    void tellExpelled();
    void beginRebalance();
    void beginFirstRebalance();
    void firstDelayIsOver();
    void expelLate();
    void completeIfAllJoined();
    void complete();
    void assignRanges();
    void sendAssignment(const Member& member);
    void expireSession(std::uint32_t number, std::uint32_t departures);
    void remove(std::uint32_t number);

    Cluster& m_cluster;
    Topic& m_topic;
    const std::uint32_t m_index;
    std::uint32_t m_coordinator;
    State m_state = State::Empty;
    bool m_isFirst = false;       // the rebalance of an empty group, which waits for more members
    bool m_hasNewMember = false;  // since it has begun to wait
    std::uint32_t m_rebalance = 0;
    std::uint32_t m_generation = 0;
    std::uint32_t m_lastNumber = 0;
    std::vector<Member> m_members;
    std::vector<Expelled> m_expelled;  // and do not know it yet
};

}  // namespace stormglass::kafka
