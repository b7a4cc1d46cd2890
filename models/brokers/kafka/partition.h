// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A topic and its partitions: the log, who leads it, and how far each consumer group has come.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/kafka/records.h"

#include <memory>
#include <string>

namespace stormglass::kafka {

class GroupConsumer;
struct Topic;

inline constexpr std::uint32_t kNoNode = 0xffff'ffff;

/// How far one consumer group has come in one partition. Offsets are those of the next record.
struct GroupProgress {
    std::int64_t committed = 0;     ///< Where a new owner starts.
    std::int64_t acknowledged = 0;  ///< Handlers have dealt with everything before; it has left the books.
    std::int64_t delivered = 0;     ///< Has been in a consumer's hands before; what comes again is a redelivery.
    GroupConsumer* owner = nullptr;
};

/// Appended but not yet on all in-sync replicas.
struct Unreplicated {
    Batch* batch = nullptr;
    std::int64_t end = 0;
    SimTime appendedAt{};
};

/// A replica that does not fetch from the leader, or cannot. While there is no leader, one that could fetch again still
/// lacks what it has missed.
struct Stalled {
    std::uint32_t node = 0;
    std::uint32_t faults = 0;  ///< That stall it.
    bool isCut = false;        ///< The leader and it cannot reach each other.
    SimTime since{};
    std::int64_t from = 0;     ///< It has what is before, and the leader knows.
};

/// One log. Its replicas hold the same records, so they are kept once; what a replica lacks when it becomes the leader
/// follows from the times at which the records were appended.
class Partition {
public:
    Partition(Topic& owningTopic, std::uint32_t number) : topic(owningTopic), index(number) { }

    Topic& topic;
    const std::uint32_t index;
    std::vector<std::uint32_t> replicas;  ///< Nodes; the first is the preferred leader.
    std::vector<std::uint32_t> inSync;
    std::uint32_t leader = kNoNode;
    std::uint32_t lastLeader = kNoNode;   ///< The same, but it stays while there is none.
    std::uint32_t leaderEpoch = 0;
    SimTime leaderLostAt = kNever;        ///< When the last leader ceased to be heard of; never: it leads.
    SimTime noLeaderBefore{};             ///< An election goes on until then.
    std::vector<std::uint32_t> barred;    ///< Nodes that may not lead it, once for each fault that wants it so.
    std::vector<Stalled> stalled;
    /// A node that was replaced as the leader, or given up, while it was cut off: it still takes itself for the leader.
    std::uint32_t staleLeader = kNoNode;
    std::vector<Batch*> stale;            ///< What it has taken since, in order.
    std::int64_t highWatermark = 0;  ///< Consumers see what is before it.
    std::vector<GroupProgress> groups;
    BlockQueue<Unreplicated> unreplicated;

    [[nodiscard]] std::int64_t start() const { return m_start; }
    [[nodiscard]] std::int64_t end() const { return m_start + static_cast<std::int64_t>(m_log.size()); }
    /// Precondition: it has not been trimmed.
    [[nodiscard]] const Message& at(std::int64_t offset) const
    {
        return m_log[static_cast<std::size_t>(offset - m_start)];
    }

    void append(Batch& batch, SimTime now);
    /// Takes the newest batch out of the log again. Its producer may send it again, or it is lost.
    void truncateLast(SimTime now, LossCause cause);
    /// Drops what every group has committed: nobody will read it again.
    void trim();
    void clear();
    [[nodiscard]] std::uint64_t countHeld() const;
    [[nodiscard]] bool isInSync(std::uint32_t node) const;
    [[nodiscard]] bool mayLead(std::uint32_t node) const;
    /// Null: it fetches.
    [[nodiscard]] Stalled* findStalled(std::uint32_t node);

private:
    BlockQueue<Message> m_log;
    std::int64_t m_start = 0;
};

struct Topic {
    std::string name;
    ChannelId id;
    std::uint32_t minInsyncReplicas = 1;
    ChannelProbe* probe = nullptr;
    std::uint32_t groups = 0;  ///< Subscriptions: copies of each message in the books.
    std::uint32_t deniedWrites = 0;  ///< Faults that let nobody write, or nobody read.
    std::uint32_t deniedReads = 0;
    std::vector<std::unique_ptr<Partition>> partitions;
};

}  // namespace stormglass::kafka
