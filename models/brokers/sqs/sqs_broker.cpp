// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/sqs_broker.h"

#include "models/brokers/sqs/faults.h"
#include "models/brokers/sqs/queue.h"
#include "models/brokers/sqs/receiver.h"
#include "models/brokers/sqs/sends.h"

namespace stormglass {

using namespace sqs;

SqsBroker::SqsBroker(const spec::SqsSettings& settings, const BrokerContext& context)
    : m_service(std::make_unique<Service>(settings, context)), m_faults(std::make_unique<Faults>(*m_service))
{
}

SqsBroker::~SqsBroker() = default;

ChannelId SqsBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    addTopic(channel.name, std::get<spec::SqsQueue>(channel.settings), probe);
    return ChannelId{static_cast<std::uint32_t>(m_service->topics.size() - 1)};
}

Topic& SqsBroker::addTopic(const std::string& name, const spec::SqsQueue& settings, ChannelProbe& probe)
{
    return *m_service->topics.emplace_back(std::make_unique<Topic>(name, settings, probe));
}

SubscriptionId SqsBroker::addSubscription(ChannelId channel, const std::string&)
{
    return addQueue(*m_service->topics[channel.value]);
}

SubscriptionId SqsBroker::addQueue(Topic& topic)
{
    m_service->queues.push_back(std::make_unique<Queue>(*m_service, topic));
    topic.queues.push_back(m_service->queues.back().get());
    return SubscriptionId{static_cast<std::uint32_t>(m_service->queues.size() - 1)};
}

ProducerId SqsBroker::addProducer(HostId host)
{
    m_producers.push_back(host);
    return ProducerId{static_cast<std::uint32_t>(m_producers.size() - 1)};
}

void SqsBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_service->sends->publish(producer, m_producers[producer.value], *m_service->topics[channel.value], std::move(message), confirm);
}

ConsumerId SqsBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    auto& receivers = m_service->receivers;
    receivers.push_back(
        std::make_unique<Receiver>(*m_service, *m_service->queues[subscription.value], consumer, host));
    receivers.back()->poll();
    return ConsumerId{static_cast<std::uint32_t>(receivers.size() - 1)};
}

void SqsBroker::detach(ConsumerId consumer, Departure how) { m_service->receivers[consumer.value]->detach(how); }

void SqsBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_service->receivers[consumer.value]->settle(tag, settlement);
}

void SqsBroker::poll(ConsumerId consumer) { m_service->receivers[consumer.value]->poll(); }

void SqsBroker::pauseConsumer(ConsumerId consumer) { m_service->receivers[consumer.value]->pause(); }

void SqsBroker::resumeConsumer(ConsumerId consumer) { m_service->receivers[consumer.value]->resume(); }

void SqsBroker::pauseProducer(ProducerId producer) { m_service->sends->pause(producer); }

void SqsBroker::resumeProducer(ProducerId producer) { m_service->sends->resume(producer); }

void SqsBroker::crashNode(std::size_t, bool isSilent)
{
    m_service->isUp = false;
    m_service->isSilent = isSilent;
}

void SqsBroker::restartNode(std::size_t)
{
    m_service->isUp = true;
    for (const std::unique_ptr<Queue>& queue : m_service->queues)
        queue->serve();
}

std::uint64_t SqsBroker::countHeld(ChannelId channel) const
{
    const Topic& topic = *m_service->topics[channel.value];
    std::uint64_t held = m_service->sends->countCopies(topic);
    for (const Queue* queue : topic.queues)
        held += queue->countHeld();
    return held;
}

std::uint64_t SqsBroker::countWaiting(SubscriptionId subscription) const
{
    return m_service->queues[subscription.value]->countHeld();
}

std::optional<Bill> SqsBroker::billOf(ChannelId channel) const
{
    return m_service->billOf(*m_service->topics[channel.value]);
}

BrokerFaults& SqsBroker::faults() { return *m_faults; }

void SqsBroker::dropProducer(ProducerId producer) { m_service->sends->drop(producer); }

void SqsBroker::dropAll() { m_service->clear(); }

}  // namespace stormglass
