// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/subscriber.h"

#include "models/brokers/rabbitmq/queue.h"

namespace stormglass::rabbitmq {

Subscriber::Subscriber(Cluster& cluster, Queue& queue, Consumer& client, HostId host, std::uint32_t node)
    : priority(queue.priorityFor(client)), m_cluster(cluster), m_queue(queue), m_client(&client), m_host(host), m_node(node)
{
}

// What goes to and fro between client and queue. Whatever gets lost, the channel is done with.

struct Subscriber::Arrival {
    Subscriber& subscriber;
    std::uint32_t channel;

    void operator()() const { subscriber.arrive(channel); }
    void lost(ParcelLoss) const { subscriber.close(channel, subscriber.causeOfLoss()); }
};

struct Subscriber::Settling {
    Subscriber& subscriber;
    std::uint32_t channel;
    std::uint64_t tag;
    Settlement settlement;

    void operator()() const { subscriber.settled(channel, tag, settlement); }
    void lost(ParcelLoss) const { subscriber.close(channel, subscriber.causeOfLoss()); }
};

struct Subscriber::Closing {
    Subscriber& subscriber;
    std::uint32_t channel;

    void operator()() const { subscriber.close(channel, RedeliveryCause::ConsumerLost); }
    void lost(ParcelLoss) const { (*this)(); }
};

bool Subscriber::hasRoom() const
{
    const auto prefetch = static_cast<std::uint64_t>(m_cluster.settings.prefetch);
    return m_isOpen && (prefetch == 0 || m_unsettled < prefetch);
}

std::uint64_t Subscriber::countHeld() const { return m_queue.isStream() ? 0 : m_unsettled; }

/// Who serves it; if nobody does, its own node.
std::uint32_t Subscriber::source() const
{
    const std::uint32_t source = m_queue.sourceFor(m_node);
    return source == kNoNode ? m_node : source;
}

/// It got lost between two nodes, or between the client and its node.
RedeliveryCause Subscriber::causeOfLoss() const
{
    return m_cluster.areConnected(m_node, source()) ? RedeliveryCause::ConsumerLost : RedeliveryCause::BrokerLost;
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
    const std::uint32_t node = m_cluster.findFor(m_host, m_node);
    const std::uint32_t source = node == kNoNode ? kNoNode : m_queue.sourceFor(node);
    if (source == kNoNode || !m_cluster.areConnected(node, source)) {
        if (node != kNoNode && (source != kNoNode || m_queue.isStream()))  // the next one may know the queue
            m_node = (node + 1) % static_cast<std::uint32_t>(m_cluster.nodes.size());
        connectIn(m_cluster.settings.networkRecoveryInterval);
        return;
    }
    m_node = node;
    if (!m_queue.admits(*this)) {  // 403 ACCESS_REFUSED, in exclusive use
        connectIn(m_cluster.settings.networkRecoveryInterval);
        return;
    }
    m_nodeEpoch = m_cluster.nodes[node].epoch;
    m_isOpen = true;
    m_queue.joined(*this);
}

void Subscriber::send(Entry entry, SimTime ready)
{
    const std::int64_t bytes = entry.message.size;
    m_sent.pushBack({.entry = std::move(entry), .at = m_cluster.now()});
    if (!m_acknowledgementTimer.isScheduled() && m_cluster.settings.consumerTimeout > Duration{})
        m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.consumerTimeout, m_acknowledgementTimer);
    ++m_nextTag;
    ++m_unsettled;
    m_unsettledBytes += bytes;
    const std::uint32_t source = m_queue.sourceFor(m_node);
    m_sendsAfter = std::max(m_sendsAfter, ready);
    if (m_sendsAfter <= m_cluster.now()) [[likely]]
        return transmit(source, bytes);
    m_cluster.context.network.after(m_sendsAfter - m_cluster.now(), [this, source, bytes, channel = m_channel] {
        if (channel == m_channel)
            transmit(source, bytes);
    });
}

void Subscriber::transmit(std::uint32_t source, std::int64_t bytes)
{
    const Arrival arrival{*this, m_channel};
    if (source == m_node)
        m_cluster.context.network.send(m_cluster.nodes[m_node].host, m_host, bytes, arrival);
    else
        m_cluster.passDown(source, m_node, m_host, bytes, arrival);
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
        m_queue.probe().redelivered(entry.again);
    m_client->deliver({.message = entry.message,
                       .tag = tag,
                       .isRedelivered = entry.isRedelivered,
                       .deaths = entry.message.envelope == 0 ? 0 : m_cluster.envelopes.deathsIn(m_queue, entry.message.envelope)});
}

void Subscriber::settle(std::uint64_t tag, Settlement settlement)
{
    if (!m_isOpen)
        return;
    if (tag >= m_firstTag)
        m_sent[tag - m_firstTag].isAnswered = settlement != Settlement::Requeue;
    m_cluster.passUp(m_host, m_node, source(), Settling{*this, m_channel, tag, settlement});
}

