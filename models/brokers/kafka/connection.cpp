// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/connection.h"

#include "models/brokers/kafka/replication.h"

#include <algorithm>
#include <utility>

namespace stormglass::kafka {

Producer::Connection::Connection(Cluster& cluster, Producer& producer, std::uint32_t node)
    : m_cluster(cluster), m_producer(producer), m_node(node)
{
}

bool Producer::Connection::canConnect() const
{
    return !m_isBroken
        || (m_cluster.nodes[m_node].isUp && m_cluster.isConnected(m_producer.host(), m_node)
            && !m_cluster.context.network.isNameLost(m_cluster.context.name));
}

void Producer::Connection::send(Request& request, std::int64_t bytes)
{
    m_isBroken = false;
    if (m_cluster.settings.producer.acks != spec::KafkaAcks::None)
        m_unanswered.push_back(&request);
    if (!m_unanswered.empty() && !isScheduled())
        m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.producer.requestTimeout, *this);
    m_cluster.context.network.send(m_producer.host(), m_cluster.nodes[m_node].host, bytes,
                                   Breakable{[&leaders = *m_cluster.replication, &request, generation = request.generation] {
                                                 leaders.arrive(request, generation);
                                             },
                                             [&cluster = m_cluster, &request, generation = request.generation](ParcelLoss) {
                                                 lost(cluster, request, generation);
                                             }});
}

void Producer::Connection::lost(Cluster& cluster, Request& request, std::uint32_t generation)
{
    if (request.generation != generation)
        return;
    if (request.isOrphan)
        Producer::forget(cluster, request, LossCause::Unreachable);
    else
        request.producer->connectionLost(request.node);
}

void Producer::Connection::answered(Request& request)
{
    std::erase(m_unanswered, &request);
}

std::vector<Request*> Producer::Connection::breakUp()
{
    cancel();
    m_isBroken = true;
    return std::exchange(m_unanswered, {});
}

void Producer::Connection::fire()
{
    if (m_unanswered.empty() || m_producer.isPaused())
        return;
    const SimTime deadline = m_unanswered.front()->sentAt + m_cluster.settings.producer.requestTimeout;
    if (deadline <= m_cluster.now())
        m_producer.connectionLost(m_node);
    else
        m_cluster.context.calendar.schedule(deadline, *this);
}

}  // namespace stormglass::kafka
