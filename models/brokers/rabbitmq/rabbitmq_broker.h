// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A RabbitMQ cluster as its clients see it.
//
// Guarantees: a confirmed message is on the disk of the queue's node (classic) or of a majority (quorum) and stays in
// the queue until a consumer acknowledges it; it comes again, marked as redelivered, when a consumer gives it back or
// its connection is lost. One queue keeps the order in which messages arrived but for what came back.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/rabbitmq.h"

#include <memory>

namespace stormglass {

namespace rabbitmq {
class Cluster;
}

class RabbitmqBroker final : public Broker {
public:
    RabbitmqBroker(const spec::RabbitmqSettings& settings, const BrokerContext& context);
    ~RabbitmqBroker() override;

    /// Precondition: the channel is of a RabbitMQ queue kind.
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

    void crashNode(std::size_t index, bool isSilent) override;
    void losePower(std::size_t index) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] BrokerFaults& faults() override;

    void endWarmUp() override;
    void addFigures(const AddBrokerFigure& add) const override;
    [[nodiscard]] std::span<const BrokerNotice> notices() const override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    /// Everything that was published has been sent, and goes on its way.
    void dropProducer(ProducerId) override { }
    void dropAll() override;

    std::unique_ptr<rabbitmq::Cluster> m_cluster;
    std::unique_ptr<BrokerFaults> m_faults;
};

}  // namespace stormglass
