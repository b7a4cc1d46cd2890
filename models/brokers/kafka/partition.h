// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A topic and its partitions: the log, who leads it, and how far each consumer group has come.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/denials.h"
#include "models/brokers/kafka/compaction.h"
#include "models/brokers/kafka/records.h"
#include "models/brokers/kafka/segments.h"
#include "models/brokers/kafka/way_back.h"
#include "models/spec/components/kafka.h"

#include <algorithm>
#include <array>
#include <limits>
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
    std::uint32_t moves = 0;        ///< How often it was moved elsewhere: commits from before say nothing any more.
    GroupConsumer* owner = nullptr;
    RedeliveryCause leftFor = RedeliveryCause::Reassigned;  ///< Why the last owner does not have it any more.
    WayBack wayBack;
    std::int64_t pending = -1;      ///< What a transaction that has not ended will commit; -1: nothing.
    bool readsCommitted = false;    ///< Nothing of transactions that are open or were aborted. (isolation.level)
    bool isDoneAtCommit = false;    ///< What its handlers have done counts from then on: it is committed together with it.

    /// What comes again of the records before has been handled before, for good.
    [[nodiscard]] std::int64_t doneTo() const { return isDoneAtCommit ? committed : acknowledged; }
};

/// What a member tells the coordinator of one partition.
struct Commit {
    Partition* partition = nullptr;
    std::int64_t offset = 0;
    std::uint32_t moves = 0;  ///< Those of the group's progress when it was sent.
};
using Commits = std::vector<Commit>;

/// Offsets of a log that nobody will read: compacted away.
struct Gap {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// The records of a transaction that has not ended.
struct OpenTransaction {
    const TransactionMetadata* transaction = nullptr;
    std::vector<Gap> ranges;  ///< Of offsets, in order; at least one.
};

/// A replica that holds less than the log, and is not fetching. What it lacks is gone if it leads.
struct Behind {
    std::uint32_t node = 0;
    std::int64_t end = 0;  ///< Of its own log.
    LossCause cause = LossCause::UncleanElection;
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
    Partition(Topic& owningTopic, std::uint32_t number);
    ~Partition();

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
    std::vector<Behind> behind;
    std::vector<std::uint32_t> catchingUp;  ///< Nodes that have come back and fetch what they lack from the leader.
    /// A node that was replaced as the leader, or given up, while it was cut off: it still takes itself for the leader.
    std::uint32_t staleLeader = kNoNode;
    std::vector<Batch*> stale;            ///< What it has taken since, in order.
    std::int64_t highWatermark = 0;  ///< Consumers see what is before it.
    std::int64_t flushedEnd = 0;     ///< What is before is on the disks of its replicas, whatever the operating system does.
    std::vector<GroupProgress> groups;
    BlockQueue<Unreplicated> unreplicated;

    // --- the log: bodies are kept from start() on; of what everybody has read only segments tell ---
    [[nodiscard]] std::int64_t start() const { return m_start; }
    [[nodiscard]] std::int64_t end() const { return m_start + static_cast<std::int64_t>(m_log.size()); }
    /// What is before has been deleted for its age or size.
    [[nodiscard]] std::int64_t retainedFrom() const { return m_retainedFrom; }
    [[nodiscard]] const Segments& segments() const { return m_segments; }
    /// Consumers may read what is before.
    [[nodiscard]] std::int64_t readableEnd() const { return highWatermark; }
    /// The same; who reads committed stops at the first record of an open transaction (last stable offset).
    [[nodiscard]] std::int64_t readableEnd(bool readsCommitted) const
    {
        return readsCommitted ? std::min(highWatermark, m_lastStable) : highWatermark;
    }
    /// Precondition: it has not been trimmed.
    [[nodiscard]] const Message& at(std::int64_t offset) const
    {
        return m_log[static_cast<std::size_t>(offset - m_start)];
    }
    /// The first record with a body that was published at that instant or later.
    [[nodiscard]] std::int64_t firstSince(SimTime instant) const;

