// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that publishes: a producer of each partition that it sends to.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/pulsar/outlet.h"

namespace stormglass::pulsar {

/// Chooses the partition of a message by its key, or in turn (RoundRobinPartitionMessageRouterImpl.java), and lets no more
/// wait for their receipts than maxPendingMessages and memoryLimit.
class Publisher {
public:
    Publisher(Cluster& cluster, HostId host, std::uint32_t number);

    void publish(Topic& topic, Message message, CompletionId confirm);
    void died();
    void revive();

    /// Copies of that topic's messages that no log has.
    [[nodiscard]] std::uint64_t countHeld(const Topic& topic) const;
    void clear();

    // From the outlets:
    void freed(std::int64_t bytes) { m_bytes -= bytes; }
    void admitBlocked();

private:
    /// A message whose publish() waits for room.
    struct Blocked {
        Outlet* outlet = nullptr;
        Message message;
        CompletionId confirm;
    };

    [[nodiscard]] std::uint32_t partitionOf(Topic& topic, const Message& message);
    [[nodiscard]] Outlet& outletTo(Topic& topic, std::uint32_t partition);
    [[nodiscard]] bool hasRoom(const Outlet& outlet, std::int64_t bytes) const;
    void refuse(Topic& topic, CompletionId confirm, LossCause cause);

    Cluster& m_cluster;
    const HostId m_host;
    RandomStream m_draws;
    bool m_isAlive = true;
    std::vector<std::vector<std::unique_ptr<Outlet>>> m_outlets;  // by topic and partition
    std::vector<std::uint32_t> m_turns;                           // by topic: where the turn began, and has got to
    std::int64_t m_bytes = 0;
    BlockQueue<Blocked, 16> m_blocked;
    bool m_isAdmitting = false;
};

}  // namespace stormglass::pulsar
