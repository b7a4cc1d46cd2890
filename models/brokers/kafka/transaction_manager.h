// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The client side of transactions: what a consumer has read and its handlers have published is committed together.
#pragma once

#include "models/brokers/kafka/producer.h"
#include "models/brokers/kafka/transactions.h"

namespace stormglass::kafka {

class GroupConsumer;

/// The transactions of one consumer (a StreamThread), with a producer of their own: one after the other, each with all that
/// is processed in commit.interval.ms. Handlers do not wait for what they publish; whether it has got there shows at the
/// commit. When one is aborted, the consumer goes back to where the last one was committed.
///
/// It and its transactional.id stay when the process dies; the next one fences what the last one has left.
class TransactionManager {
public:
    TransactionManager(Cluster& cluster, TransactionMetadata& metadata, const Consumer& client, Producer& producer,
                       ProducerId number);
    ~TransactionManager();

    [[nodiscard]] const Consumer& client() const { return m_client; }
    [[nodiscard]] ProducerId producer() const { return m_number; }
    /// The process of the consumer begins: initTransactions().
    void start(GroupConsumer& consumer);
    /// It has died.
    void crash();
    /// It goes on after a pause.
    void resume();

    // --- the consumer ---
    /// Whether it may hand nothing over now, because a transaction is ending or has to. \p mustEnd: if there is one, when
    /// the poll is over.
    [[nodiscard]] bool holdsBack(bool isPollOver, bool mustEnd);
    /// A transaction that is open is ended now; false: there is none.
    [[nodiscard]] bool endFirst();
    /// It waits for records.
    void endWhenDue();
    /// There is something to commit.
    void noteWork();
    /// A handler has failed; false: there is nothing to be rolled back.
    [[nodiscard]] bool rollBack();
    /// It can only be aborted.
    void doom(RedeliveryCause cause);
    [[nodiscard]] bool isDoomed() const { return m_isDoomed; }

    // --- the producer ---
    /// A record is published to the partition of that lane, which is muted until the coordinator knows of it.
    void join(Lane& lane);
    void mark(Batch& batch) const;
    /// Something of it has failed.
    void failed() { doom(RedeliveryCause::BrokerLost); }
    /// Nothing of it is under way any more.
    void flushed() { m_change.notifyAll(); }

private:
    Task<> initialise();
    Task<> begin();
    Task<> add(Lane& lane);
    Task<> finish();
    Task<> flush();
    Task<> sendOffsets();
    Task<> sendEnd();
    Task<> goBack();
    Task<TransactionReply> answerTo(TransactionCall call);
    [[nodiscard]] Duration backOff(TransactionAnswer answer) const;
    void startEnd();
    void dueNow();

    Cluster& m_cluster;
    TransactionMetadata& m_metadata;
    const Consumer& m_client;
    Producer& m_producer;
    const ProducerId m_number;
    GroupConsumer* m_consumer = nullptr;
    std::uint32_t m_epoch = 0;
    std::uint32_t m_count = 0;  // of transactions
    std::size_t m_adding = 0;   // partitions that the coordinator has been asked to add
    bool m_isReady = false;     // it has an epoch
    bool m_isEnding = false;
    bool m_isDoomed = false;
    RedeliveryCause m_doomedFor = RedeliveryCause::Rejected;
    bool m_hasWork = false;
    bool m_isBegun = false;  // the coordinator may know of it
    SimTime m_dueAt{};
    Condition m_change;  // something that is waited for may have happened
    Condition m_goesOn;
    MethodEvent<TransactionManager, &TransactionManager::dueNow> m_dueTimer{*this};
    Scope m_scope;
};

}  // namespace stormglass::kafka
