// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An Apache Pulsar cluster as its clients see it.
//
// Guarantees: a confirmed message is in the journals of ack quorum bookies, and on their disks unless they do not sync. It is
// delivered at least once to each subscription: in order to an active consumer, in the order of its key by Key_Shared.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/pulsar.h"

#include <memory>

namespace stormglass {

namespace pulsar {
class Cluster;
}

class PulsarBroker final : public Broker {
public:
    /// The hosts of the context are those of the brokers, then those of the bookies.
    PulsarBroker(const spec::PulsarSettings& settings, const BrokerContext& context);
    ~PulsarBroker() override;

    /// Precondition: the channel is of the Pulsar topic kind.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId producer) override;

    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId) override { }
    void pauseConsumer(ConsumerId consumer) override;
    void resumeConsumer(ConsumerId consumer) override;

    void crashNode(std::size_t index, bool isSilent) override;
    void losePower(std::size_t index) override;
    void restartNode(std::size_t index) override;
    void pauseNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    void dropProducer(ProducerId producer) override;
    void dropAll() override;

    std::unique_ptr<pulsar::Cluster> m_cluster;
    std::unique_ptr<BrokerFaults> m_faults;
};

}  // namespace stormglass
