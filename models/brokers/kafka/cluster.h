// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of one Kafka cluster share.
#pragma once

#include "models/brokers/broker_context.h"
#include "models/brokers/disk.h"
#include "models/brokers/kafka/page_cache.h"
#include "models/brokers/kafka/partition.h"
#include "models/spec/components/kafka.h"

#include <memory>

namespace stormglass::kafka {

class Group;
class GroupConsumer;
class Producer;
class Replication;
class TransactionCoordinator;

/// Bytes of a request or an answer without records.
inline constexpr std::int64_t kSmallRequest = 100;

struct Node {
    HostId host;
    bool isUp = true;
    bool isSilent = false;    ///< It went down without closing its connections.
    std::uint32_t epoch = 0;  ///< Counts its crashes and restarts.
    SimTime crashedAt{};
    SimTime restartedAt{};
    SimTime busyUntil{};      ///< Requests are worked on one after the other.
    Disk disk = {};
    PageCache cache = {};
    bool isCutOff = false;    ///< It is up, but the controller does not hear it.
    bool isFenced = false;    ///< The controller has not heard it for so long that it counts it out.
    std::uint32_t cuts = 0;   ///< Counts how often it was cut off, and came back.
};

/// Everything here lives as long as the broker.
struct Cluster {
    Cluster(const spec::KafkaSettings& chosen, const BrokerContext& where);
    ~Cluster();

    const spec::KafkaSettings settings;
    const BrokerContext context;
    const bool isIdempotent;  ///< Leaders tell repetitions from new batches.
    std::vector<Node> nodes;
    std::vector<std::unique_ptr<Topic>> topics;
    std::vector<std::unique_ptr<Group>> groups;
    std::vector<std::unique_ptr<Producer>> producers;
    std::vector<std::unique_ptr<GroupConsumer>> consumers;  ///< Also those that have left.
    RecordPool records;
    Replication* replication = nullptr;
    TransactionCoordinator* transactions = nullptr;

    [[nodiscard]] SimTime now() const { return context.now(); }
    /// One way, for something small.
    [[nodiscard]] Duration delay(HostId from, HostId to) const
    {
        return context.network.delay(from, to, kSmallRequest);
    }
    /// Whether a connection of that host to the node would carry anything. A node that is down is another matter.
    [[nodiscard]] bool isConnected(HostId host, std::uint32_t node) const
    {
        return context.network.areConnected(host, nodes[node].host);
    }
    [[nodiscard]] bool areConnected(std::uint32_t one, std::uint32_t other) const
    {
        return context.network.areConnected(nodes[one].host, nodes[other].host);
    }
};

}  // namespace stormglass::kafka
