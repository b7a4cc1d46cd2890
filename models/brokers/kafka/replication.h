// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broker side of a cluster: leaders append, followers fetch, the controller replaces leaders that are gone.
#pragma once

#include "models/brokers/kafka/cluster.h"
#include "models/brokers/method_event.h"
#include "simcore/process/task.h"
#include "simcore/random/sampler.h"

#include <algorithm>

namespace stormglass::kafka {

/// A follower has one fetch under way at each leader (num.replica.fetchers = 1, AbstractFetcherThread), which waits there
/// for records (replica.fetch.wait.max.ms). So a record that finds it waiting is on the follower one way after it was
/// appended, and the leader knows by the next fetch, one way later; one that comes while the last answer and the next
/// fetch are on their ways waits for that fetch first. When all in-sync followers have it, the high watermark moves: consumers see the record, and a producer
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
    /// What was in its page cache only is gone.
    void losePower(std::uint32_t node);
    void restart(std::uint32_t node);

    /// Its node lives, but leads it no more. Until restoreLeader() it may not lead it again.
    void loseLeader(Partition& partition, Duration election);
    void restoreLeader(Partition& partition, std::uint32_t node);
    /// The replica on that node fetches nothing; counted.
    void stall(Partition& partition, std::uint32_t node);
    void resume(Partition& partition, std::uint32_t node);

    /// The leader of the partition appends something small that is none of its records, such as a marker, and waits until
    /// all in-sync replicas have it. False: it may not be there, because the leader was lost or has too few replicas.
    [[nodiscard]] Task<bool> write(Partition& partition);
    /// It has a leader, and that one is up.
    [[nodiscard]] bool isServed(const Partition& partition) const;

    /// The leader that a client on that host knows of: one that has been replaced, if it hears of nothing else.
    [[nodiscard]] std::uint32_t leaderFor(const Partition& partition, HostId client) const;

private:
    class Follower;
    /// Of one follower at one leader: one fetch is under way at a time (num.replica.fetchers = 1).
    struct FetchLoop {
        SimTime answeredAt = SimTime::min();  ///< When the leader answers the last fetch, or has.
        SimTime nextAt = SimTime::min();      ///< When the fetch after it gets to the leader.
        std::int64_t pending = 0;             ///< Where disks have a bandwidth: bytes that the follower has not fetched yet, ...
        SimTime writesUntil = SimTime::min(); ///< ... because until then it writes what it has fetched.
        SimTime restUntil = SimTime::min();   ///< When it has fetched what it lacked as it came back, of all partitions.
    };
    struct Append {
        Partition* partition = nullptr;
        std::uint32_t leaderEpoch = 0;
        std::int64_t end = 0;
        SimTime replicatedAt{};
    };

    [[nodiscard]] Duration work(Node& node);
    void turnAway(Request& request);
    [[nodiscard]] ProduceError append(Batch& batch, std::uint32_t node, Duration& work);
    [[nodiscard]] bool lacksReplicas(const Partition& partition) const;
    void appendAgain(const Batch& batch, Duration& work);
    void keep(Partition& partition, std::int64_t bytes, Duration& work);
    void flush(Partition& partition, Duration& work);
    void respond(Request& request, Duration work);

    void replicate(Partition& partition, Duration work);
    [[nodiscard]] SimTime fetchedAt(const Partition& partition, SimTime appended, std::int64_t bytes);
    [[nodiscard]] bool isHeldUp(const Partition& partition) const;
    [[nodiscard]] FetchLoop& loopOf(std::uint32_t leader, std::uint32_t follower)
    {
        return m_loops[leader * m_cluster.nodes.size() + follower];
    }
    void replicated(std::uint32_t node);
    void commit(Partition& partition, std::int64_t end);

    void crashed(std::uint32_t node, std::uint32_t epoch);
    void fence(std::uint32_t node);
    void elect(Partition& partition);
    void lead(Partition& partition, std::uint32_t node);
    [[nodiscard]] std::uint32_t candidateFor(const Partition& partition) const;
    [[nodiscard]] std::uint32_t uncleanCandidateFor(const Partition& partition) const;
    void dropLacking(Partition& partition, std::uint32_t node);
    void truncateTo(Partition& partition, std::uint32_t follower);
    void comeBack(std::uint32_t node);
    void takeBackLeadership(std::uint32_t node);
    void takeBackLeadership(Partition& partition, std::uint32_t node);
    void turnAwayWaiting(Partition& partition);
    bool noteCuts(Partition& partition);
    void fetchAgain(Partition& partition, std::uint32_t node);
    void checkInSync();
    void scheduleInSyncCheck();
    bool shrink(Partition& partition);
    template <class Act>
    void forEachReplicaOn(std::uint32_t node, Act&& act)
    {
        for (const std::unique_ptr<Topic>& topic : m_cluster.topics)
            for (const std::unique_ptr<Partition>& partition : topic->partitions)
                if (std::ranges::find(partition->replicas, node) != partition->replicas.end())
                    act(*partition);
    }

    // catch_up.cpp
    void catchUp(Partition& partition);
    /// \p from: it has what is before; \p least: what it takes besides the bytes.
    void catchUp(Partition& partition, std::uint32_t node, std::int64_t from, Duration least);
    void fetchRest(Partition& partition, std::uint32_t node, std::int64_t from, Duration least);
    void fetchedRest(Partition& partition, std::uint32_t node, std::int64_t to);
    [[nodiscard]] Duration timeForRest(const Partition& partition, std::uint32_t node, std::int64_t from) const;
    void forgetCatchingUp(std::uint32_t node);

    // disk_writes.cpp
    void writeToLog(std::uint32_t leader, std::int64_t bytes, Duration& work);
    [[nodiscard]] SimTime fetch(FetchLoop& loop, std::uint32_t leader, std::uint32_t follower, std::int64_t bytes);
    void writeFetched(FetchLoop& loop, std::uint32_t leader, std::uint32_t follower);
    void forgetWrites(std::uint32_t node);

    // split.cpp
    void reachChanged() override;
    void chooseController();
    [[nodiscard]] bool canControl(std::uint32_t node) const;
    void noteCutOff(std::uint32_t node);
    void fenceLater(std::uint32_t node);
    [[nodiscard]] bool canLead(std::uint32_t node) const;
    void takeStale(Partition& partition, Batch& batch);
    void resolveStale(Partition& partition);

    Cluster& m_cluster;
    std::uint32_t m_controller = 0;
    bool m_isSplit = false;  // some nodes cannot reach each other
    Sampler m_appendTime;
    RandomStream m_appendTimes;
    const Duration m_meanAppend;
    const bool m_hasDiskLimit;
    Sampler m_syncTime;
    RandomStream m_syncTimes;
    std::vector<std::unique_ptr<Follower>> m_followers;  // of each node as a leader
    std::vector<FetchLoop> m_loops;  // by leader and follower
    MethodEvent<Replication, &Replication::checkInSync> m_inSyncCheck{*this};  // while a replica is stalled
};

}  // namespace stormglass::kafka
