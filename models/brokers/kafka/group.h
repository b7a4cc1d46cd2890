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
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const Topic& topic() const { return m_topic; }
    /// Nothing is committed by the clock (Broker::commitOnlyWhenTold).
    void setCommitsOnlyWhenTold() { m_commitsOnlyWhenTold = true; }
    [[nodiscard]] bool commitsOnlyWhenTold() const { return m_commitsOnlyWhenTold; }
    /// Makes every member join again, unless they are about to.
    void rebalance();

    // What members send; it arrives after the way to the coordinator.
    void join(GroupConsumer& consumer);
    /// Commits first.
    void joinAgain(GroupConsumer& consumer);
    void commit(GroupConsumer& consumer);
    void leave(GroupConsumer& consumer, Departure how);
    /// It sends no heartbeats from now on, or again.
    void fallSilent(GroupConsumer& consumer);
    void speakAgain(GroupConsumer& consumer);
    /// It has not polled for max.poll.interval.ms: its heartbeat thread leaves the group.
    void leaveUnpolled(GroupConsumer& consumer);

    /// That node is gone for good; another one takes over if it was the coordinator.
    void coordinatorLost(std::uint32_t node);
    /// Some way has opened or closed. A member that the coordinator does not hear is silent to it; when its session has
    /// expired it does not know, and goes on until it is heard again.
    void reachChanged();

private:
    bool m_commitsOnlyWhenTold = false;
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
        std::vector<Partition*> partitions{};

        [[nodiscard]] bool isHeard() const { return !isSilent && !isCutOff; }
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
    [[nodiscard]] SimTime lastHeartbeat(const Member& member) const;

    void joined(GroupConsumer& consumer);
    void beginRebalance();
    void beginFirstRebalance();
    void firstDelayIsOver();
    void expelLate();
    void completeIfAllJoined();
    void complete();
    void assignRanges();
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
