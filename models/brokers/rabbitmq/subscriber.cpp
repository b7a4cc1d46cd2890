// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/subscriber.h"

#include "models/brokers/rabbitmq/queue.h"

namespace stormglass::rabbitmq {

Subscriber::Subscriber(Cluster& cluster, Queue& queue, Consumer& client, HostId host, std::uint32_t node)
    : m_cluster(cluster), m_queue(queue), m_client(&client), m_host(host), m_node(node)
{
}

bool Subscriber::hasRoom() const
{
    const auto prefetch = static_cast<std::uint64_t>(m_cluster.settings.prefetch);
    return m_isOpen && (prefetch == 0 || m_unsettled < prefetch);
}

void Subscriber::connectIn(Duration wait)
{
    // Connection, channel and basic.consume: three ways until the queue knows the consumer.
    m_cluster.context.network.after(wait + 3 * m_cluster.delay(m_host, m_node), [this] { connect(); });
}

void Subscriber::connect()
{
    if (m_client == nullptr || m_isOpen || m_isPaused)
        return;
    const std::uint32_t node = m_cluster.findUp(m_node);
    if (node == kNoNode || m_queue.leader() == kNoNode) {
        connectIn(m_cluster.settings.networkRecoveryInterval);
        return;
    }
    m_node = node;
    m_nodeEpoch = m_cluster.nodes[node].epoch;
    m_isOpen = true;
    m_queue.hasRoom(*this);
}

void Subscriber::send(Entry entry)
{
    const std::int64_t bytes = entry.message.size;
    m_sent.pushBack({.entry = std::move(entry), .at = m_cluster.now()});
    if (!m_acknowledgementTimer.isScheduled() && m_cluster.settings.consumerTimeout > Duration{})
        m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.consumerTimeout, m_acknowledgementTimer);
    ++m_nextTag;
    ++m_unsettled;
    const auto arrival = [this, channel = m_channel] { arrive(channel); };
    Network& network = m_cluster.context.network;
    const HostId from = m_cluster.nodes[m_node].host;
    if (m_queue.leader() == m_node)
        network.send(from, m_host, bytes, arrival);
    else
        network.after(m_cluster.delayBetween(m_queue.leader(), m_node) + network.delay(from, m_host, bytes), arrival);
}

void Subscriber::arrive(std::uint32_t channel)
{
    if (channel != m_channel)
        return;
    const std::uint64_t tag = m_nextArrival++;
    if (m_client == nullptr)
        return;
    const Entry& entry = m_sent[tag - m_firstTag].entry;
    if (entry.isRedelivered)
        m_queue.probe().redelivered();
    m_client->deliver({entry.message, tag, entry.isRedelivered});
}

void Subscriber::settle(std::uint64_t tag, Settlement settlement)
{
    if (!m_isOpen)
        return;
    const Duration hop
        = m_queue.leader() == kNoNode ? Duration{} : m_cluster.delayBetween(m_node, m_queue.leader());
    m_cluster.context.network.after(m_cluster.delay(m_host, m_node) + hop,
                                    [this, channel = m_channel, tag, settlement] { settled(channel, tag, settlement); });
}

void Subscriber::settled(std::uint32_t channel, std::uint64_t tag, Settlement settlement)
{
    if (channel != m_channel || tag < m_firstTag || m_sent[tag - m_firstTag].isSettled)
        return;
    Sent& sent = m_sent[tag - m_firstTag];
    sent.isSettled = true;
    Entry entry = std::move(sent.entry);
    --m_unsettled;
    for (; !m_sent.empty() && m_sent.front().isSettled; ++m_firstTag)
        m_sent.popFront();
    m_queue.settled(*this, std::move(entry), settlement);
}

void Subscriber::detach(Departure how)
{
    m_client = nullptr;
    const Duration notice
        = how == Departure::Vanished ? m_cluster.settings.heartbeat : m_cluster.delay(m_host, m_node);
    // The last acknowledgements went the same way before; where they take a hop more, so does the closing.
    const Duration hop
        = m_queue.leader() == kNoNode ? Duration{} : m_cluster.delayBetween(m_node, m_queue.leader());
    m_cluster.context.network.after(notice + hop, [this, channel = m_channel] { close(channel); });
}

void Subscriber::acknowledgementIsDue()
{
    if (m_sent.empty())
        return;
    // The oldest one is in front. (The server looks once a minute; here it acts at once.)
    const SimTime due = m_sent.front().at + m_cluster.settings.consumerTimeout;
    if (due > m_cluster.now())
        m_cluster.context.calendar.schedule(due, m_acknowledgementTimer);
    else
        close(m_channel);  // 406 PRECONDITION_FAILED, delivery acknowledgement on channel timed out
}

void Subscriber::pause()
{
    m_isPaused = true;
    m_cluster.context.network.after(m_cluster.settings.heartbeat, [this, pause = ++m_pauses] {
        if (m_isPaused && pause == m_pauses && m_client != nullptr)
            close(m_channel);
    });
}

void Subscriber::resume()
{
    m_isPaused = false;
    if (!m_isOpen)
        connectIn(m_cluster.settings.networkRecoveryInterval);
}

void Subscriber::close(std::uint32_t channel)
{
    if (channel != m_channel)
        return;
    takeBackAll([this](Entry entry) { m_queue.giveBack(std::move(entry), Return::ConnectionLost); });
    // Consumers that die together leave together. Otherwise a message would go from one dead consumer to the next, and a
    // single crash of many would use up its delivery limit.
    m_cluster.context.network.after(Duration{}, [&queue = m_queue] { queue.dispatch(); });
}

void Subscriber::reset()
{
    const bool wasOpen = std::exchange(m_isOpen, false);
    ++m_channel;
    while (!m_sent.empty())
        m_sent.popFront();
    m_firstTag = m_nextArrival = m_nextTag;
    m_unsettled = 0;
    if (wasOpen && m_client != nullptr && !m_isPaused)
        connectIn(m_cluster.settings.networkRecoveryInterval);
}

void Subscriber::nodeCrashed(std::uint32_t node, bool isSilent)
{
    if (!m_isOpen || node != m_node)
        return;
    // The queue notices by the connection between the nodes, the client by its own; both lead to a new channel.
    m_cluster.context.network.after(isSilent ? kNetTick : m_cluster.delay(m_host, node),
                                    [this, channel = m_channel] { close(channel); });
}

void Subscriber::nodeRestarted(std::uint32_t node)
{
    if (m_isOpen && node == m_node && m_cluster.nodes[node].epoch != m_nodeEpoch)
        close(m_channel);
}

}  // namespace stormglass::rabbitmq
