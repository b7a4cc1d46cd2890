// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/broker_world.h"

namespace stormglass::tests {

void Confirm::completed(Outcome ended)
{
    isOpen = false;
    outcome = ended;
    at = calendar->now();
}

TestConsumer::TestConsumer(BrokerWorld& world, Broker& broker, SubscriptionId subscription, HostId host)
    : m_world(world), m_broker(broker), m_subscription(subscription), m_host(host)
{
}

void TestConsumer::attach()
{
    m_id = m_broker.attach(m_subscription, *this, m_host);
    m_isAttached = true;
    m_broker.poll(m_id);
}

void TestConsumer::detach(Departure how)
{
    ++m_life;
    m_isAttached = m_isBusy = false;
    m_held.clear();
    m_broker.detach(m_id, how);
}

void TestConsumer::deliver(Delivery delivery)
{
    deliveries.push_back(
        {delivery.message.key, delivery.message.size, delivery.isRedelivered, m_world.calendar.now()});
    m_held.push_back(std::move(delivery));
    if (!m_isBusy)
        handleNext();
}

void TestConsumer::closed()
{
    if (isForgetting)
        m_held.erase(m_held.begin() + (m_isBusy ? 1 : 0), m_held.end());
}

void TestConsumer::handleNext()
{
    if (isHolding || m_isPaused)
        return;
    m_isBusy = true;
    m_world.network.after(handlingTime, [this, life = m_life] {
        m_isDue = life == m_life && m_isPaused;
        if (life == m_life && !m_isPaused)
            settleOldest(answer);
    });
}

void TestConsumer::pause()
{
    m_isPaused = true;
    m_broker.pauseConsumer(m_id);
}

void TestConsumer::resume()
{
    m_isPaused = false;
    m_broker.resumeConsumer(m_id);
    if (std::exchange(m_isDue, false))
        settleOldest(answer);
    else if (!m_isBusy && !m_held.empty())
        handleNext();
}

void TestConsumer::settleOldest(Settlement settlement)
{
    const std::uint64_t tag = m_held.front().tag;
    if (forwardsTo && settlement == Settlement::Acknowledge)
        forward(m_held.front().message);
    m_held.pop_front();
    m_isBusy = false;
    m_broker.settle(m_id, tag, settlement);
    if (!m_held.empty())
        handleNext();
    else
        m_broker.poll(m_id);
}

void TestConsumer::forward(const Message& message)
{
    Message next = message;
    next.publishedAt = m_world.calendar.now();
    m_broker.publish(m_broker.transactionalProducer(m_id).value_or(forwardsBy), *forwardsTo, std::move(next), {});
}

std::string TestConsumer::text() const
{
    std::string text;
    for (const Handled& handled : deliveries) {
        if (!text.empty())
            text += ' ';
        text += std::to_string(handled.key);
        if (handled.isRedelivered)
            text += '*';
    }
    return text;
}

std::vector<std::int32_t> TestConsumer::sizesOf(std::uint64_t key) const
{
    std::vector<std::int32_t> sizes;
    for (const Handled& handled : deliveries)
        if (handled.key == key && !handled.isRedelivered)
            sizes.push_back(handled.size);
    return sizes;
}

BrokerWorld::BrokerWorld(const spec::ComponentSettings& settings, std::size_t nodes, Duration way)
    : ways(way), network(calendar, ways), tracker(calendar, spec::Flow{}, PhaseBounds{})
{
    BrokerContext context{calendar, network, completions, random, "broker", {}};
    for (std::size_t i = 0; i < nodes; ++i)
        context.hosts.push_back(newHost());
    context.eventNames = &eventNames;
    broker = makeBroker({"broker", settings}, context);
}

BrokerWorld::~BrokerWorld()
{
    broker->clear();
}

ChannelId BrokerWorld::addChannel(const std::string& name, const spec::ChannelSettings& settings)
{
    m_probes.push_back(std::make_unique<ChannelProbe>());
    return broker->addChannel({name, "broker", settings}, *m_probes.back());
}

SubscriptionId BrokerWorld::subscribe(ChannelId channel, const std::string& component)
{
    return broker->addSubscription(channel, component);
}

TestConsumer& BrokerWorld::addConsumer(Broker& of, SubscriptionId subscription)
{
    return m_consumers.emplace_back(*this, of, subscription, newHost());
}

Confirm& BrokerWorld::publish(Broker& to, ProducerId producer, ChannelId channel, Message message)
{
    Confirm& confirm = m_confirms.emplace_back();
    confirm.calendar = &calendar;
    message.publishedAt = calendar.now();
    to.publish(producer, channel, std::move(message), completions.open(confirm));
    return confirm;
}

bool BrokerWorld::isBalanced() const
{
    for (std::uint32_t i = 0; i < m_probes.size(); ++i)
        if (broker->countHeld(ChannelId{i}) != m_probes[i]->held())
            return false;
    return true;
}

}  // namespace stormglass::tests
