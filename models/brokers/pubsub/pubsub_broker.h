// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Google Cloud Pub/Sub as its clients see it.
//
// Guarantees: a confirmed message is delivered at least once to one client of each subscription, in no particular order unless
// ordering is enabled.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/pubsub.h"

#include <memory>

namespace stormglass {

namespace pubsub {
class Service;
}

class PubsubBroker final : public Broker {
public:
    /// The first host of the context is where the endpoint is.
    PubsubBroker(const spec::PubsubSettings& settings, const BrokerContext& context);
    ~PubsubBroker() override;

    /// Precondition: the channel is of the topic kind.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId) override { }

    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId) override { }
    void pauseConsumer(ConsumerId consumer) override;
    void resumeConsumer(ConsumerId consumer) override;

    /// The whole service is unavailable. No message is lost.
    void crashNode(std::size_t index, bool isSilent) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    void dropProducer(ProducerId producer) override;
    void dropAll() override;

    std::unique_ptr<pubsub::Service> m_service;
    std::unique_ptr<BrokerFaults> m_faults;
};

}  // namespace stormglass
