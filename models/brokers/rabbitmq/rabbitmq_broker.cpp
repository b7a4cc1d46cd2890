// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/rabbitmq_broker.h"

#include "models/brokers/rabbitmq/alarms.h"
#include "models/brokers/rabbitmq/bound_queues.h"
#include "models/brokers/rabbitmq/faults.h"
#include "models/brokers/rabbitmq/message_queue.h"
#include "models/brokers/rabbitmq/publisher.h"
#include "models/brokers/rabbitmq/stream.h"
#include "models/brokers/rabbitmq/subscriber.h"

#include <algorithm>

namespace stormglass {

using namespace rabbitmq;

RabbitmqBroker::RabbitmqBroker(const spec::RabbitmqSettings& settings, const BrokerContext& context)
    : m_cluster(std::make_unique<Cluster>(settings, context)), m_faults(std::make_unique<Faults>(*m_cluster))
{
}

RabbitmqBroker::~RabbitmqBroker() = default;

ChannelId RabbitmqBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    auto& exchanges = m_cluster->exchanges;
    const auto& settings = std::get<spec::RabbitmqQueue>(channel.settings);
    exchanges.push_back(std::make_unique<Exchange>(channel.name, settings, probe));
    Exchange& exchange = *exchanges.back();
    if (settings.exchangeType != spec::RabbitmqExchangeType::Fanout || !settings.bindings.empty() || !settings.alternateExchange.empty())
        exchange.bound = std::make_unique<BoundQueues>(*m_cluster, exchange);
    static const std::vector<std::string> kNoNames;
    const BrokerContext& context = m_cluster->context;
    if (!settings.properties.empty())
        exchange.stationery = std::make_unique<Stationery>(settings.properties, m_cluster->envelopes,
                                                           context.eventNames == nullptr ? kNoNames : *context.eventNames,
                                                           context.random.stream(context.name + "." + channel.name, "message properties"));
    const ChannelId id{static_cast<std::uint32_t>(exchanges.size() - 1)};
    if (settings.hasWaitingQueue)
        static_cast<void>(addSubscription(id, {}));
    return id;
}

SubscriptionId RabbitmqBroker::addSubscription(ChannelId channel, const std::string& component)
{
    auto& queues = m_cluster->queues;
    Exchange& exchange = *m_cluster->exchanges[channel.value];
    const auto number = static_cast<std::uint32_t>(queues.size());
    const auto nodes = static_cast<std::uint32_t>(m_cluster->nodes.size());
    if (exchange.settings.type == spec::RabbitmqQueueType::Stream)
        queues.push_back(std::make_unique<Stream>(*m_cluster, exchange, component, exchange.queues.empty() ? number % nodes : exchange.queues.front()->home()));
    else
        queues.push_back(std::make_unique<MessageQueue>(*m_cluster, exchange, component, number % nodes));
    exchange.queues.push_back(queues.back().get());
    return SubscriptionId{number};
}

ProducerId RabbitmqBroker::addProducer(HostId host)
{
    auto& publishers = m_cluster->publishers;
    const auto number = static_cast<std::uint32_t>(publishers.size());
    const auto nodes = static_cast<std::uint32_t>(m_cluster->nodes.size());
    publishers.push_back(std::make_unique<Publisher>(*m_cluster, number, host, number % nodes));
    return ProducerId{number};
}

void RabbitmqBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_cluster->publishers[producer.value]->publish(*m_cluster->exchanges[channel.value], std::move(message), confirm);
}

ConsumerId RabbitmqBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    auto& subscribers = m_cluster->subscribers;
    const auto number = static_cast<std::uint32_t>(subscribers.size());
    const auto nodes = static_cast<std::uint32_t>(m_cluster->nodes.size());
    Queue& queue = *m_cluster->queues[subscription.value];
    subscribers.push_back(std::make_unique<Subscriber>(*m_cluster, queue, consumer, host, number % nodes));
    subscribers.back()->connectIn(Duration{});
    return ConsumerId{number};
}

void RabbitmqBroker::detach(ConsumerId consumer, Departure how)
{
    m_cluster->subscribers[consumer.value]->detach(how);
}

void RabbitmqBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_cluster->subscribers[consumer.value]->settle(tag, settlement);
}

void RabbitmqBroker::pauseConsumer(ConsumerId consumer) { m_cluster->subscribers[consumer.value]->pause(); }

void RabbitmqBroker::resumeConsumer(ConsumerId consumer) { m_cluster->subscribers[consumer.value]->resume(); }

void RabbitmqBroker::crashNode(std::size_t index, bool isSilent)
{
    if (!m_cluster->nodes[index].isCrashed)
        m_cluster->crash(static_cast<std::uint32_t>(index), isSilent);
}

void RabbitmqBroker::losePower(std::size_t index) { m_cluster->losePower(static_cast<std::uint32_t>(index)); }

void RabbitmqBroker::restartNode(std::size_t index)
{
    if (m_cluster->nodes[index].isCrashed)
        m_cluster->restart(static_cast<std::uint32_t>(index));
}

std::uint64_t RabbitmqBroker::countHeld(ChannelId channel) const
{
    const Exchange& exchange = *m_cluster->exchanges[channel.value];
    std::uint64_t held = 0;
    for (const Queue* queue : exchange.queues)
        held += queue->countHeld();
    for (const auto& publisher : m_cluster->publishers)
        held += publisher->countHeld(exchange);
    for (const auto& subscriber : m_cluster->subscribers)
        if (std::ranges::find(exchange.queues, &subscriber->queue()) != exchange.queues.end())
            held += subscriber->countHeld();
    return held;
}

std::uint64_t RabbitmqBroker::countWaiting(SubscriptionId subscription) const
{
    const Queue& queue = *m_cluster->queues[subscription.value];
    std::uint64_t waiting = queue.countHeld();
    for (const auto& subscriber : m_cluster->subscribers)
        waiting += &subscriber->queue() == &queue ? subscriber->countHeld() : 0;
    return waiting;
}

BrokerFaults& RabbitmqBroker::faults() { return *m_faults; }

void RabbitmqBroker::endWarmUp() { m_cluster->endWarmUp(); }

void RabbitmqBroker::addFigures(const AddBrokerFigure& add) const
{
    m_cluster->alarms().addFigures(add);
    add("flow", m_cluster->flowShare(), m_cluster->publishers.size());
}

std::span<const BrokerNotice> RabbitmqBroker::notices() const { return m_cluster->alarms().notices(); }

void RabbitmqBroker::dropAll()
{
    m_cluster->alarms().clear();
    for (const auto& queue : m_cluster->queues)
        queue->clear();
    for (const auto& publisher : m_cluster->publishers)
        publisher->clear();
    for (const auto& subscriber : m_cluster->subscribers)
        subscriber->clear();
}

}  // namespace stormglass
