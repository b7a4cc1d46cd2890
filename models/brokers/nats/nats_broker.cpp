// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/nats_broker.h"

#include "models/brokers/nats/durable.h"
#include "models/brokers/nats/faults.h"
#include "models/brokers/nats/publisher.h"
#include "models/brokers/nats/puller.h"

namespace stormglass {

using namespace nats;

NatsBroker::NatsBroker(const spec::NatsSettings& settings, const BrokerContext& context)
    : m_cluster(std::make_unique<Cluster>(settings, context)), m_faults(std::make_unique<nats::Faults>(*m_cluster))
{
}

NatsBroker::~NatsBroker() = default;

ChannelId NatsBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    auto& streams = m_cluster->streams;
    const auto leader = static_cast<std::uint32_t>(streams.size() % m_cluster->nodes.size());
    streams.push_back(std::make_unique<Stream>(*m_cluster, channel, probe, leader));
    return ChannelId{static_cast<std::uint32_t>(streams.size() - 1)};
}

SubscriptionId NatsBroker::addSubscription(ChannelId channel, const std::string&)
{
    Stream& stream = *m_cluster->streams[channel.value];
    auto& durables = m_cluster->durables;
    durables.push_back(std::make_unique<Durable>(*m_cluster, stream));
    stream.durables.push_back(durables.back().get());
    return SubscriptionId{static_cast<std::uint32_t>(durables.size() - 1)};
}

ProducerId NatsBroker::addProducer(HostId host)
{
    auto& publishers = m_cluster->publishers;
    const auto node = static_cast<std::uint32_t>(m_clients++ % m_cluster->nodes.size());
    publishers.push_back(std::make_unique<Publisher>(*m_cluster, host, node));
    return ProducerId{static_cast<std::uint32_t>(publishers.size() - 1)};
}

void NatsBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_cluster->publishers[producer.value]->publish(*m_cluster->streams[channel.value], std::move(message), confirm);
}

void NatsBroker::dropProducer(ProducerId producer) { m_cluster->publishers[producer.value]->died(); }

ConsumerId NatsBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    auto& pullers = m_cluster->pullers;
    const auto node = static_cast<std::uint32_t>(m_clients++ % m_cluster->nodes.size());
    pullers.push_back(std::make_unique<Puller>(*m_cluster, *m_cluster->durables[subscription.value], consumer, host, node));
    return ConsumerId{static_cast<std::uint32_t>(pullers.size() - 1)};
}

void NatsBroker::detach(ConsumerId consumer, Departure how) { m_cluster->pullers[consumer.value]->detach(how); }

void NatsBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_cluster->pullers[consumer.value]->settle(tag, settlement);
}

void NatsBroker::crashNode(std::size_t index, bool isSilent) { m_cluster->crash(static_cast<std::uint32_t>(index), isSilent); }

void NatsBroker::losePower(std::size_t index) { m_cluster->losePower(static_cast<std::uint32_t>(index)); }

void NatsBroker::restartNode(std::size_t index) { m_cluster->restart(static_cast<std::uint32_t>(index)); }

std::uint64_t NatsBroker::countHeld(ChannelId channel) const
{
    const Stream& stream = *m_cluster->streams[channel.value];
    std::uint64_t held = 0;
    for (const std::unique_ptr<Publisher>& publisher : m_cluster->publishers)
        held += publisher->countHeld(stream);
    for (const Durable* durable : stream.durables)
        held += durable->countHeld();
    return held;
}

std::uint64_t NatsBroker::countWaiting(SubscriptionId subscription) const
{
    return m_cluster->durables[subscription.value]->countHeld();
}

BrokerFaults& NatsBroker::faults() { return *m_faults; }

void NatsBroker::dropAll()
{
    for (const std::unique_ptr<Publisher>& publisher : m_cluster->publishers)
        publisher->clear();
    for (const std::unique_ptr<Stream>& stream : m_cluster->streams)
        stream->clear();
    for (const std::unique_ptr<Durable>& durable : m_cluster->durables)
        durable->clear();
}

}  // namespace stormglass
