// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stream of JetStream: stored messages, its leader, and who has what.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/denials.h"
#include "models/brokers/nats/cluster.h"
#include "models/brokers/nats/entry.h"
#include "models/brokers/recent_messages.h"

#include <optional>

namespace stormglass::nats {

/// The leader stores a message, its followers do, and when a majority has it in memory it is confirmed and consumers may
/// have it. A follower that hears nothing of its leader calls an election; without a majority there is none, and a leader
/// that has lost its own gives up after ten seconds (nats-server 2.12, raft.go).
///
/// Not modelled: messages on followers are those that had the time to get there, without windows of replication; a server
/// that has been away has caught up as soon as it hears of a leader.
class Stream {
public:
    Stream(Cluster& cluster, const spec::Channel& channel, ChannelProbe& probe, std::uint32_t preferredLeader);

    const std::string name;
    const spec::NatsStream settings;
    ChannelProbe& probe;
    std::vector<Durable*> durables;
    Denials denials = {};

    [[nodiscard]] std::uint32_t leader() const { return m_leader; }
    /// The one that leads or led last: where its clients send their requests.
    [[nodiscard]] std::uint32_t lastLeader() const { return m_lastLeader; }
    [[nodiscard]] std::uint64_t copies() const { return durables.size(); }

    /// A publish has got to the leader.
    void publish(Publisher& publisher, std::uint32_t slot);

    void nodeCrashed(std::uint32_t node);
    void nodeLostPower(std::uint32_t node);
    void nodeRestarted(std::uint32_t node);
    void reachChanged();
    /// It has no leader for that time, and this one does not lead it until it is restored.
    [[nodiscard]] std::uint32_t loseLeader(Duration election);
    void restoreLeader(std::uint32_t node);

    /// Whether the limits of the stream have taken it meanwhile.
    [[nodiscard]] bool isDropped(const Entry& entry) const;
    [[nodiscard]] bool isTooOld(const Entry& entry) const
    {
        return settings.maxAge > Duration{} && m_cluster.now() >= entry.storedAt + settings.maxAge;
    }
    /// A consumer is done with one of its copies.
    void noteDone(const Entry& entry);
    void clear();

private:
    struct Member {
        std::uint32_t node = 0;
        SimTime has = kNever;      ///< What has been stored until then; kNever: everything.
        std::uint32_t barred = 0;  ///< Faults that keep it from leading.
    };
    struct Uncommitted {
        Publisher* publisher = nullptr;
        std::uint32_t slot = 0;
        SimTime storedAt{};
    };
    struct Kept {
        std::uint32_t copies = 0;  ///< Not yet done with.
        std::int32_t size = 0;
    };

    [[nodiscard]] bool isMember(std::uint32_t node) const;
    /// How long until a majority has what the leader has just stored; nothing: there is no majority.
    [[nodiscard]] std::optional<Duration> replicationTime() const;
    [[nodiscard]] bool seesMajority(std::uint32_t node) const;
    [[nodiscard]] bool isFull() const;
    /// False: there is no majority that could have it.
    bool replicateLater();
    void commit();
    void keep(const Entry& entry);
    void giveUpLead();
    void electLater();
    void electAfter(Duration wait);
    void elect();
    void lead(Member& member);
    void settleUncommitted(const Member& newLeader);
    void watchMajority();

    Cluster& m_cluster;
    std::vector<Member> m_members;
    std::uint32_t m_leader;
    std::uint32_t m_lastLeader;
    std::uint32_t m_term = 0;           // counts leaderships, and times without a leader
    SimTime m_leaderLostAt{};
    bool m_isElecting = false;
    bool m_isWatched = false;           // that it has lost its majority
    BlockQueue<Uncommitted, 16> m_uncommitted;
    std::size_t m_replicating = 0;      // of those, from the front on
    std::uint64_t m_lastSequence = 0;
    std::uint64_t m_totalBytes = 0;     // of all that have ever been stored
    // With interest and workqueue: what is in the stream, by sequence from m_firstKept on.
    BlockQueue<Kept> m_kept;
    std::uint64_t m_firstKept = 1;
    std::int64_t m_keptMessages = 0;
    std::int64_t m_keptBytes = 0;
    RecentMessages m_recent;
};

}  // namespace stormglass::nats
