// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A managed service that fans out, as its clients see it: SNS, EventBridge.
//
// Guarantees: a publish is accepted when the service has the message; each subscription whose filter lets it through then
// gets a copy, which is tried again as the rules have it, and may come more than once.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/brokers/fanout/rules.h"
#include "models/spec/component.h"

#include <memory>

namespace stormglass {

namespace fanout {
struct Front;
struct FrontSettings;
class Subscription;
class Topic;
}

class FanoutBroker final : public Broker {
public:
    /// What holds for a channel of the kind of the service.
    using RulesOf = std::function<fanout::TopicRules(const spec::ChannelSettings&)>;

    /// The first host of the context is where the endpoint is. The queues are those of a peer.
    FanoutBroker(const fanout::FrontSettings& settings, RulesOf rulesOf, const BrokerContext& context);
    ~FanoutBroker() override;

    /// Precondition: the channel is of the topic kind.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    /// Precondition: the peer with the queues has all its channels.
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId) override { }

    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId consumer) override;
    void pauseConsumer(ConsumerId consumer) override;
    void resumeConsumer(ConsumerId consumer) override;
    void pauseProducer(ProducerId producer) override;
    void resumeProducer(ProducerId producer) override;

    /// The whole service is unavailable: it refuses publishes, or keeps silent, and delivers nothing. No message is lost.
    void crashNode(std::size_t index, bool isSilent) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] std::optional<Bill> billOf(ChannelId channel) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    /// Of one subscription: a receiver at its queue, or an endpoint of it.
    struct Attached {
        fanout::Subscription* subscription = nullptr;
        ConsumerId receiver;
        std::size_t endpoint = 0;
    };
    class Faults;

    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    void dropProducer(ProducerId producer) override;
    void dropAll() override;

    const RulesOf m_rulesOf;
    std::unique_ptr<fanout::Front> m_front;
    std::unique_ptr<BrokerFaults> m_faults;
    std::vector<std::unique_ptr<fanout::Topic>> m_topics;
    std::vector<fanout::Subscription*> m_subscriptions;
    std::vector<Attached> m_attached;
    std::vector<HostId> m_producers;
};

}  // namespace stormglass
