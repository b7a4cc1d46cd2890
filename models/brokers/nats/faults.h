// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be broken at NATS beyond its servers and its messages.
#pragma once

#include "models/brokers/broker_faults.h"
#include "models/brokers/nats/cluster.h"

namespace stormglass::nats {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Cluster& cluster) : m_cluster(cluster) { }

    [[nodiscard]] std::size_t countLed(ChannelId channel) const override;
    [[nodiscard]] std::uint32_t loseLeader(ChannelId channel, std::size_t index, Duration election) override;
    void restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node) override;

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override;
    void readsAllowed(ChannelId channel) override;

    Cluster& m_cluster;
};

}  // namespace stormglass::nats
