// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be broken at Pulsar beyond its brokers and bookies, and its messages.
#pragma once

#include "models/brokers/broker_faults.h"
#include "models/brokers/pulsar/cluster.h"

namespace stormglass::pulsar {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Cluster& cluster) : m_cluster(cluster) { }

    /// Brokers have none.
    [[nodiscard]] Disk* diskOf(std::size_t node) override;
    void diskFilled(std::size_t) override { }
    void diskFreed(std::size_t) override { m_cluster.improved(); }

    [[nodiscard]] std::size_t countLed(ChannelId channel) const override;
    [[nodiscard]] std::uint32_t loseLeader(ChannelId channel, std::size_t index, Duration election) override;
    void restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node) override;

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override;
    void readsAllowed(ChannelId channel) override;

    Cluster& m_cluster;
};

}  // namespace stormglass::pulsar
