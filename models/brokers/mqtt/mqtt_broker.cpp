// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/mqtt/mqtt_broker.h"

#include "models/brokers/message_faults.h"
#include "models/brokers/mqtt/faults.h"
#include "models/brokers/mqtt/group.h"
#include "models/brokers/mqtt/publisher.h"
#include "models/brokers/mqtt/session.h"

#include <algorithm>

namespace stormglass {

MqttBroker::MqttBroker(const spec::MqttSettings& settings, const BrokerContext& context)
    : m_server(std::make_unique<mqtt::Server>(settings, context)), m_faults(std::make_unique<mqtt::Faults>(*m_server))
{
    // A will tells of no flow: whoever gets it takes note of it, in no time.
    if (!settings.publisher.client.willChannel.empty() || !settings.subscriber.client.willChannel.empty())
        m_server->will = messageFaults(context.network).addForeign(Duration::zero());
}

MqttBroker::~MqttBroker() = default;

ChannelId MqttBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    auto& topics = m_server->topics;
    topics.push_back(std::make_unique<mqtt::Topic>(mqtt::Topic{
        .name = channel.name, .settings = std::get<spec::MqttTopic>(channel.settings), .probe = &probe, .groups = {}}));
    return ChannelId{static_cast<std::uint32_t>(topics.size() - 1)};
}

SubscriptionId MqttBroker::addSubscription(ChannelId channel, const std::string&)
{
    auto& groups = m_server->groups;
    mqtt::Topic& topic = *m_server->topics[channel.value];
    groups.push_back(std::make_unique<mqtt::Group>(*m_server, topic));
    topic.groups.push_back(groups.back().get());
    return SubscriptionId{static_cast<std::uint32_t>(groups.size() - 1)};
}

ProducerId MqttBroker::addProducer(HostId host)
{
    auto& publishers = m_server->publishers;
    publishers.push_back(std::make_unique<mqtt::Publisher>(*m_server, host));
    publishers.back()->begin();
    return ProducerId{static_cast<std::uint32_t>(publishers.size() - 1)};
}

void MqttBroker::reviveProducer(ProducerId producer) { m_server->publishers[producer.value]->begin(); }

void MqttBroker::dropProducer(ProducerId producer) { m_server->publishers[producer.value]->crash(); }

void MqttBroker::pauseProducer(ProducerId producer) { m_server->publishers[producer.value]->connection().pause(); }

void MqttBroker::resumeProducer(ProducerId producer) { m_server->publishers[producer.value]->resume(); }

void MqttBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_server->publishers[producer.value]->publish(*m_server->topics[channel.value], std::move(message), confirm);
}

ConsumerId MqttBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    auto& sessions = m_server->sessions;
    mqtt::Group& group = *m_server->groups[subscription.value];
    auto found = std::ranges::find_if(
        sessions, [&](const auto& session) { return &session->group() == &group && session->isOf(consumer); });
    if (found == sessions.end()) {
        sessions.push_back(std::make_unique<mqtt::Session>(*m_server, group, host));
        found = sessions.end() - 1;
    }
    (*found)->attach(consumer);
    return ConsumerId{static_cast<std::uint32_t>(found - sessions.begin())};
}

void MqttBroker::detach(ConsumerId consumer, Departure how) { m_server->sessions[consumer.value]->detach(how); }

void MqttBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_server->sessions[consumer.value]->settle(tag, settlement);
}

void MqttBroker::pauseConsumer(ConsumerId consumer) { m_server->sessions[consumer.value]->connection().pause(); }

void MqttBroker::resumeConsumer(ConsumerId consumer) { m_server->sessions[consumer.value]->resume(); }

void MqttBroker::crashNode(std::size_t, bool isSilent)
{
    if (m_server->isUp)
        m_server->crash(isSilent);
}

void MqttBroker::restartNode(std::size_t)
{
    if (!m_server->isUp)
        m_server->restart();
}

std::uint64_t MqttBroker::countHeld(ChannelId channel) const
{
    const mqtt::Topic& topic = *m_server->topics[channel.value];
    std::uint64_t held = 0;
    for (const auto& publisher : m_server->publishers)
        held += publisher->countHeld(topic);
    for (const auto& session : m_server->sessions)
        if (&session->group().topic() == &topic)
            held += session->countHeld();
    return held;
}

std::uint64_t MqttBroker::countWaiting(SubscriptionId subscription) const
{
    const mqtt::Group& group = *m_server->groups[subscription.value];
    std::uint64_t waiting = 0;
    for (const auto& session : m_server->sessions)
        if (&session->group() == &group)
            waiting += session->countHeld();
    return waiting;
}

BrokerFaults& MqttBroker::faults() { return *m_faults; }

void MqttBroker::dropAll() { m_server->clear(); }

}  // namespace stormglass
