// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Redis Streams as their clients see them.
//
// Guarantees: a confirmed message is in the memory of the master. It is handed to one reader of each group, once; whatever
// that reader does not acknowledge stays pending until another claims it.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/redis.h"

#include <memory>

namespace stormglass {

namespace redis {
class Server;
}

class RedisBroker final : public Broker {
public:
    RedisBroker(const spec::RedisSettings& settings, const BrokerContext& context);
    ~RedisBroker() override;

    /// Precondition: the channel is of the stream kind.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId) override { }

    /// To attach is the first poll.
    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId consumer) override;

    void crashNode(std::size_t index, bool isSilent) override;
    void pauseNode(std::size_t index) override;
    void losePower(std::size_t index) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    /// Commands under way are not affected.
    void dropProducer(ProducerId) override { }
    void dropAll() override;

    std::unique_ptr<redis::Server> m_server;
    std::unique_ptr<BrokerFaults> m_faults;
    std::vector<HostId> m_producers;
};

}  // namespace stormglass
