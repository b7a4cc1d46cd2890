// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One member of a consumer group: fetches, hands over, commits.
#pragma once

#include "models/brokers/kafka/cluster.h"
#include "models/brokers/method_event.h"

namespace stormglass::kafka {

class TransactionManager;

/// The client library of one consumer. It fetches ahead; what poll() returns is handed to the application record by
/// record, and the next poll() begins when all of them have been dealt with, as in the Java client.
class GroupConsumer {
public:
    GroupConsumer(Cluster& cluster, Group& group, Consumer& client, HostId host);

    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] Group& group() const { return m_group; }
    /// What it settles is committed by these transactions only. Before it joins.
    void useTransactions(TransactionManager& transactions) { m_transactions = &transactions; }
    [[nodiscard]] TransactionManager* transactions() const { return m_transactions; }
    /// It has left, and its last transaction has not ended.
    [[nodiscard]] bool isLeaving() const { return m_isLeaving; }

    /// The application asks for more.
    void poll();
    void settle(std::uint64_t tag, Settlement settlement);
    void leave(Departure how);
    /// The process stands still. What arrives waits in its sockets; it neither polls nor fetches nor sends heartbeats.
    void pause();
    void resume();
    [[nodiscard]] bool isPaused() const { return m_isPaused; }

    /// From the coordinator: a rebalance has begun; join again at the next poll.
    void rebalanceBegan();
    /// From the coordinator: these partitions are yours. Starts where the group has committed.
    void assign(const std::vector<Partition*>& partitions);
    /// The same, and it gives up only what is not among them: when its application polls next, and commits that first.
    void assignIncrementally(const std::vector<Partition*>& partitions);
    [[nodiscard]] std::vector<Partition*> assigned() const;
    /// Goes on from there in that partition, if it has it.
    void seek(Partition& partition, std::int64_t offset);
    /// The log has lost its end, and whoever had read it reads again from there.
    void noteCutOff(Partition& partition);
    /// The coordinator has taken it for dead, and its partitions are no longer its own. The application knows nothing of
    /// it, and goes on with the records that its last poll has returned.
    void fence(RedeliveryCause cause);
    /// Joins the group anew if it has to, and if its application is in poll().
    void joinIfNeeded();
    void dropOrphans() { m_orphans.clear(); }
    /// Everything settled is committed at this instant, without a message: the offsets are kept elsewhere.
    void commitNow();
    /// The coordinator receives the commit that was sent last.
    void writeCommit(const Commits& commits);
    [[nodiscard]] bool isAttached() const { return m_client != nullptr; }

    // From its transactions (pending_offsets.cpp).
    /// And not committed yet.
    [[nodiscard]] Commits processed() const;
    /// Of its partitions: what a transaction has committed that has not quite ended.
    [[nodiscard]] bool isAnyPending() const;
    /// Reads everything again that has not been committed.
    void returnToCommitted(RedeliveryCause cause);
    /// Goes on, or leaves if that is what it has waited for.
    void transactionEnded();
    /// Time to end it, unless a handler is at work.
    void endIfPolling();
    /// Its process has died while it was leaving.
    void dieLeaving();

    /// From a leader: there is something beyond what was visible until now.
    void recordsAt(std::uint32_t node);
    /// Some way has opened or closed.
    void reachChanged();

private:
    /// Of fetchFrom: where to is not known yet.
    static constexpr std::int64_t kUnstable = std::numeric_limits<std::int64_t>::max();
    struct Assigned {
        Partition* partition = nullptr;
        std::int64_t fetchFrom = 0;
        std::int64_t processed = 0;  ///< Everything before has been settled.
        std::int64_t buffered = 0;   ///< Records fetched but not handed over; no fetch until they are gone.
    };
    struct Range {
        std::size_t assigned = 0;
        std::int64_t from = 0;
        std::int64_t to = 0;
        SimTime readyAt{};  ///< It is fetched again, and here by then.
    };
    /// The long poll at one node. It waits there for records, and again after each empty answer.
    struct Fetch {
        SimTime arrivesAt{};
        bool isAnswering = false;
        bool isCut = false;  ///< There is something, but no connection to get it by.
        bool isGathering = false;  ///< There is something, but less than fetch.min.bytes.
        std::uint32_t number = 0;  ///< Of the answer that is awaited.
        std::vector<Range> answer;
    };
    /// A record that poll() has returned, of a partition that is no longer the consumer's.
    struct Orphan {
        Partition* partition = nullptr;
        std::int64_t offset = 0;
        Message message;
    };
    struct InHand {
        std::size_t assigned = 0;
        std::int64_t offset = 0;
        std::uint64_t tag = 0;  ///< 0: nothing, or an orphan.
    };