void Subscriber::settled(std::uint32_t channel, std::uint64_t tag, Settlement settlement)
{
    if (channel != m_channel || tag < m_firstTag || m_sent[tag - m_firstTag].isSettled)
        return;
    Sent& sent = m_sent[tag - m_firstTag];
    sent.isSettled = true;
    Entry entry = std::move(sent.entry);
    --m_unsettled;
    m_unsettledBytes -= entry.message.size;
    for (; !m_sent.empty() && m_sent.front().isSettled; ++m_firstTag)
        m_sent.popFront();
    m_queue.settled(*this, std::move(entry), settlement);
}

void Subscriber::detach(Departure how)
{
    m_client = nullptr;
    if (how == Departure::Closed)
        m_queue.leavesInOrder(*this);
    // The last acknowledgements went the same way before; where they take a hop more, so does the closing.
    if (how == Departure::Vanished)
        m_cluster.context.network.after(m_cluster.settings.heartbeat + m_cluster.delayBetween(m_node, source()),
                                        [this, channel = m_channel] { close(channel, RedeliveryCause::ConsumerLost); });
    else
        m_cluster.passUp(m_host, m_node, source(), Closing{*this, m_channel});
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
        close(m_channel, RedeliveryCause::NotSettledInTime);  // 406 PRECONDITION_FAILED, delivery acknowledgement on channel timed out
}

void Subscriber::pause()
{
    m_isPaused = true;
    m_cluster.context.network.after(m_cluster.settings.heartbeat, [this, pause = ++m_pauses] {
        if (m_isPaused && pause == m_pauses && m_client != nullptr)
            close(m_channel, RedeliveryCause::ConsumerLost);
    });
}

void Subscriber::resume()
{
    m_isPaused = false;
    if (!m_isOpen)
        connectIn(m_cluster.settings.networkRecoveryInterval);
}

void Subscriber::close(std::uint32_t channel, RedeliveryCause cause)
{
    if (channel != m_channel)
        return;
    takeBackAll(cause, [this](Entry entry) { m_queue.giveBack(std::move(entry), amqp::Comeback::ConnectionLost); });
    // Consumers that die together leave together. Otherwise a message would go from one dead consumer to the next, and a
    // single crash of many would use up its delivery limit.
    m_cluster.context.network.after(Duration{}, [&queue = m_queue] { queue.dispatch(); });
}

void Subscriber::reset()
{
    const bool wasOpen = std::exchange(m_isOpen, false);
    ++m_channel;
    ++m_changes;
    m_reach = Reach::Open;
    while (!m_sent.empty())
        m_sent.popFront();
    m_firstTag = m_nextArrival = m_nextTag;
    m_unsettled = 0;
    m_unsettledBytes = 0;
    m_sendsAfter = {};
    if (wasOpen)
        m_queue.left(*this);
    if (!wasOpen || m_client == nullptr)
        return;
    // The client library drops what it has not handed to the application yet (Java client, ConsumerDispatcher).
    m_client->closed();
    if (!m_isPaused)
        connectIn(m_cluster.settings.networkRecoveryInterval);
}

void Subscriber::clear()
{
    m_client = nullptr;
    reset();
}

void Subscriber::nodeCrashed(std::uint32_t node, bool isSilent)
{
    if (!m_isOpen || node != m_node)
        return;
    // The queue notices by the connection between the nodes, the client by its own; both lead to a new channel.
    m_cluster.context.network.after(isSilent ? kNetTick : m_cluster.delay(m_host, node),
                                    [this, channel = m_channel] { close(channel, RedeliveryCause::BrokerLost); });
}

void Subscriber::nodeRestarted(std::uint32_t node)
{
    if (m_isOpen && node == m_node && m_cluster.nodes[node].epoch != m_nodeEpoch)
        close(m_channel, RedeliveryCause::BrokerLost);
}

void Subscriber::reachChanged()
{
    const Reach reach = m_isOpen ? m_cluster.connection(m_host, m_node) : Reach::Open;
    if (reach == m_reach)
        return;
    m_reach = reach;
    ++m_changes;
    if (reach == Reach::Open)
        return;
    const Duration notice = reach == Reach::Silent ? m_cluster.settings.heartbeat : m_cluster.delay(m_host, m_node);
    m_cluster.context.network.after(notice, [this, changes = m_changes, channel = m_channel] {
        if (changes == m_changes)
            close(channel, RedeliveryCause::ConsumerLost);
    });
}

void Subscriber::nodesParted()
{
    if (m_isOpen && m_cluster.areParted(m_node, source()))
        close(m_channel, RedeliveryCause::BrokerLost);
}

}  // namespace stormglass::rabbitmq
