// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sns/sns_broker.h"

#include "models/brokers/broker_faults.h"
#include "models/brokers/sns/topic.h"
#include "models/brokers/sqs/queue.h"
#include "models/brokers/sqs/sends.h"

namespace stormglass {

class SnsBroker::Faults final : public BrokerFaults {
public:
    explicit Faults(SnsBroker& broker) : m_broker(broker) { }

    void deny(ChannelId channel, bool isWrite) override
    {
        sns::Topic& topic = *m_broker.m_topics[channel.value];
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
        sns::Topic& topic = *m_broker.m_topics[channel.value];
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

    SnsBroker& m_broker;
};

SnsBroker::SnsBroker(const spec::SnsSettings& settings, const BrokerContext& context)
    : m_front(std::make_unique<sns::Front>(settings, context)), m_faults(std::make_unique<Faults>(*this))
{
}

SnsBroker::~SnsBroker() = default;

ChannelId SnsBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    m_topics.push_back(std::make_unique<sns::Topic>(*m_front, channel.name, std::get<spec::SnsTopic>(channel.settings), probe));
    return ChannelId{static_cast<std::uint32_t>(m_topics.size() - 1)};
}

SubscriptionId SnsBroker::addSubscription(ChannelId channel, const std::string& component)
{
    m_subscriptions.push_back(&m_topics[channel.value]->subscribe(component));
    return SubscriptionId{static_cast<std::uint32_t>(m_subscriptions.size() - 1)};
}

ProducerId SnsBroker::addProducer(HostId host)
{
    m_producers.push_back(host);
    return ProducerId{static_cast<std::uint32_t>(m_producers.size() - 1)};
}

void SnsBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_front->endpoint.sends->publish(producer, m_producers[producer.value], m_topics[channel.value]->publishes(), std::move(message),
                                     confirm);
}

ConsumerId SnsBroker::attach(SubscriptionId id, Consumer& consumer, HostId host)
{
    sns::Subscription& subscription = *m_subscriptions[id.value];
    Attached attached{.subscription = &subscription, .receiver = {}};
    if (subscription.isQueue())
        attached.receiver = m_front->queues().attach(subscription.queueId(), consumer, host);
    else
        attached.endpoint = subscription.attach(consumer, host);
    m_attached.push_back(attached);
    return ConsumerId{static_cast<std::uint32_t>(m_attached.size() - 1)};
}

void SnsBroker::detach(ConsumerId consumer, Departure how)
{
    const Attached& attached = m_attached[consumer.value];
    if (attached.subscription->isQueue())
        m_front->queues().detach(attached.receiver, how);
    else
        attached.subscription->detach(attached.endpoint, how);
}

void SnsBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    const Attached& attached = m_attached[consumer.value];
    if (attached.subscription->isQueue())
        m_front->queues().settle(attached.receiver, tag, settlement);
    else
        attached.subscription->settle(attached.endpoint, tag, settlement);
}

void SnsBroker::poll(ConsumerId consumer)
{
    if (const Attached& attached = m_attached[consumer.value]; attached.subscription->isQueue())
        m_front->queues().poll(attached.receiver);
}

void SnsBroker::pauseConsumer(ConsumerId consumer)
{
    if (const Attached& attached = m_attached[consumer.value]; attached.subscription->isQueue())
        m_front->queues().pauseConsumer(attached.receiver);
}

void SnsBroker::resumeConsumer(ConsumerId consumer)
{
    if (const Attached& attached = m_attached[consumer.value]; attached.subscription->isQueue())
        m_front->queues().resumeConsumer(attached.receiver);
}

void SnsBroker::pauseProducer(ProducerId producer) { m_front->endpoint.sends->pause(producer); }

void SnsBroker::resumeProducer(ProducerId producer) { m_front->endpoint.sends->resume(producer); }

void SnsBroker::crashNode(std::size_t, bool isSilent)
{
    m_front->endpoint.isUp = false;
    m_front->endpoint.isSilent = isSilent;
    for (sns::Subscription* subscription : m_subscriptions)
        subscription->stop();
}

void SnsBroker::restartNode(std::size_t)
{
    m_front->endpoint.isUp = true;
    for (sns::Subscription* subscription : m_subscriptions)
        subscription->goOn();
}

std::uint64_t SnsBroker::countHeld(ChannelId channel) const
{
    const sns::Topic& topic = *m_topics[channel.value];
    std::uint64_t held = topic.countHeld();
    for (const auto& subscription : topic.subscriptions())
        if (subscription->isQueue())
            held += subscription->queue().queues.front()->countHeld();
    return held;
}

std::uint64_t SnsBroker::countWaiting(SubscriptionId id) const
{
    const sns::Subscription& subscription = *m_subscriptions[id.value];
    return subscription.isQueue() ? subscription.queue().queues.front()->countHeld() : subscription.countHeld();
}

std::optional<Bill> SnsBroker::billOf(ChannelId channel) const { return m_topics[channel.value]->bill(); }

BrokerFaults& SnsBroker::faults() { return *m_faults; }

void SnsBroker::dropProducer(ProducerId producer) { m_front->endpoint.sends->drop(producer); }

void SnsBroker::dropAll()
{
    for (const auto& topic : m_topics)
        topic->clear();
    m_front->endpoint.clear();
}

}  // namespace stormglass