    [[nodiscard]] GroupProgress& progressOf(Partition& partition) const;
    [[nodiscard]] bool canFetch(const Assigned& assigned, std::uint32_t node) const;
    [[nodiscard]] SimTime answerTime(const Fetch& fetch, std::uint32_t node) const;
    [[nodiscard]] bool hasEnough(std::uint32_t node) const;
    void gather(std::uint32_t node);
    void answerAt(std::uint32_t node, SimTime at);
    void answerFetch(std::uint32_t node);
    void resetIfOutOfRange(Assigned& assigned);
    [[nodiscard]] Assigned* findAssigned(const Partition& partition);
    void dropFetched(const Assigned& assigned, std::int64_t from);
    void applyAssignment();
    [[nodiscard]] Commits giveUpAllBut(const std::vector<Partition*>& partitions);
    void take(Partition& partition);
    [[nodiscard]] bool isWaitingInPoll() const { return m_isPolling && m_leftOfPoll == 0 && m_orphans.empty(); }
    void fetched(std::uint32_t node);
    void fetchLost(std::uint32_t node);

    void handOver();
    void scheduleHandOver();
    [[nodiscard]] bool beginPoll();
    void handOverNext();
    void handOverOrphan();
    [[nodiscard]] bool noteDelivery(Partition& partition, std::int64_t offset);
    void discard(Partition& partition);
    void rewind();
    void keep(const Range& range);
    void skipFrontTo(std::int64_t offset);
    [[nodiscard]] SimTime readyAt()
    {
        return m_buffer.empty() ? m_committedAt : std::max(m_committedAt, m_buffer.front().readyAt);
    }

    void pollIsOverdue();
    void revoke(RedeliveryCause cause);
    void joinAgain();
    void depart(Departure how);
    void awaitStable(Partition& partition);
    [[nodiscard]] bool endsTransactionFirst();
    [[nodiscard]] bool mustCommitFirst();
    void commitBeforehand();
    void commitSync(Commits commits);
    void commitIfDue();
    void commitWhileWaiting();

    Cluster& m_cluster;
    Group& m_group;
    Consumer* m_client;
    const HostId m_host;
    TransactionManager* m_transactions = nullptr;
    Consumer* m_leavingClient = nullptr;  // to be told when it has left
    bool m_isLeaving = false;
    const bool m_readsCommitted;
    std::vector<Assigned> m_assigned;
    std::vector<Fetch> m_fetches;  // by node
    std::uint32_t m_epoch = 0;     // of the assignment; what belongs to an earlier one is ignored
    BlockQueue<Range, 16> m_buffer;  // one range of a partition at most
    std::int64_t m_buffered = 0;
    std::int64_t m_leftOfPoll = 0;
    InHand m_inHand;
    std::uint64_t m_lastTag = 0;
    bool m_isPolling = true;
    bool m_mustJoin = false;
    bool m_isPaused = false;
    SimTime m_polledAt{};          // when poll() returned records last
    BlockQueue<Orphan, 16> m_orphans;
    std::vector<std::uint32_t> m_unread;  // nodes whose answers came in a pause
    SimTime m_nextCommit{};
    SimTime m_committedAt{};        // it waits until then for the answer to a commit
    std::vector<Partition*> m_pending;  // an assignment that it takes over at its next poll
    bool m_hasPending = false;
    MethodEvent<GroupConsumer, &GroupConsumer::handOver> m_handOver{*this};
    MethodEvent<GroupConsumer, &GroupConsumer::commitWhileWaiting> m_commitTimer{*this};
    MethodEvent<GroupConsumer, &GroupConsumer::pollIsOverdue> m_pollTimer{*this};
};

}  // namespace stormglass::kafka
