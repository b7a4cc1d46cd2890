// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/fanout/fanout_broker.h"

#include "models/brokers/broker_faults.h"
#include "models/brokers/fanout/topic.h"
#include "models/brokers/sqs/queue.h"
#include "models/brokers/sqs/sends.h"

namespace stormglass {

class FanoutBroker::Faults final : public BrokerFaults {
public:
    explicit Faults(FanoutBroker& broker) : m_broker(broker) { }

    void deny(ChannelId channel, bool isWrite) override
    {
        fanout::Topic& topic = *m_broker.m_topics[channel.value];
        if (isWrite)
            return BrokerFaults::deny(channel, true);
        for (const auto& subscription : topic.subscriptions()) {
            if (subscription->isQueue())
                ++subscription->queue().denials.reads;
            else
                subscription->stop();
        }
    }

    void allow(ChannelId channel, bool isWrite) override
    {
        fanout::Topic& topic = *m_broker.m_topics[channel.value];
        if (isWrite)
            return BrokerFaults::allow(channel, true);
        for (const auto& subscription : topic.subscriptions()) {
            if (!subscription->isQueue())
                subscription->goOn();
            else if (--subscription->queue().denials.reads == 0)
                subscription->queue().queues.front()->serve();
        }
    }

private:
    /// Reads are denied at each subscription.
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override { return m_broker.m_topics[channel.value]->publishes().denials; }
    void readsAllowed(ChannelId) override { }

    FanoutBroker& m_broker;
};

FanoutBroker::FanoutBroker(const fanout::FrontSettings& settings, RulesOf rulesOf, const BrokerContext& context)
    : m_rulesOf(std::move(rulesOf)), m_front(std::make_unique<fanout::Front>(settings, context)), m_faults(std::make_unique<Faults>(*this))
{
}

FanoutBroker::~FanoutBroker() = default;

ChannelId FanoutBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    m_topics.push_back(std::make_unique<fanout::Topic>(*m_front, channel.name, m_rulesOf(channel.settings), probe));
    return ChannelId{static_cast<std::uint32_t>(m_topics.size() - 1)};
}

SubscriptionId FanoutBroker::addSubscription(ChannelId channel, const std::string& component)
{
    m_subscriptions.push_back(&m_topics[channel.value]->subscribe(component));
    return SubscriptionId{static_cast<std::uint32_t>(m_subscriptions.size() - 1)};
}

ProducerId FanoutBroker::addProducer(HostId host)
{
    m_producers.push_back(host);
    return ProducerId{static_cast<std::uint32_t>(m_producers.size() - 1)};
}

void FanoutBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_front->endpoint.sends->publish(producer, m_producers[producer.value], m_topics[channel.value]->publishes(), std::move(message),
                                     confirm);
}

ConsumerId FanoutBroker::attach(SubscriptionId id, Consumer& consumer, HostId host)
{
    fanout::Subscription& subscription = *m_subscriptions[id.value];
    Attached attached{.subscription = &subscription, .receiver = {}};
    if (subscription.isQueue())
        attached.receiver = m_front->queues().attach(subscription.queueId(), consumer, host);
    else
        attached.endpoint = subscription.attach(consumer, host);
    m_attached.push_back(attached);
    return ConsumerId{static_cast<std::uint32_t>(m_attached.size() - 1)};
}

void FanoutBroker::detach(ConsumerId consumer, Departure how)
{
    const Attached& attached = m_attached[consumer.value];
    if (attached.subscription->isQueue())
        m_front->queues().detach(attached.receiver, how);
    else
        attached.subscription->detach(attached.endpoint, how);
}

void FanoutBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    const Attached& attached = m_attached[consumer.value];
    if (attached.subscription->isQueue())
        m_front->queues().settle(attached.receiver, tag, settlement);
    else
        attached.subscription->settle(attached.endpoint, tag, settlement);
}

void FanoutBroker::poll(ConsumerId consumer)
{
    if (const Attached& attached = m_attached[consumer.value]; attached.subscription->isQueue())
        m_front->queues().poll(attached.receiver);
}

void FanoutBroker::pauseConsumer(ConsumerId consumer)
{
    if (const Attached& attached = m_attached[consumer.value]; attached.subscription->isQueue())
        m_front->queues().pauseConsumer(attached.receiver);
}

void FanoutBroker::resumeConsumer(ConsumerId consumer)
{
    if (const Attached& attached = m_attached[consumer.value]; attached.subscription->isQueue())
        m_front->queues().resumeConsumer(attached.receiver);
}

void FanoutBroker::pauseProducer(ProducerId producer) { m_front->endpoint.sends->pause(producer); }

void FanoutBroker::resumeProducer(ProducerId producer) { m_front->endpoint.sends->resume(producer); }

void FanoutBroker::crashNode(std::size_t, bool isSilent)
{
    m_front->endpoint.isUp = false;
    m_front->endpoint.isSilent = isSilent;
    for (fanout::Subscription* subscription : m_subscriptions)
        subscription->stop();
}

void FanoutBroker::restartNode(std::size_t)
{
    m_front->endpoint.isUp = true;
    for (fanout::Subscription* subscription : m_subscriptions)
        subscription->goOn();
}

std::uint64_t FanoutBroker::countHeld(ChannelId channel) const
{
    const fanout::Topic& topic = *m_topics[channel.value];
    std::uint64_t held = topic.countHeld();
    for (const auto& subscription : topic.subscriptions())
        if (subscription->isQueue())
            held += subscription->queue().queues.front()->countHeld();
    return held;
}

std::uint64_t FanoutBroker::countWaiting(SubscriptionId id) const
{
    const fanout::Subscription& subscription = *m_subscriptions[id.value];
    return subscription.isQueue() ? subscription.queue().queues.front()->countHeld() : subscription.countHeld();
}

std::optional<Bill> FanoutBroker::billOf(ChannelId channel) const { return m_topics[channel.value]->bill(); }

BrokerFaults& FanoutBroker::faults() { return *m_faults; }

void FanoutBroker::dropProducer(ProducerId producer) { m_front->endpoint.sends->drop(producer); }

void FanoutBroker::dropAll()
{
    for (const auto& topic : m_topics)
        topic->clear();
    m_front->endpoint.clear();
}

}  // namespace stormglass
