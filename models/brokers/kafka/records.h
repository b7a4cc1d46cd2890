// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records on their way from a producer to a log: batches, and the requests that carry them.
#pragma once

#include "models/brokers/broker.h"

#include <deque>
#include <vector>

namespace stormglass::kafka {

class Partition;
class Producer;
struct Lane;
struct Request;
struct TransactionMetadata;

/// Why a leader did not append a batch. All of these but the last two are worth another attempt.
enum class ProduceError : std::uint8_t {
    None,
    NotLeader,
    NotEnoughReplicas,
    OutOfOrder,
    Denied,
    Fenced,  ///< Of a transaction that has ended.
};

/// Records of one producer for one partition. A record is in exactly one place: in the batch or in the log.
struct Batch {
    Lane* lane = nullptr;
    Partition* partition = nullptr;
    Request* request = nullptr;        ///< The one that it is in at present.
    SimTime createdAt{};
    std::int64_t bytes = 0;
    std::int64_t memory = 0;           ///< Of its producer's buffer.
    std::int64_t attempts = 0;         ///< That have failed.
    std::uint32_t sequence = 0;        ///< Within its lane.
    std::uint32_t epoch = 0;           ///< Of its producer, with a transaction.
    TransactionMetadata* transaction = nullptr;  ///< That it is part of; null for most.
    ProduceError error = ProduceError::None;
    bool isInLog = false;              ///< The leader has it; a repetition is not appended again (idempotence).
    bool isCommitted = false;          ///< All in-sync replicas have it.
    bool isUnreplicated = false;       ///< The partition waits for its replication.
    bool isWithProducer = true;        ///< Its producer waits for an answer.
    bool isStale = false;              ///< A leader took it that had been replaced without knowing.
    /// Empty while they are in the log of the partition, unless they may have to be appended again.
    std::vector<Message> messages;
    std::vector<CompletionId> confirms;
};

/// One produce request: at most one batch for each partition that the node leads.
struct Request {
    Producer* producer = nullptr;
    std::uint32_t node = 0;
    std::uint32_t generation = 0;  ///< Changes when the request is given up, so that what is under way finds nobody.
    std::uint32_t awaiting = 0;    ///< Batches that are not committed yet.
    bool hasArrived = false;
    bool isOrphan = false;         ///< Nobody waits for the answer: the producer died, or acks is 0.
    SimTime sentAt{};
    std::vector<Batch*> batches;
};

/// Owns batches and requests and uses them again, with the memory of their lists.
class RecordPool {
public:
    [[nodiscard]] Batch& takeBatch();
    /// Gives it back if nobody needs it any more.
    void releaseBatch(Batch& batch);
    [[nodiscard]] Request& takeRequest();
    void releaseRequest(Request& request);

    /// All that there ever were; those in the pool are empty.
    [[nodiscard]] const std::deque<Batch>& batches() const { return m_batches; }
    /// Drops every record.
    void clear();

private:
    std::deque<Batch> m_batches;
    std::vector<Batch*> m_freeBatches;
    std::deque<Request> m_requests;
    std::vector<Request*> m_freeRequests;
};

}  // namespace stormglass::kafka
