// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broker side of transactions: their coordinator.
//
// Sources: KIP-98 (exactly once), KIP-447 (one producer for many partitions), KIP-890 (each transaction has an epoch of its
// own, and leaders ask the coordinator instead of the client), TransactionCoordinator.scala, TransactionStateManager.scala.
#pragma once

#include "models/brokers/kafka/cluster.h"
#include "models/brokers/method_event.h"
#include "simcore/process/condition.h"
#include "simcore/process/one_shot.h"
#include "simcore/process/scope.h"

#include <memory>
#include <string>

namespace stormglass::kafka {

enum class TransactionState : std::uint8_t { Empty, Ongoing, PrepareCommit, PrepareAbort };

/// What __transaction_state says of one transactional.id. It is replicated, so whoever leads its partition knows it.
struct TransactionMetadata {
    std::string id;
    Partition* log = nullptr;  ///< Of __transaction_state.
    std::uint32_t epoch = 0;   ///< Of the producer that may use it. It changes with each transaction (KIP-890).
    TransactionState state = TransactionState::Empty;
    bool isChanging = false;     ///< A change is being written.
    bool endedByCommit = false;  ///< The transaction of the epoch before.
    SimTime begunAt{};
    std::vector<Partition*> partitions;  ///< That its records are in.
    Group* group = nullptr;              ///< Whose offsets are part of it; null: none.
    Commits offsets;
    std::size_t unmarked = 0;  ///< While it ends: logs without a marker.
    Condition isMarked;
};
/// Whether a leader may append it. A batch of a transaction that has ended comes from a producer that is fenced.
[[nodiscard]] bool isOpen(const Batch& batch);

enum class TransactionAnswer : std::uint8_t {
    None,  ///< There was nobody, or the answer got lost.
    Done,
    Concurrent,  ///< CONCURRENT_TRANSACTIONS: the last one has not ended yet.
    Fenced,      ///< INVALID_PRODUCER_EPOCH: it has been aborted, or somebody else has the id.
    NotOwner,    ///< Of offsets: somebody else has the partitions by now.
};
struct TransactionReply {
    TransactionAnswer answer = TransactionAnswer::None;
    std::uint32_t epoch = 0;  ///< To go on with.
};
/// Set when the answer is there, or it is clear that there will be none.
using TransactionCall = std::shared_ptr<OneShot<TransactionReply>>;

/// All coordinators of a cluster: of each transactional.id it is the leader of its partition of __transaction_state.
///
/// What it has promised does not depend on who asked: requests, and the end of a transaction once it is prepared, go on
/// when the client dies, and when the coordinator does, with the next one.
class TransactionCoordinator {
public:
    explicit TransactionCoordinator(Cluster& cluster);
    ~TransactionCoordinator();

    /// Before it is used for the first time.
    [[nodiscard]] TransactionMetadata& add(std::string id);

    /// InitProducerId: fences whoever used the id before, and aborts what that one has left open.
    [[nodiscard]] TransactionCall initialise(TransactionMetadata& transaction, HostId client);
    /// Before the first record of each partition. \p from: the client (AddPartitionsToTxn), or the leader of the partition.
    [[nodiscard]] TransactionCall addPartition(TransactionMetadata& transaction, std::uint32_t epoch,
                                               Partition& partition, HostId from);
    /// TxnOffsetCommit: written when the transaction is committed.
    [[nodiscard]] TransactionCall addOffsets(TransactionMetadata& transaction, std::uint32_t epoch,
                                             GroupConsumer& consumer, Commits commits);
    /// EndTxn. Answered as soon as nothing can change it any more; readers see it when the markers are written.
    [[nodiscard]] TransactionCall end(TransactionMetadata& transaction, std::uint32_t epoch, bool isCommitted,
                                      HostId client);

private:
    [[nodiscard]] bool isThere(HostId from, const TransactionMetadata& transaction) const;
    Task<TransactionReply> ask(HostId from, TransactionMetadata& transaction, Task<TransactionReply> work);
    Task<> serve(HostId from, TransactionMetadata& transaction, Task<TransactionReply> work, TransactionCall call);
    Task<TransactionReply> initialised(TransactionMetadata& transaction);
    Task<TransactionReply> added(TransactionMetadata& transaction, std::uint32_t epoch, Partition* partition);
    Task<TransactionReply> ended(TransactionMetadata& transaction, std::uint32_t epoch, bool isCommitted);
    Task<> serveOffsets(TransactionMetadata& transaction, std::uint32_t epoch, GroupConsumer& consumer, Commits commits,
                        TransactionCall call);
    [[nodiscard]] TransactionAnswer takeOffsets(TransactionMetadata& transaction, std::uint32_t epoch,
                                                GroupConsumer& consumer, const Commits& commits);
    Task<bool> prepare(TransactionMetadata& transaction, bool isCommitted);
    Task<> abortOverdue(TransactionMetadata& transaction);
    Task<> complete(TransactionMetadata& transaction);
    Task<> mark(TransactionMetadata& transaction, Partition& partition, bool isCommitted);
    Task<> markOffsets(TransactionMetadata& transaction, bool isCommitted);
    void marked(TransactionMetadata& transaction);
    void lookForOverdue();
    void lookWhenOverdue(const TransactionMetadata& transaction);
    void makeLog();

    Cluster& m_cluster;
    ChannelProbe m_logProbe;
    Topic* m_log = nullptr;  // __transaction_state
    std::vector<std::unique_ptr<TransactionMetadata>> m_transactions;
    WakeUp<TransactionCoordinator, &TransactionCoordinator::lookForOverdue> m_cleanup;
    Scope m_scope;
};

}  // namespace stormglass::kafka
