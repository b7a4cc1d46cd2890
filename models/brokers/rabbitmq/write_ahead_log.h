// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A node's log on disk, shared by all its queues.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/method_event.h"
#include "models/brokers/rabbitmq/cluster.h"

#include <deque>

namespace stormglass::rabbitmq {

class MessageQueue;

/// Group commit: while one fsync runs, what comes waits together for the next one, of quorum queues as much as a batch may
/// hold. A batch that was full lets the next one hold twice as much, one that was not half as much (gen_batch_server 0.8.8,
/// loop_batched; ra_log_wal). For quorum queues the followers write at the same time as the leader, and their answer comes
/// a round trip later.
class WriteAheadLog {
public:
    struct Item {
        MessageQueue* queue = nullptr;
        std::uint32_t queueEpoch = 0;
        PendingId pending = 0;        ///< Of a classic queue; a quorum queue keeps its own.
        std::uint64_t sequence = 0;
    };

    WriteAheadLog(Cluster& cluster, std::uint32_t node) : m_cluster(cluster), m_node(node) { }

    void write(const Item& item);
    /// What was not on the disk is lost; publishers of classic queues are told so.
    void crash(std::uint32_t node);

private:
    struct Replicating {
        Item item;
        SimTime until{};
    };

    void begin();
    void synced();
    void replicated();
    void refuse(const Item& item, std::uint32_t node);

    static constexpr std::size_t kLeastBatch = 32;   // gen_batch_server, MIN_MAX_BATCH_SIZE
    static constexpr std::size_t kMostBatch = 8192;  // ra, WAL_DEFAULT_MAX_BATCH_SIZE

    Cluster& m_cluster;
    const std::uint32_t m_node;
    std::size_t m_mostInBatch = kLeastBatch;
    std::deque<Item> m_waiting;
    std::vector<Item> m_syncing;
    BlockQueue<Replicating> m_replicating;
    MethodEvent<WriteAheadLog, &WriteAheadLog::synced> m_sync{*this};
    MethodEvent<WriteAheadLog, &WriteAheadLog::replicated> m_replication{*this};
};

}  // namespace stormglass::rabbitmq