    /// The batch keeps its records, too, if it may have to be appended again.
    void append(Batch& batch, SimTime now, bool keepsRecords = false);
    /// Takes the newest batch out of the log again. Its producer may send it again, or it is lost.
    void truncateLast(SimTime now, LossCause cause);
    /// Everything from that offset on is gone, whoever has it confirmed. Precondition: nothing is unreplicated.
    void cutOff(std::int64_t offset, SimTime now, LossCause cause);
    /// What that group has not committed of what it may read.
    void noteLag(std::size_t group, SimTime now);
    /// Some group has handled more: what all have handled stays in the log, but nobody waits for it.
    void spendHandled();
    /// Drops what every group has committed: nobody will read it again.
    void trim();
    /// Deletes the oldest segment. Who has not read its records never will.
    void deleteOldestSegment(SimTime now);
    /// The group goes on from there, and will not deal with what is before.
    void giveUp(GroupProgress& group, std::int64_t to, SimTime now, LossCause cause);
    /// Takes out the records that later ones have replaced.
    void compact(SimTime now);
    /// Of what compaction looks at, the share that it has not looked at yet.
    [[nodiscard]] double dirtyRatio() const;
    void clear();
    [[nodiscard]] std::uint64_t countHeld() const;

    // --- transactions (partition_transactions.cpp) ---
    /// A marker: nothing of it is open any more. Who reads committed passes over the records of an aborted one.
    void endTransaction(const TransactionMetadata& transaction, bool isCommitted, SimTime now);

    // --- gaps ---
    [[nodiscard]] bool isGone(const GroupProgress& group, std::int64_t offset) const
    {
        return beyondGaps(group, offset) != offset;
    }
    /// Leave the books, for every group that has not dealt with them. In order.
    void takeOut(const std::vector<std::int64_t>& offsets, SimTime now, LossCause cause);
    /// For a group that has dealt with everything before that offset: where the next record is that it has to deal with.
    [[nodiscard]] std::int64_t beyondGaps(const GroupProgress& group, std::int64_t offset) const
    {
        const Gaps& gaps = m_gaps[group.readsCommitted ? 1 : 0];
        return gaps.empty() ? offset : endOfGap(gaps, offset);
    }

    [[nodiscard]] bool isInSync(std::uint32_t node) const;
    [[nodiscard]] bool mayLead(std::uint32_t node) const;
    /// Null: it fetches.
    [[nodiscard]] Stalled* findStalled(std::uint32_t node);
    /// Null: it holds all that the leader of the moment holds, or fetches it.
    [[nodiscard]] const Behind* findBehind(std::uint32_t node) const;
    /// Keeps the lower of two ends.
    void noteBehind(std::uint32_t node, std::int64_t end, LossCause cause);
    void forgetBehind(std::uint32_t node);

private:
    using Gaps = std::vector<Gap>;

    [[nodiscard]] static std::int64_t endOfGap(const Gaps& gaps, std::int64_t offset);
    static void addTo(Gaps& gaps, const std::vector<std::int64_t>& offsets);
    void noteOpen(const Batch& batch, std::int64_t from);
    void truncateOpen(std::int64_t to);
    void noteLastStable();
    void dropFront();
    /// Copies from \p from to \p to that the group has not dealt with; tells their transactions why.
    std::uint64_t noteLosses(const GroupProgress& group, std::int64_t from, std::int64_t to, std::string_view cause) const;
    [[nodiscard]] std::int64_t countGone(const GroupProgress& group) const;
    /// Who reads committed does not see it, and others do.
    [[nodiscard]] bool isAborted(std::int64_t offset) const;

    BlockQueue<Message> m_log;
    std::int64_t m_start = 0;
    std::int64_t m_spentTo = 0;  // what is before has been handled by all groups
    std::int64_t m_retainedFrom = 0;
    Segments m_segments;
    std::array<Gaps, 2> m_gaps;  // in order, from m_start on; the second for groups that read committed
    std::vector<OpenTransaction> m_open;
    std::int64_t m_lastStable = std::numeric_limits<std::int64_t>::max();  // no transaction is open before it
    std::unique_ptr<Compaction> m_compaction;  // of a topic that is compacted
};

struct Topic {
    std::string name;
    ChannelId id;
    spec::KafkaTopic settings;
    std::uint32_t minInsyncReplicas = 1;
    SimTime replaysFrom = kNever;  ///< Some group will go back to here; bodies are kept for it.
    ChannelProbe* probe = nullptr;
    std::uint32_t groups = 0;  ///< Subscriptions: copies of each message in the books.
    Denials denials = {};
    std::vector<std::unique_ptr<Partition>> partitions;
};

}  // namespace stormglass::kafka
