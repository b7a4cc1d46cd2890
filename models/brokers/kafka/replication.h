// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broker side of a cluster: leaders append, followers fetch, the controller replaces leaders that are gone.
#pragma once

#include "models/brokers/kafka/cluster.h"
#include "models/brokers/method_event.h"
#include "simcore/random/sampler.h"

namespace stormglass::kafka {

/// A follower fetches all the time, so a record is on it one way after it was appended, and the leader knows that one
/// way later. When all in-sync followers have it, the high watermark moves: consumers see the record, and a producer
/// with acks=all gets its answer.
class Replication {
public:
    explicit Replication(Cluster& cluster);
    ~Replication();

    /// Gives the partitions of a new topic their replicas and leaders, spread over the nodes.
    void place(Topic& topic, std::int64_t replicationFactor);
    /// A produce request gets to its node. Takes the request as it was when it was sent.
    void arrive(Request& request, std::uint32_t generation);

    void crash(std::uint32_t node, bool isSilent);
    void restart(std::uint32_t node);

    /// Its node lives, but leads it no more. Until restoreLeader() it may not lead it again.
    void loseLeader(Partition& partition, Duration election);
    void restoreLeader(Partition& partition, std::uint32_t node);
    /// The replica on that node fetches nothing; counted.
    void stall(Partition& partition, std::uint32_t node);
    void resume(Partition& partition, std::uint32_t node);

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

    void fence(std::uint32_t node, std::uint32_t epoch);
    void elect(Partition& partition);
    void lead(Partition& partition, std::uint32_t node);
    void truncateTo(Partition& partition, std::uint32_t follower);
    void catchUp(Partition& partition);
    void takeBackLeadership(std::uint32_t node);
    void takeBackLeadership(Partition& partition, std::uint32_t node);
    void turnAwayWaiting(Partition& partition);
    void rejoin(Partition& partition, std::uint32_t node, std::int64_t from);
    void checkInSync();
    void scheduleInSyncCheck();
    bool shrink(Partition& partition);
    template <class Act>
    void forEachReplicaOn(std::uint32_t node, Act&& act);

    Cluster& m_cluster;
    Sampler m_appendTime;
    RandomStream m_appendTimes;
    const Duration m_meanAppend;
    std::vector<std::unique_ptr<Follower>> m_followers;  // of each node as a leader
    MethodEvent<Replication, &Replication::checkInSync> m_inSyncCheck{*this};  // while a replica is stalled
};

}  // namespace stormglass::kafka
