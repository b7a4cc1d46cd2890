// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be broken at a RabbitMQ cluster beyond its nodes.
#pragma once

#include "models/brokers/broker_faults.h"
#include "models/brokers/rabbitmq/alarms.h"
#include "models/brokers/rabbitmq/cluster.h"

namespace stormglass::rabbitmq {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Cluster& cluster) : m_cluster(cluster) { }

    [[nodiscard]] Disk* diskOf(std::size_t node) override { return &m_cluster.nodes[node].disk; }
    void diskFilled(std::size_t node) override { m_cluster.alarms().diskChanged(static_cast<std::uint32_t>(node)); }
    void diskFreed(std::size_t node) override { m_cluster.alarms().diskChanged(static_cast<std::uint32_t>(node)); }

    /// Classic queues live on one node.
    [[nodiscard]] std::size_t countLed(ChannelId channel) const override;
    [[nodiscard]] std::uint32_t loseLeader(ChannelId channel, std::size_t index, Duration election) override;
    void restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node) override;

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override { return m_cluster.exchanges[channel.value]->denials; }
    void readsAllowed(ChannelId channel) override;

    Cluster& m_cluster;
};

}  // namespace stormglass::rabbitmq
