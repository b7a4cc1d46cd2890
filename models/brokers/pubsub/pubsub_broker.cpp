// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pubsub/pubsub_broker.h"

#include "models/brokers/broker_faults.h"
#include "models/brokers/pubsub/publisher.h"
#include "models/brokers/pubsub/subscriber.h"
#include "models/brokers/pubsub/subscription.h"

namespace stormglass {

using namespace pubsub;

namespace pubsub {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Service& service) : m_service(service) { }

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override { return m_service.topics[channel.value]->denials; }
    void readsAllowed(ChannelId) override { m_service.serveAll(); }

    Service& m_service;
};

}  // namespace pubsub

PubsubBroker::PubsubBroker(const spec::PubsubSettings& settings, const BrokerContext& context)
    : m_service(std::make_unique<Service>(settings, context)), m_faults(std::make_unique<pubsub::Faults>(*m_service))
{
}

PubsubBroker::~PubsubBroker() = default;

ChannelId PubsubBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    auto& topics = m_service->topics;
    topics.push_back(std::make_unique<Topic>(
        Topic{.name = channel.name, .settings = std::get<spec::PubsubTopic>(channel.settings), .probe = &probe, .subscriptions = {}}));
    return ChannelId{static_cast<std::uint32_t>(topics.size() - 1)};
}

SubscriptionId PubsubBroker::addSubscription(ChannelId channel, const std::string&)
{
    Topic& topic = *m_service->topics[channel.value];
    auto& subscriptions = m_service->subscriptions;
    subscriptions.push_back(std::make_unique<Subscription>(*m_service, topic));
    topic.subscriptions.push_back(subscriptions.back().get());
    return SubscriptionId{static_cast<std::uint32_t>(subscriptions.size() - 1)};
}

ProducerId PubsubBroker::addProducer(HostId host)
{
    auto& publishers = m_service->publishers;
    publishers.push_back(std::make_unique<Publisher>(*m_service, host));
    return ProducerId{static_cast<std::uint32_t>(publishers.size() - 1)};
}

void PubsubBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_service->publishers[producer.value]->publish(*m_service->topics[channel.value], std::move(message), confirm);
}

void PubsubBroker::dropProducer(ProducerId producer) { m_service->publishers[producer.value]->died(); }

ConsumerId PubsubBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    auto& subscribers = m_service->subscribers;
    Subscription& source = *m_service->subscriptions[subscription.value];
    subscribers.push_back(std::make_unique<Subscriber>(*m_service, source, consumer, host));
    source.attach(*subscribers.back());
    return ConsumerId{static_cast<std::uint32_t>(subscribers.size() - 1)};
}

void PubsubBroker::detach(ConsumerId consumer, Departure) { m_service->subscribers[consumer.value]->detach(); }

void PubsubBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_service->subscribers[consumer.value]->settle(tag, settlement);
}

void PubsubBroker::pauseConsumer(ConsumerId consumer) { m_service->subscribers[consumer.value]->pause(); }

void PubsubBroker::resumeConsumer(ConsumerId consumer) { m_service->subscribers[consumer.value]->resume(); }

void PubsubBroker::crashNode(std::size_t, bool isSilent)
{
    m_service->isUp = false;
    m_service->isSilent = isSilent;
}

void PubsubBroker::restartNode(std::size_t)
{
    m_service->isUp = true;
    m_service->serveAll();
}

std::uint64_t PubsubBroker::countHeld(ChannelId channel) const
{
    const Topic& topic = *m_service->topics[channel.value];
    std::uint64_t held = 0;
    for (const std::unique_ptr<Publisher>& publisher : m_service->publishers)
        held += publisher->countHeld(topic);
    for (const Subscription* subscription : topic.subscriptions)
        held += subscription->countHeld();
    return held;
}

std::uint64_t PubsubBroker::countWaiting(SubscriptionId subscription) const
{
    return m_service->subscriptions[subscription.value]->countHeld();
}

BrokerFaults& PubsubBroker::faults() { return *m_faults; }

void PubsubBroker::dropAll()
{
    for (const std::unique_ptr<Publisher>& publisher : m_service->publishers)
        publisher->clear();
    for (const std::unique_ptr<Subscription>& subscription : m_service->subscriptions)
        subscription->clear();
}

}  // namespace stormglass
