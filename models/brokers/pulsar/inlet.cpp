// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/inlet.h"

#include "models/brokers/pulsar/subscriber.h"

#include <algorithm>

namespace stormglass::pulsar {
namespace {

std::int64_t queueSizeOf(const Cluster& cluster, const Partition& partition)
{
    const spec::PulsarConsumer& settings = cluster.settings.consumer;
    const auto partitions = static_cast<std::int64_t>(partition.topic.partitions.size());
    return std::max<std::int64_t>(1, std::min(settings.receiverQueueSize, settings.maxTotalReceiverQueueSize / partitions));
}

}  // namespace

Inlet::Inlet(Subscriber& subscriber, Cluster& cluster, Dispatcher& dispatcher, HostId host)
    : Link(cluster, dispatcher.partition(), host)
    , m_subscriber(subscriber)
    , m_dispatcher(dispatcher)
    , m_queueSize(queueSizeOf(cluster, dispatcher.partition()))
    , m_since(cluster.now())
    , m_ackTimer(cluster.context.calendar, *this)
    , m_refusalTimer(cluster.context.calendar, *this)
{
    open(false);
}

void Inlet::connected()
{
    m_taken = 0;
    m_waiting = 0;
    view = View{};
    view.permits = m_queueSize;
    if (!m_acks.empty())
        m_ackTimer.by(cluster().now());
    m_dispatcher.attach(*this);
}

/// Its queue is emptied: all of it comes again. What the consumer of several partitions has taken over from their queues
/// already is handled all the same (MultiTopicsConsumerImpl.java).
void Inlet::disconnected()
{
    m_sent.reset([](const Sent&) { });
    m_dispatcher.detach(*this);
    if (partition().topic.partitions.size() == 1) {
        m_received.clear();
        m_subscriber.emptyQueue();
    }
}

void Inlet::send(std::uint64_t entry, std::int64_t bytes, std::optional<RedeliveryCause> again)
{
    const auto messages = static_cast<std::uint32_t>(partition().find(entry)->batch->publishes.size());
    const Sent sent{entry, messages, m_dispatcher.redeliveriesOf(entry), again};
    const auto arrive = [this, sent, number = m_sent.next(), connection = connection()] {
        if (connection == this->connection())
            m_sent.arrived(number, sent, [this](const Sent& next) { received(next); });
    };
    const auto lose = [this, connection = connection()](ParcelLoss) {
        if (connection == this->connection())
            connectionLost();
    };
    cluster().context.network.send(partition().host(), host(), kSmallFrame + bytes, Breakable{arrive, lose});
}

void Inlet::received(const Sent& sent)
{
    const auto [entry, messages, redeliveries, again] = sent;
    if (!m_subscriber.isThere())
        return;
    // It has handled it, and says so soon; or it has expired on the way.
    if (m_acks.contains(entry) || !m_dispatcher.isThere(entry)) {
        taken(messages);
        return;
    }
    const std::vector<Publish>& publishes = partition().find(entry)->batch->publishes;
    Received received{.generation = ++m_generation, .left = 0, .done = std::vector<bool>(messages)};
    for (std::uint32_t i = 0; i < messages; ++i) {
        received.done[i] = m_dispatcher.isDone(entry, i);
        received.left += received.done[i] ? 0 : 1;
    }
    const spec::PulsarTopic& settings = partition().topic.settings;
    if (!settings.deadLetterTopic.empty() && redeliveries > static_cast<std::uint32_t>(settings.maxRedeliverCount)) {
        bury(entry, received);
        taken(messages);
        return;
    }
    const std::vector<bool> done = received.done;
    const std::uint32_t generation = received.generation;
    m_received.insert_or_assign(entry, std::move(received));
    for (std::uint32_t i = 0; i < messages; ++i) {
        if (done[i])
            continue;
        if (again)
            partition().topic.probe->redelivered(*again);
        ++m_waiting;
        m_subscriber.deliver(*this, {entry, generation, i}, publishes[i].message, again.has_value());
    }
}

/// So many messages have left its queue.
void Inlet::taken(std::int64_t messages)
{
    m_taken += messages;
    if (m_taken < std::max<std::int64_t>(1, m_queueSize / 2) || !isConnected() || m_isPaused)
        return;
    const std::int64_t permits = std::exchange(m_taken, 0);
    cluster().context.network.send(host(), serverHost(), kSmallFrame, [this, permits, connection = connection()] {
        if (connection != this->connection() || term() != partition().term())
            return;
        view.permits += permits;
        m_dispatcher.dispatch();
    });
}

void Inlet::settle(std::uint64_t entry, std::uint32_t generation, std::uint32_t message, Settlement settlement)
{
    if (m_waiting > 0)
        --m_waiting;
    taken(1);
    const auto found = m_received.find(entry);
    if (found == m_received.end() || found->second.generation != generation || found->second.done[message])
        return;
    if (!m_dispatcher.isThere(entry)) {  // it has expired meanwhile, or somebody else has acknowledged it
        m_received.erase(found);
        return;
    }
    Received& received = found->second;
    if (settlement == Settlement::Requeue) {
        if (!std::exchange(received.isRefused, true)) {
            const SimTime until = cluster().now() + cluster().settings.consumer.negativeAckRedeliveryDelay;
            m_refused.push_back({until, entry, generation});
            m_refusalTimer.by(until);
        }
        return;
    }
    received.done[message] = true;
    --received.left;
    if (settlement == Settlement::Discard && m_subscriber.bury(partition().find(entry)->batch->publishes[message].message))
        settlement = Settlement::LaidAside;
    if (settlement != Settlement::Acknowledge)
        received.others.push_back({message, settlement});
    if (cluster().settings.acknowledgesBatchIndexes && received.done.size() > 1)
        acknowledge({entry, {{message, settlement}}});
    if (received.left == 0)
        completed(found);
}

void Inlet::refusalsAreOver()
{
    std::vector<std::uint64_t> entries;
    while (!m_refused.empty() && m_refused.front().until <= cluster().now()) {
        const Refused refused = m_refused.front();
        m_refused.pop_front();
        const auto found = m_received.find(refused.entry);
        if (found != m_received.end() && found->second.generation == refused.generation)
            entries.push_back(refused.entry);
    }
    comeAgain(entries, RedeliveryCause::Rejected);
    if (!m_refused.empty())
        m_refusalTimer.by(m_refused.front().until);
}

void Inlet::timedOut(std::uint64_t entry, std::uint32_t generation)
{
    const auto found = m_received.find(entry);
    if (found != m_received.end() && found->second.generation == generation)
        comeAgain({entry}, RedeliveryCause::NotSettledInTime);
}

bool Inlet::isLastTime(std::uint64_t entry) const
{
    const spec::PulsarTopic& settings = partition().topic.settings;
    return !settings.deadLetterTopic.empty()
        && m_dispatcher.redeliveriesOf(entry) >= static_cast<std::uint32_t>(settings.maxRedeliverCount);
}

void Inlet::comeAgain(const std::vector<std::uint64_t>& entries, RedeliveryCause cause)
{
    std::vector<std::uint64_t> asked;
    for (const std::uint64_t entry : entries) {
        const Received received = std::move(m_received.extract(entry).mapped());
        if (!m_dispatcher.isThere(entry))
            continue;
        if (isLastTime(entry))
            bury(entry, received);
        else
            asked.push_back(entry);
    }
    if (asked.empty())
        return;
    if (partition().topic.settings.subscriptionType < spec::PulsarSubscriptionType::Shared) {
        m_subscriber.redeliverAll(cause);
        return;
    }
    cluster().context.network.send(host(), serverHost(), kSmallFrame, [this, asked, cause, connection = connection()] {
        if (connection == this->connection() && term() == partition().term())
            m_dispatcher.redeliver(*this, asked, cause);
    });
}

/// The messages that have not been acknowledged go to the dead letters.
void Inlet::bury(std::uint64_t entry, const Received& received)
{
    const std::vector<Publish>& publishes = partition().find(entry)->batch->publishes;
    Ack ack{entry};
    for (std::uint32_t i = 0; i < publishes.size(); ++i)
        ack.done.push_back({i, Settlement::Acknowledge});
    for (const Done& other : received.others)
        ack.done[other.message].how = other.how;
    for (std::uint32_t i = 0; i < publishes.size(); ++i)
        if (!received.done[i] && m_subscriber.bury(publishes[i].message))
            ack.done[i].how = Settlement::LaidAside;
    acknowledge(std::move(ack));
}

void Inlet::redeliverAll(RedeliveryCause cause)
{
    std::vector<std::uint64_t> all;
    for (const auto& [entry, received] : m_received)
        all.push_back(entry);
    m_received.clear();
    taken(std::exchange(m_waiting, 0));
    cluster().context.network.send(host(), serverHost(), kSmallFrame, [this, cause, connection = connection()] {
        if (connection == this->connection() && term() == partition().term())
            m_dispatcher.redeliverAll(*this, cause);
    });
}

void Inlet::detach(Departure how)
{
    const std::int64_t bytes = how == Departure::Closed ? sendAcks() : kSmallFrame;
    m_ackTimer.cancel();
    m_refusalTimer.cancel();
    m_received.clear();
    m_acks.clear();
    // Of silence the broker learns when a keep-alive has not been answered; of the rest after what has been sent.
    const Duration wait = how == Departure::Vanished ? patience() : cluster().context.network.delay(host(), serverHost(), bytes);
    close();
    m_sent.reset([](const Sent&) { });
    cluster().context.network.after(wait, [this] { m_dispatcher.detach(*this); });
}

void Inlet::pause()
{
    m_isPaused = true;
    if (isConnected())
        cluster().context.network.after(patience(), [this, pauses = ++m_pauses] {
            if (pauses == m_pauses && m_isPaused)
                closedByServer();
        });
}

void Inlet::resume()
{
    m_isPaused = false;
    ++m_pauses;
    taken(0);
    flush();
}

}  // namespace stormglass::pulsar
