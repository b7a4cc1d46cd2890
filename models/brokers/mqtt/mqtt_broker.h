// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An MQTT broker as its clients see it: one node, as Mosquitto.
//
// Guarantees: with QoS 0 a message comes at most once, and is lost with a connection; with QoS 1 it comes at least once, again
// and marked as DUP after a new connection; with QoS 2 exactly once, for as long as neither end loses its session. In a
// session the order of one publisher's messages is kept but for what comes again.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/mqtt.h"

#include <memory>

namespace stormglass {

namespace mqtt {
class Server;
}

class MqttBroker final : public Broker {
public:
    /// The first host of the context is where the broker is.
    MqttBroker(const spec::MqttSettings& settings, const BrokerContext& context);
    ~MqttBroker() override;

    /// Precondition: the channel is an MQTT topic.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId producer) override;

    /// The same consumer is the same client, and finds the session that it had.
    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId) override { }
    void pauseConsumer(ConsumerId consumer) override;
    void resumeConsumer(ConsumerId consumer) override;
    void pauseProducer(ProducerId producer) override;
    void resumeProducer(ProducerId producer) override;

    /// What is saved is on the disk, so that the power of the host makes no difference.
    void crashNode(std::size_t index, bool isSilent) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    void dropProducer(ProducerId producer) override;
    void dropAll() override;

    std::unique_ptr<mqtt::Server> m_server;
    std::unique_ptr<BrokerFaults> m_faults;
};

}  // namespace stormglass
