// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/publisher.h"

#include "models/brokers/pulsar/key_hash.h"
#include "models/brokers/pulsar/partition.h"
#include "models/spec/size_limit.h"

namespace stormglass::pulsar {

Publisher::Publisher(Cluster& cluster, HostId host, std::uint32_t number)
    : m_cluster(cluster), m_host(host), m_draws(cluster.context.random.stream(cluster.context.name, "first partition").at(number))
{
}

void Publisher::publish(Topic& topic, Message message, CompletionId confirm)
{
    topic.probe->produced(m_cluster.now(), topic.copies());
    if (message.size > spec::sizeLimitOf(m_cluster.settings, topic.settings).bytes) [[unlikely]]
        return refuse(topic, confirm, LossCause::Refused);  // InvalidMessageException
    Outlet& outlet = outletTo(topic, partitionOf(topic, message));
    if (!m_blocked.empty() || !hasRoom(outlet, message.size)) {
        if (m_cluster.settings.producer.blocksIfQueueFull)
            m_blocked.pushBack({&outlet, std::move(message), confirm});
        else
            refuse(topic, confirm, LossCause::BufferFull);  // ProducerQueueIsFullError, MemoryBufferIsFullError
        return;
    }
    m_bytes += message.size;
    outlet.publish(std::move(message), confirm);
}

void Publisher::refuse(Topic& topic, CompletionId confirm, LossCause cause)
{
    topic.probe->failed(m_cluster.now(), cause, topic.copies());
    m_cluster.context.network.after(Duration{}, [this, confirm] { m_cluster.context.completions.resolve(confirm, Outcome::Refused); });
}

bool Publisher::hasRoom(const Outlet& outlet, std::int64_t bytes) const
{
    const spec::PulsarProducer& settings = m_cluster.settings.producer;
    return (settings.maxPendingMessages == 0 || outlet.countPending() < settings.maxPendingMessages)
        && (settings.memoryLimit == 0 || m_bytes == 0 || m_bytes + bytes <= settings.memoryLimit);
}

void Publisher::admitBlocked()
{
    if (m_isAdmitting || !m_isAlive)
        return;
    m_isAdmitting = true;
    while (!m_blocked.empty() && hasRoom(*m_blocked.front().outlet, m_blocked.front().message.size)) {
        Blocked blocked = m_blocked.takeFront();
        m_bytes += blocked.message.size;
        blocked.outlet->publish(std::move(blocked.message), blocked.confirm);
    }
    m_isAdmitting = false;
}

Outlet& Publisher::outletTo(Topic& topic, std::uint32_t partition)
{
    if (m_outlets.size() <= topic.index)
        m_outlets.resize(topic.index + 1);
    auto& outlets = m_outlets[topic.index];
    outlets.resize(topic.partitions.size());
    if (!outlets[partition])
        outlets[partition] = std::make_unique<Outlet>(*this, m_cluster, *topic.partitions[partition], m_host);
    return *outlets[partition];
}

/// With batches the turn goes by the clock, so that they fill.
std::uint32_t Publisher::partitionOf(Topic& topic, const Message& message)
{
    const spec::PulsarProducer& settings = m_cluster.settings.producer;
    const auto count = static_cast<std::uint32_t>(topic.partitions.size());
    if (count == 1)
        return 0;
    if (settings.hasKeys)
        return partitionFor(message.key, count, settings.hashing);
    while (m_turns.size() <= topic.index)
        m_turns.push_back(static_cast<std::uint32_t>(m_draws.below(1U << 16U)));
    std::uint32_t& turn = m_turns[topic.index];
    if (settings.routing == spec::PulsarRouting::SinglePartition)
        return turn % count;
    if (!settings.isBatching)
        return turn++ % count;
    const Duration each = std::max(Duration{1'000'000}, settings.switchFrequency * settings.maxPublishDelay);
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>((m_cluster.now() - kStartOfRun) / each) + turn) % count);
}

void Publisher::died()
{
    m_isAlive = false;
    while (!m_blocked.empty()) {
        const Blocked blocked = m_blocked.takeFront();
        Topic& topic = blocked.outlet->partition().topic;
        topic.probe->failed(m_cluster.now(), LossCause::ProducerCrashed, topic.copies());
        m_cluster.context.completions.resolve(blocked.confirm, Outcome::Reset);
    }
    for (const auto& outlets : m_outlets)
        for (const std::unique_ptr<Outlet>& outlet : outlets)
            if (outlet)
                outlet->died();
}

void Publisher::revive()
{
    m_isAlive = true;
    for (const auto& outlets : m_outlets)
        for (const std::unique_ptr<Outlet>& outlet : outlets)
            if (outlet)
                outlet->revive();
}

std::uint64_t Publisher::countHeld(const Topic& topic) const
{
    std::uint64_t held = 0;
    if (m_outlets.size() > topic.index)
        for (const std::unique_ptr<Outlet>& outlet : m_outlets[topic.index])
            held += outlet ? outlet->countHeld() : 0;
    for (std::size_t i = 0; i < m_blocked.size(); ++i)
        held += &m_blocked[i].outlet->partition().topic == &topic ? 1 : 0;
    return held * topic.copies();
}

void Publisher::clear() { m_blocked.clear(); }

}  // namespace stormglass::pulsar
