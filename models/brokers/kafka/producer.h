// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The producer's side: batches for each partition, and the sender that turns them into requests.
#pragma once

#include "models/brokers/kafka/cluster.h"
#include "models/brokers/method_event.h"

#include <optional>

namespace stormglass::kafka {

class TransactionManager;

/// A producer's queue for one partition. Batches leave it in the order in which they were begun, and after a failure
/// the partition is muted until the answer to the repetition is there, so records of one key never change places.
struct Lane {
    Partition* partition = nullptr;
    BlockQueue<Batch*> waiting;
    std::vector<Batch*> retries;  ///< To be sent again, oldest first.
    std::uint32_t leader = kNoNode;
    bool isLeaderStale = true;
    bool isActive = false;        ///< Has batches to send.
    std::uint32_t inFlight = 0;
    std::uint32_t nextSequence = 0;
    std::uint32_t failures = 0;   ///< In a row.
    SimTime notBefore{};
    /// The leader's view: the oldest batch that it had to refuse or lost. Later ones are out of order until it comes.
    std::optional<std::uint32_t> gap;
    std::uint32_t transaction = 0;  ///< Number of the one that it was added to last.

    void noteGap(std::uint32_t sequence) { gap = gap ? std::min(*gap, sequence) : sequence; }
    void closeGap(std::uint32_t sequence)
    {
        if (gap == sequence)
            gap.reset();
    }
    [[nodiscard]] bool isBeyondGap(std::uint32_t sequence) const { return gap && sequence > *gap; }
    [[nodiscard]] bool empty() const { return retries.empty() && waiting.empty(); }
    [[nodiscard]] Batch* head() const { return retries.empty() ? waiting[0] : retries.front(); }
};

/// One client instance that publishes. It reads like the sender of the Java client: a batch is ready when it is full or
/// older than linger.ms; a request takes one batch of every partition that the node leads.
class Producer {
public:
    Producer(Cluster& cluster, HostId host, std::uint32_t number);
    ~Producer();

    [[nodiscard]] HostId host() const { return m_host; }
    void publish(Topic& topic, Message message, CompletionId confirm);
    /// What has not been sent is lost; what is on its way goes on without it.
    void crash();
    void revive() { m_isAlive = true; }
    /// The process stands still: answers wait in its sockets, and its timers until it goes on.
    void pause() { m_isPaused = true; }
    void resume();
    [[nodiscard]] bool isPaused() const { return m_isPaused; }

    // --- transactions (producer_transactions.cpp) ---
    /// Everything that it publishes is part of one. Before the run.
    void useTransactions(TransactionManager& transactions) { m_transactions = &transactions; }
    /// Nothing lingers.
    void flush(bool isOn);
    [[nodiscard]] bool isFlushed() const { return m_memoryUsed == 0 && m_blocked.empty(); }
    /// What it has not sent is aborted.
    void dropUnsent();
    /// A lane is no longer muted.
    void goOn();
    /// Books copies that have failed and never were in a log.
    static void bookFailure(const Batch& batch, SimTime now, LossCause cause);

    /// Records that wait for memory.
    [[nodiscard]] std::uint64_t countBlocked(const Topic& topic) const;
    void dropBlocked() { m_blocked.clear(); }

    /// The answer to a request has arrived.
    void answered(Request& request);
    void connectionLost(std::uint32_t node);
    /// Some way has opened or closed.
    void reachChanged();
    /// Lets go of a request that nobody waits for; records that did not get into a log are lost.
    static void forget(Cluster& cluster, Request& request, LossCause cause);

    class Connection;

private:
    /// A record whose publish() waits for memory.
    struct Blocked {
        Partition* partition = nullptr;
        Message message;
        CompletionId confirm;
        SimTime since{};
    };
    /// The partition that records without a key go to at present. (BuiltInPartitioner)
    struct Sticky {
        Partition* partition = nullptr;
        std::int64_t bytes = 0;  ///< Produced to it since it was chosen.
    };

    [[nodiscard]] Partition& partitionOf(Topic& topic, const Message& message);
    [[nodiscard]] Partition& chooseSticky(Topic& topic);
    [[nodiscard]] bool hasRoom(const Lane& lane, std::int64_t size) const
    {
        const spec::KafkaProducer& settings = m_cluster.settings.producer;
        return m_memoryUsed + std::max(settings.batchSize, size) <= settings.bufferMemory || fitsInOpenBatch(lane, size);
    }
    [[nodiscard]] bool fitsInOpenBatch(const Lane& lane, std::int64_t size) const;
    void add(Lane& lane, Message message, CompletionId confirm);
    void admitBlocked();
    void refuseBlocked();
    void refuseLarge(Topic& topic, CompletionId confirm);
    void letGo(Batch& batch);
    void failSpent();
    void bookBlocked(const Blocked& blocked, LossCause cause);
    void noteEnd();

    [[nodiscard]] Lane& laneOf(Partition& partition);
    [[nodiscard]] Batch& openBatch(Lane& lane, std::int64_t size);
    void run();
    void wakeAt(SimTime at);
    [[nodiscard]] bool refresh(Lane& lane);
    [[nodiscard]] SimTime readyAt(const Lane& lane) const;
    [[nodiscard]] bool canGive(const Lane& lane, std::uint32_t node) const;
    [[nodiscard]] bool isReady(std::uint32_t node) const;
    void send(std::uint32_t node);
    [[nodiscard]] Batch& takeHead(Lane& lane);

    void succeed(Batch& batch, std::uint32_t node);
    void retry(Batch& batch);
    void refuse(Batch& batch);
    void backOff(Lane& lane);
    void expire(Lane& lane);
    void confirm(Batch& batch, Outcome outcome);
    void abandon(Batch& batch);
    void fail(Batch& batch, LossCause cause);

    Cluster& m_cluster;
    const HostId m_host;
    RandomStream m_jitter;
    bool m_isAlive = true;
    bool m_isPaused = false;
    std::vector<Request*> m_unreadAnswers;       // while it is paused
    std::vector<std::uint32_t> m_unreadLosses;  // of connections, by node
    std::vector<std::vector<std::unique_ptr<Lane>>> m_lanes;  // by topic and partition
    std::vector<Lane*> m_active;
    std::vector<std::unique_ptr<Connection>> m_connections;   // by node
    std::vector<Sticky> m_sticky;                             // by topic
    RandomStream m_stickyDraws;
    std::int64_t m_memoryUsed = 0;
    TransactionManager* m_transactions = nullptr;
    Duration m_linger;
    BlockQueue<Blocked, 16> m_blocked;  // oldest first
    std::vector<Batch*> m_spent;        // that may not be sent again
    MethodEvent<Producer, &Producer::refuseBlocked> m_blockTimer{*this};
    WakeUp<Producer, &Producer::run> m_sender;  // asleep until a batch has lingered or a back-off is over
};

}  // namespace stormglass::kafka
