// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nodes come and go.
//
// Source: recordings of RabbitMQ 3.10.8, groups 09 (one node) and 11 (three).
#include "models/brokers/rabbitmq/amqp/broker.h"
#include "models/brokers/rabbitmq/amqp/classic_queue.h"
#include "models/brokers/rabbitmq/amqp/quorum_queue.h"

#include <regex>

namespace stormglass::rabbitmq::amqp {

namespace {

/// From the loss of a leader whose connections close at once to the next one (recording 11-01: 123 to 455 ms).
constexpr Duration kElection = 300ms;
/// A quorum queue with one member that is killed before that age never comes back (recording 09-15).
constexpr Duration kSafeAge = 600ms;

}  // namespace

std::set<ChannelId> Broker::closeConnectionsOf(NodeId node, bool isKilled)
{
    const Refusal why = isKilled
        ? Refusal{0, "StreamLostError", true}
        : Refusal{320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'", true};
    std::vector<ConnectionId> gone;
    for (const auto& [connection, place] : m_connections)
        if (place == node)
            gone.push_back(connection);
    std::set<ChannelId> channels;
    for (const ConnectionId connection : gone) {
        m_observer.connectionClosed(connection, why);
        for (const auto& [id, channel] : m_channels)
            if (channel->connection == connection)
                channels.insert(id);
        for (const auto& [id, queue] : m_queues)
            if (queue->owner() == connection)
                m_doomed.insert(id);
        m_connections.erase(connection);
    }
    for (const ChannelId channel : channels)
        m_channels.erase(channel);
    return channels;
}

void Broker::stopNode(NodeId node, bool isKilled)
{
    if (isKilled)
        std::erase_if(m_mail, [&](const Mail& mail) {
            return mail.incoming.publisher && m_channels.contains(*mail.incoming.publisher) && nodeOf(*mail.incoming.publisher) == node;
        });
    work();
    const std::set<ChannelId> gone = closeConnectionsOf(node, isKilled);
    for (const auto& [id, queue] : m_queues)
        if (queue->isQuorum() && isKilled)
            stopQuorum(static_cast<QuorumQueue&>(*queue), node, true);
    for (const auto& [id, queue] : m_queues)
        if (queue->isQuorum())
            static_cast<QuorumQueue&>(*queue).channelsGone(gone);
        else if (!isKilled || queue->home() != node)
            for (const ChannelId channel : gone)
                queue->channelGone(channel);
    work();
    m_nodes[node].isUp = false;
    std::vector<ClassicQueue*> classic;
    for (const auto& [id, queue] : m_queues)
        if (queue->isQuorum())
            stopQuorum(static_cast<QuorumQueue&>(*queue), node, isKilled);
        else if (queue->home() == node)
            classic.push_back(static_cast<ClassicQueue*>(queue.get()));
    for (ClassicQueue* queue : classic)
        stopClassic(*queue, gone, isKilled);
    if (m_nodes.size() == 1)
        m_routes.removeTransient([this](const std::string& name) { return m_names.contains(name); });
}

void Broker::stopClassic(ClassicQueue& queue, const std::set<ChannelId>& gone, bool isKilled)
{
    const auto heir = std::ranges::find_if(m_nodes, &Node::isUp);
    if (heir != m_nodes.end() && isMirrored(queue)) {
        for (const ChannelId channel : gone)
            queue.channelGone(channel);
        queue.promote(static_cast<NodeId>(heir - m_nodes.begin()));
        return;
    }
    for (const auto& [channel, consumer] : queue.consumers())
        cancelConsumer(channel, consumer);
    for (const auto& [id, channel] : m_channels) {
        std::erase_if(channel->answers, [&](const Channel::Answer& answer) { return answer.queue == queue.id(); });
        channel->outcome.rejectAllOf(queue.id());
    }
    queue.stop(isKilled);
    if (!queue.declaration().isDurable)
        removeQueue(queue.id());
}

void Broker::stopQuorum(QuorumQueue& queue, NodeId node, bool isKilled)
{
    if (std::ranges::find(queue.members(), node) == queue.members().end())
        return;
    const auto isLeft = [&](NodeId member) { return member != node && m_nodes[member].isUp; };
    const auto left = static_cast<std::size_t>(std::ranges::count_if(queue.members(), isLeft));
    const bool hasMajority = left > queue.members().size() / 2;
    if (isKilled && left == 0 && queue.isAvailable()) {
        queue.killed();
        if (m_now - queue.declaredAt() + m_idle - m_declaredIdle.at(queue.id()) < kSafeAge)
            queue.breakDown();
    }
    if (queue.home() == node || !hasMajority)
        queue.loseLeader();
    if (!queue.isAvailable() && hasMajority)
        m_elections[queue.id()] = m_now + kElection;
}

void Broker::startNode(NodeId node)
{
    m_nodes[node].isUp = true;
    for (const auto& [id, queue] : m_queues)
        if (!queue->isQuorum() && queue->home() == node && !queue->isAvailable()) {
            static_cast<ClassicQueue&>(*queue).start();
        } else if (queue->isQuorum() && !queue->isAvailable()) {
            auto& quorum = static_cast<QuorumQueue&>(*queue);
            if (const std::optional<NodeId> leader = findLeader(quorum))
                quorum.lead(*leader);
        }
    work();
}

bool Broker::isMirrored(const Queue& queue) const
{
    return !m_mirrored.empty() && std::regex_search(queue.name(), std::regex{m_mirrored});
}

std::optional<NodeId> Broker::findLeader(const QuorumQueue& queue) const
{
    const auto isUp = [this](NodeId node) { return m_nodes[node].isUp; };
    const auto count = static_cast<std::size_t>(std::ranges::count_if(queue.members(), isUp));
    if (count <= queue.members().size() / 2 || queue.isBroken())
        return std::nullopt;
    return *std::ranges::find_if(queue.members(), isUp);
}

}  // namespace stormglass::rabbitmq::amqp
