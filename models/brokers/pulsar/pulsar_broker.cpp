// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/pulsar_broker.h"

#include "models/brokers/pulsar/faults.h"
#include "models/brokers/pulsar/publisher.h"
#include "models/brokers/pulsar/subscriber.h"
#include "models/brokers/pulsar/subscription.h"

namespace stormglass {

using namespace pulsar;

PulsarBroker::PulsarBroker(const spec::PulsarSettings& settings, const BrokerContext& context)
    : m_cluster(std::make_unique<Cluster>(settings, context)), m_faults(std::make_unique<pulsar::Faults>(*m_cluster))
{
}

PulsarBroker::~PulsarBroker() = default;

ChannelId PulsarBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    auto& topics = m_cluster->topics;
    const auto index = static_cast<std::uint32_t>(topics.size());
    topics.push_back(std::make_unique<Topic>());
    Topic& topic = *topics.back();
    topic.name = channel.name;
    topic.settings = std::get<spec::PulsarTopic>(channel.settings);
    topic.probe = &probe;
    topic.index = index;
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(topic.settings.partitions); ++i)
        topic.partitions.push_back(std::make_unique<Partition>(*m_cluster, topic, i,
                                                               static_cast<std::uint32_t>((index + i) % m_cluster->servers.size())));
    return ChannelId{index};
}

SubscriptionId PulsarBroker::addSubscription(ChannelId channel, const std::string&)
{
    Topic& topic = *m_cluster->topics[channel.value];
    auto& subscriptions = m_cluster->subscriptions;
    subscriptions.push_back(std::make_unique<pulsar::Subscription>(topic));
    for (const std::unique_ptr<Partition>& partition : topic.partitions) {
        subscriptions.back()->dispatchers.push_back(std::make_unique<Dispatcher>(*m_cluster, *partition));
        partition->dispatchers.push_back(subscriptions.back()->dispatchers.back().get());
    }
    topic.subscriptions.push_back(subscriptions.back().get());
    return SubscriptionId{static_cast<std::uint32_t>(subscriptions.size() - 1)};
}

ProducerId PulsarBroker::addProducer(HostId host)
{
    auto& publishers = m_cluster->publishers;
    const auto number = static_cast<std::uint32_t>(publishers.size());
    publishers.push_back(std::make_unique<Publisher>(*m_cluster, host, number));
    return ProducerId{number};
}

void PulsarBroker::reviveProducer(ProducerId producer) { m_cluster->publishers[producer.value]->revive(); }

void PulsarBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_cluster->publishers[producer.value]->publish(*m_cluster->topics[channel.value], std::move(message), confirm);
}

void PulsarBroker::dropProducer(ProducerId producer) { m_cluster->publishers[producer.value]->died(); }

ConsumerId PulsarBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    auto& subscribers = m_cluster->subscribers;
    subscribers.push_back(std::make_unique<Subscriber>(*m_cluster, *m_cluster->subscriptions[subscription.value], consumer, host));
    return ConsumerId{static_cast<std::uint32_t>(subscribers.size() - 1)};
}

void PulsarBroker::detach(ConsumerId consumer, Departure how) { m_cluster->subscribers[consumer.value]->detach(how); }

void PulsarBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_cluster->subscribers[consumer.value]->settle(tag, settlement);
}

void PulsarBroker::pauseConsumer(ConsumerId consumer) { m_cluster->subscribers[consumer.value]->pause(); }

void PulsarBroker::resumeConsumer(ConsumerId consumer) { m_cluster->subscribers[consumer.value]->resume(); }

void PulsarBroker::crashNode(std::size_t index, bool isSilent) { m_cluster->crash(index, isSilent); }

void PulsarBroker::losePower(std::size_t index) { m_cluster->losePower(index); }

void PulsarBroker::restartNode(std::size_t index) { m_cluster->restart(index); }

void PulsarBroker::pauseNode(std::size_t index) { m_cluster->pause(index); }

std::uint64_t PulsarBroker::countHeld(ChannelId channel) const
{
    const Topic& topic = *m_cluster->topics[channel.value];
    std::uint64_t held = 0;
    for (const std::unique_ptr<Publisher>& publisher : m_cluster->publishers)
        held += publisher->countHeld(topic);
    for (const pulsar::Subscription* subscription : topic.subscriptions)
        for (const std::unique_ptr<Dispatcher>& dispatcher : subscription->dispatchers)
            held += dispatcher->countHeld();
    return held;
}

std::uint64_t PulsarBroker::countWaiting(SubscriptionId subscription) const
{
    std::uint64_t waiting = 0;
    for (const std::unique_ptr<Dispatcher>& dispatcher : m_cluster->subscriptions[subscription.value]->dispatchers)
        waiting += dispatcher->countWaiting();
    return waiting;
}

BrokerFaults& PulsarBroker::faults() { return *m_faults; }

void PulsarBroker::dropAll()
{
    for (const std::unique_ptr<Publisher>& publisher : m_cluster->publishers)
        publisher->clear();
    for (const std::unique_ptr<pulsar::Subscription>& subscription : m_cluster->subscriptions)
        for (const std::unique_ptr<Dispatcher>& dispatcher : subscription->dispatchers)
            dispatcher->clear();
    for (const std::unique_ptr<Topic>& topic : m_cluster->topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions)
            partition->clear();
    m_cluster->batches.clear();
}

}  // namespace stormglass
