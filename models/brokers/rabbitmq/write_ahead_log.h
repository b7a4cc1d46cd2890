// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A node's log on disk, shared by all its queues.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/method_event.h"
#include "models/brokers/rabbitmq/cluster.h"

namespace stormglass::rabbitmq {

class MessageQueue;

/// Group commit: while one fsync runs, whatever comes waits together for the next one. For quorum queues the followers
/// write at the same time as the leader, and their answer comes a round trip later.
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
    void refuse(const std::vector<Item>& items, std::uint32_t node);

    Cluster& m_cluster;
    const std::uint32_t m_node;
    std::vector<Item> m_waiting;
    std::vector<Item> m_syncing;
    BlockQueue<Replicating> m_replicating;
    MethodEvent<WriteAheadLog, &WriteAheadLog::synced> m_sync{*this};
    MethodEvent<WriteAheadLog, &WriteAheadLog::replicated> m_replication{*this};
};

}  // namespace stormglass::rabbitmq
