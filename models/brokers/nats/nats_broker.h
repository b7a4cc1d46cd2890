// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A NATS cluster with JetStream as its clients see it.
//
// Guarantees: a confirmed message is in the memory of a majority of the stream's servers; its disk has it after the next sync
// of each. It is delivered at least once to each durable consumer, in order but for redeliveries.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/nats.h"

#include <memory>

namespace stormglass {

namespace nats {
class Cluster;
}

class NatsBroker final : public Broker {
public:
    NatsBroker(const spec::NatsSettings& settings, const BrokerContext& context);
    ~NatsBroker() override;

    /// Precondition: the channel is of the stream kind.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId) override { }

    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId) override { }

    void crashNode(std::size_t index, bool isSilent) override;
    void losePower(std::size_t index) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    void dropProducer(ProducerId producer) override;
    void dropAll() override;

    std::unique_ptr<nats::Cluster> m_cluster;
    std::unique_ptr<BrokerFaults> m_faults;
    std::uint32_t m_clients = 0;  // they go round the servers
};

}  // namespace stormglass
