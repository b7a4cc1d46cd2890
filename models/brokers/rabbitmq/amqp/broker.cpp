// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/broker.h"

#include "models/brokers/rabbitmq/amqp/classic_queue.h"
#include "models/brokers/rabbitmq/amqp/quorum_queue.h"

namespace stormglass::rabbitmq::amqp {

namespace {

/// A channel sends the confirms that it has when it has taken so many answers of queues. In a real broker that depends on
/// who runs when; so it was in recording 10-02, each time.
constexpr std::size_t kAnswersAtATime = 16;
/// So long a quorum queue waits for its log at most, however busy it is; a busy classic queue puts it off.
constexpr Duration kLogSync = 10ms;

}  // namespace

Broker::Broker(Observer& observer, std::vector<std::string> nodes, const Release& release)
    : m_observer(observer), m_release(release)
{
    for (std::string& name : nodes)
        m_nodes.push_back({.name = std::move(name)});
}

Broker::~Broker() = default;

SimTime Broker::nextDeadline() const
{
    SimTime next = kNever;
    for (const auto& [id, queue] : m_queues)
        next = std::min(next, queue->deadline());
    for (const auto& [id, at] : m_elections)
        next = std::min(next, at);
    return next;
}

void Broker::advanceTo(SimTime instant)
{
    work();
    if (instant - m_now >= kLogSync) {
        for (const auto& [id, queue] : m_queues)
            if (queue->isQuorum() && queue->isAvailable())
                queue->sync();
        for (const auto& [id, channel] : m_channels)
            takeAnswers(*channel, id);
    }
    m_now = instant;
    std::vector<QueueId> due;
    for (const auto& [id, at] : m_elections)
        if (at <= m_now)
            due.push_back(id);
    for (const QueueId id : due) {
        m_elections.erase(id);
        auto& queue = static_cast<QuorumQueue&>(*m_queues.at(id));
        if (const std::optional<NodeId> leader = findLeader(queue))
            queue.lead(*leader);
    }
    for (const auto& [id, queue] : m_queues)
        if (queue->deadline() <= m_now)
            queue->timeHasCome();
    work();
}

void Broker::work()
{
    while (!m_mail.empty() || !m_settlings.empty() || !m_doomed.empty()) {
        while (!m_mail.empty()) {
            const Mail mail = std::move(m_mail.front());
            m_mail.pop_front();
            if (const auto queue = m_queues.find(mail.queue); queue != m_queues.end())
                queue->second->publish(mail.incoming);
        }
        for (const Settling& one : std::exchange(m_settlings, {}))
            if (const auto queue = m_queues.find(one.queue); queue != m_queues.end())
                queue->second->settle(one.channel, one.consumer, Verdict::Acknowledge, std::vector{one.entry});
        for (const QueueId queue : std::exchange(m_doomed, {}))
            removeQueue(queue);
    }
}

void Broker::settle()
{
    work();
    for (const auto& [id, channel] : m_channels)
        takeAnswers(*channel, id);
    store();
    for (const auto& [id, channel] : m_channels)
        takeAnswers(*channel, id);
}

void Broker::store()
{
    work();
    for (const auto& [id, queue] : m_queues)
        if (m_nodes[queue->home()].isUp)
            queue->sync();
}

void Broker::takeAnswers(Channel& channel, ChannelId id)
{
    std::size_t taken = 0;
    for (const Channel::Answer& answer : std::exchange(channel.answers, {})) {
        for (const std::uint64_t number : answer.numbers)
            channel.outcome.answer(number, answer.queue, answer.isAccepted);
        if (++taken % kAnswersAtATime == 0)
            flush(channel, id);
    }
    flush(channel, id);
    for (const auto& [queue, accepts] : std::exchange(channel.statuses, {}))
        channel.contacts[queue].status = accepts ? QuorumContact::Status::Accepts : QuorumContact::Status::Refuses;
}

void Broker::flush(Channel& channel, ChannelId id)
{
    channel.outcome.flush([this, id](bool isAck, std::uint64_t number, bool isMultiple) {
        m_observer.confirmed(id, isAck, number, isMultiple);
    });
}

ConnectionId Broker::connect(NodeId node)
{
    m_connections.emplace(++m_lastId, node);
    return m_lastId;
}

ChannelId Broker::openChannel(ConnectionId connection)
{
    m_channels.emplace(++m_lastId, std::make_unique<Channel>())
        .first->second->connection = connection;
    return m_lastId;
}

void Broker::closeChannel(ChannelId channel)
{
    work();
    dropChannel(channel);
}

void Broker::dropChannel(ChannelId channel)
{
    m_channels.erase(channel);
    for (const auto& [id, queue] : m_queues)
        queue->channelGone(channel);
}

void Broker::closeConnection(ConnectionId connection)
{
    work();
    std::vector<ChannelId> own;
    for (const auto& [id, channel] : m_channels)
        if (channel->connection == connection)
            own.push_back(id);
    for (const ChannelId channel : own)
        dropChannel(channel);
    for (const auto& [id, queue] : m_queues)
        if (queue->owner() == connection)
            m_doomed.insert(id);
    m_connections.erase(connection);
    work();
}

bool Broker::refuse(ChannelId channel, const Refusal& why)
{
    if (why.endsConnection) {
        const ConnectionId connection = m_channels.at(channel)->connection;
        m_observer.connectionClosed(connection, why);
        closeConnection(connection);
    } else {
        m_observer.channelClosed(channel, why);
        closeChannel(channel);
    }
    return false;
}

NodeId Broker::nodeOf(ChannelId channel) const { return m_connections.at(m_channels.at(channel)->connection); }

void Broker::deliver(ChannelId channel, const std::string& consumer, const Queue& queue, EntryId entry, bool needsAck,
                     const Delivery& delivery)
{
    const auto found = m_channels.find(channel);
    if (found == m_channels.end())
        return;
    Channel& own = *found->second;
    Delivery tagged = delivery;
    tagged.tag = own.nextTag++;
    if (needsAck)
        own.held.push_back({tagged.tag, queue.id(), queue.name(), consumer, entry});
    m_observer.delivered(channel, consumer, queue.name(), tagged);
}

void Broker::confirm(ChannelId channel, QueueId queue, std::vector<std::uint64_t> sequences, bool isAccepted)
{
    const auto found = m_channels.find(channel);
    if (found != m_channels.end())
        found->second->answers.push_back({queue, std::move(sequences), isAccepted});
}

void Broker::tellStatus(ChannelId channel, QueueId queue, bool accepts)
{
    if (const auto found = m_channels.find(channel); found != m_channels.end())
        found->second->statuses.emplace_back(queue, accepts);
}

bool Broker::takeSlot(ChannelId channel, QueueId queue, bool needsAck)
{
    const auto found = m_channels.find(channel);
    if (found == m_channels.end())
        return true;
    ChannelLimit& limit = found->second->limit;
    if (limit.isReached()) {
        limit.waiting.insert(queue);
        return false;
    }
    limit.held += needsAck ? 1 : 0;
    return true;
}

void Broker::cancelConsumer(ChannelId channel, const std::string& consumer)
{
    const auto found = m_channels.find(channel);
    if (found != m_channels.end() && found->second->consumers.erase(consumer) > 0)
        m_observer.consumerCancelled(channel, consumer);
}

void Broker::settleLater(QueueId queue, ChannelId channel, const std::string& consumer, EntryId entry)
{
    m_settlings.push_back({queue, channel, consumer, entry});
}

}  // namespace stormglass::rabbitmq::amqp
