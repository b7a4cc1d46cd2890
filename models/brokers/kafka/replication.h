// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broker side of a cluster: leaders append, followers fetch, the controller replaces leaders that are gone.
#pragma once

#include "models/brokers/kafka/cluster.h"
#include "simcore/random/sampler.h"

#include <algorithm>

namespace stormglass::kafka {

/// A follower fetches all the time, so a record is on it one way after it was appended, and the leader knows that one
/// way later. When all in-sync followers have it, the high watermark moves: consumers see the record, and a producer
/// with acks=all gets its answer.
///
/// When ways are cut: a follower that its leader has not heard for replica.lag.time.max.ms falls out of sync; a node
/// that the controller has not heard for the session timeout is fenced, and its partitions get other leaders. It does not
/// know: who can reach only such a node goes on writing to it. With acks=all nothing of that is ever confirmed; with
/// acks=1 it is, and gone when the node comes back and finds that others have led. The controller is the first node
/// that is connected with a majority of all nodes (KRaft, every node with a vote); without one nothing is decided.
class Replication final : private ReachObserver {
public:
    explicit Replication(Cluster& cluster);
    ~Replication();

    /// Gives the partitions of a new topic their replicas and leaders, spread over the nodes.
    void place(Topic& topic, std::int64_t replicationFactor);
    /// A produce request gets to its node. Takes the request as it was when it was sent.
    void arrive(Request& request, std::uint32_t generation);

    void crash(std::uint32_t node, bool isSilent);
    void restart(std::uint32_t node);

    /// The leader that a client on that host knows of: one that has been replaced, if it hears of nothing else.
    [[nodiscard]] std::uint32_t leaderFor(const Partition& partition, HostId client) const;

private:
    class Follower;
    struct Append {
        Partition* partition = nullptr;
        std::uint32_t leaderEpoch = 0;
        std::int64_t end = 0;
        SimTime replicatedAt{};
    };

    [[nodiscard]] Duration work(Node& node);
    void turnAway(Request& request);
    [[nodiscard]] ProduceError append(Batch& batch, std::uint32_t node, Duration work);
    void respond(Request& request, Duration work);

    void replicate(Partition& partition, Duration work);
    void replicated(std::uint32_t node);
    void commit(Partition& partition, std::int64_t end);

    void crashed(std::uint32_t node, std::uint32_t epoch);
    void fence(std::uint32_t node);
    void elect(Partition& partition);
    void lead(Partition& partition, std::uint32_t node);
    void truncateTo(Partition& partition, std::uint32_t follower);
    void rejoin(std::uint32_t node);
    void catchUp(Partition& partition);
    void takeBackLeadership(std::uint32_t node);
    template <class Act>
    void forEachReplicaOn(std::uint32_t node, Act&& act)
    {
        for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
            for (const std::unique_ptr<Partition>& partition : topic->partitions)
                if (std::ranges::find(partition->replicas, node) != partition->replicas.end())
                    act(*partition);
    }

    // split.cpp
    void reachChanged() override;
    void notePairs();
    void chooseController();
    [[nodiscard]] bool canControl(std::uint32_t node) const;
    void noteCutOff(std::uint32_t node);
    void fenceLater(std::uint32_t node);
    [[nodiscard]] bool isServed(const Partition& partition) const;
    [[nodiscard]] bool canLead(std::uint32_t node) const;
    [[nodiscard]] SimTime lastContact(std::uint32_t leader, std::uint32_t follower) const;
    void lookForLaggards();
    void shrinkInSync();
    void followAgain();
    void takeStale(Partition& partition, Batch& batch);
    void resolveStale(Partition& partition);

    struct Pair {
        bool isCut = false;
        SimTime cutAt{};
        SimTime mendedAt = kNever;
    };
    [[nodiscard]] Pair& pairOf(std::uint32_t one, std::uint32_t other)
    {
        return m_pairs[std::min(one, other) * m_cluster.nodes.size() + std::max(one, other)];
    }
    [[nodiscard]] const Pair& pairOf(std::uint32_t one, std::uint32_t other) const
    {
        return m_pairs[std::min(one, other) * m_cluster.nodes.size() + std::max(one, other)];
    }

    Cluster& m_cluster;
    std::uint32_t m_controller = 0;
    bool m_isSplit = false;     // some nodes cannot reach each other
    std::vector<Pair> m_pairs;  // of nodes
    Sampler m_appendTime;
    RandomStream m_appendTimes;
    std::vector<std::unique_ptr<Follower>> m_followers;  // of each node as a leader
};

}  // namespace stormglass::kafka
