// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/redis/redis_broker.h"

#include "models/brokers/broker_faults.h"
#include "models/brokers/redis/group.h"
#include "models/brokers/redis/reader.h"

namespace stormglass {

using namespace redis;

namespace redis {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Server& server) : m_server(server) { }

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override { return m_server.streams[channel.value]->denials; }
    void readsAllowed(ChannelId channel) override
    {
        for (Group* group : m_server.streams[channel.value]->groups)
            group->serve();
    }

    Server& m_server;
};

}  // namespace redis

RedisBroker::RedisBroker(const spec::RedisSettings& settings, const BrokerContext& context)
    : m_server(std::make_unique<Server>(settings, context)), m_faults(std::make_unique<redis::Faults>(*m_server))
{
}

RedisBroker::~RedisBroker() = default;

ChannelId RedisBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    auto& streams = m_server->streams;
    streams.push_back(std::make_unique<Stream>(
        Stream{.name = channel.name, .settings = std::get<spec::RedisStream>(channel.settings), .probe = &probe, .groups = {}}));
    return ChannelId{static_cast<std::uint32_t>(streams.size() - 1)};
}

SubscriptionId RedisBroker::addSubscription(ChannelId channel, const std::string&)
{
    Stream& stream = *m_server->streams[channel.value];
    auto& groups = m_server->groups;
    groups.push_back(std::make_unique<Group>(*m_server, stream));
    stream.groups.push_back(groups.back().get());
    return SubscriptionId{static_cast<std::uint32_t>(groups.size() - 1)};
}

ProducerId RedisBroker::addProducer(HostId host)
{
    m_producers.push_back(host);
    return ProducerId{static_cast<std::uint32_t>(m_producers.size() - 1)};
}

void RedisBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_server->publish(m_producers[producer.value], *m_server->streams[channel.value], std::move(message), confirm);
}

ConsumerId RedisBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    auto& readers = m_server->readers;
    readers.push_back(std::make_unique<Reader>(*m_server, *m_server->groups[subscription.value], consumer, host));
    readers.back()->poll();
    return ConsumerId{static_cast<std::uint32_t>(readers.size() - 1)};
}

void RedisBroker::detach(ConsumerId consumer, Departure) { m_server->readers[consumer.value]->detach(); }

void RedisBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_server->readers[consumer.value]->settle(tag, settlement);
}

void RedisBroker::poll(ConsumerId consumer) { m_server->readers[consumer.value]->poll(); }

void RedisBroker::crashNode(std::size_t index, bool isSilent) { m_server->crash(static_cast<std::uint32_t>(index), isSilent); }

void RedisBroker::pauseNode(std::size_t index) { m_server->pause(static_cast<std::uint32_t>(index)); }

void RedisBroker::losePower(std::size_t index) { m_server->losePower(static_cast<std::uint32_t>(index)); }

void RedisBroker::restartNode(std::size_t index) { m_server->restart(static_cast<std::uint32_t>(index)); }

std::uint64_t RedisBroker::countHeld(ChannelId channel) const
{
    const Stream& stream = *m_server->streams[channel.value];
    std::uint64_t held = m_server->countOnTheWay(stream);
    for (const Group* group : stream.groups)
        held += group->countHeld();
    return held;
}

std::uint64_t RedisBroker::countWaiting(SubscriptionId subscription) const
{
    return m_server->groups[subscription.value]->countHeld();
}

BrokerFaults& RedisBroker::faults() { return *m_faults; }

void RedisBroker::dropAll() { m_server->clear(); }

}  // namespace stormglass
