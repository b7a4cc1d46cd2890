// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be broken at a Kafka cluster beyond its nodes.
#pragma once

#include "models/brokers/broker_faults.h"
#include "models/brokers/kafka/cluster.h"

namespace stormglass::kafka {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Cluster& cluster) : m_cluster(cluster) { }

    [[nodiscard]] Disk* diskOf(std::size_t node) override { return &m_cluster.nodes[node].disk; }
    /// Its only log directory has failed (KIP-112).
    [[nodiscard]] bool diesOfFullDisk() const override { return true; }

    [[nodiscard]] std::size_t countLed(ChannelId channel) const override;
    [[nodiscard]] std::uint32_t loseLeader(ChannelId channel, std::size_t index, Duration election) override;
    void restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node) override;
    void stallReplicas(std::size_t node, ChannelId channel, std::size_t index) override;
    void resumeReplicas(std::size_t node, ChannelId channel, std::size_t index) override;
    [[nodiscard]] bool hasGroups() const override { return true; }
    bool rebalance(ChannelId channel, const std::string& group) override;

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override { return m_cluster.topics[channel.value]->denials; }
    void readsAllowed(ChannelId channel) override;

    Cluster& m_cluster;
};

}  // namespace stormglass::kafka
