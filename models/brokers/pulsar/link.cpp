// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/link.h"

#include "models/brokers/pulsar/partition.h"

#include <algorithm>

namespace stormglass::pulsar {

Link::Link(Cluster& cluster, Partition& partition, HostId host) : m_cluster(cluster), m_partition(partition), m_host(host)
{
    partition.links.push_back(this);
}

void Link::open(bool isThere)
{
    if (std::exchange(m_isWanted, true))
        return;
    m_wait = m_cluster.settings.initialBackoff;
    if (isThere && canConnect())
        connect();
    else
        tryNext();
}

void Link::close()
{
    m_isWanted = false;
    m_isConnected = false;
    ++m_connection;
}

bool Link::canConnect()
{
    const std::uint32_t server = m_partition.server();
    return m_partition.isServed() && m_cluster.context.network.areConnected(m_host, m_cluster.servers[server].host) && mayConnect();
}

void Link::connect()
{
    m_server = m_partition.server();
    m_term = m_partition.term();
    m_isConnected = true;
    m_reach = Reach::Open;
    m_wait = m_cluster.settings.initialBackoff;
    m_hasStopped = false;
    connected();
}

/// A look-up and the command that makes it a producer or a consumer take a round trip each.
void Link::tryNext()
{
    const BrokerContext& context = m_cluster.context;
    if (!m_isWanted || m_isConnected)
        return;
    if (context.network.isNameLost(context.name) || !canConnect()) {
        tryLater();
        return;
    }
    const Duration time = 4 * m_cluster.way(m_host, m_cluster.servers[m_partition.server()].host);
    context.network.after(time, [this, connection = m_connection] {
        if (connection != m_connection || !m_isWanted || m_isConnected)
            return;
        if (canConnect())
            connect();
        else
            tryLater();
    });
}

void Link::tryLater()
{
    const Duration first = m_cluster.settings.initialBackoff;
    Duration wait = std::exchange(m_wait, std::min(2 * m_wait, m_cluster.settings.maxBackoff));
    if (wait == first)
        m_firstWait = m_cluster.now();
    const Duration untilStop = mandatoryStop() - (m_cluster.now() - m_firstWait);
    if (mandatoryStop() > Duration{} && wait > untilStop && !std::exchange(m_hasStopped, true))
        wait = untilStop;
    wait = std::max(first, m_cluster.jittered(wait));
    m_cluster.context.network.after(wait, [this, connection = m_connection] {
        if (connection == m_connection)
            tryNext();
    });
}

void Link::serverCrashed(std::uint32_t server, bool isSilent)
{
    if (m_isConnected && server == m_server)
        breakAfter(isSilent ? patience() : m_cluster.way(m_cluster.servers[server].host, m_host));
}

void Link::serverRestarted(std::uint32_t server)
{
    if (m_isConnected && server == m_server)
        broken();
}

void Link::closedByServer()
{
    if (m_isConnected && m_cluster.servers[m_server].isUp)
        breakAfter(m_cluster.way(m_cluster.servers[m_server].host, m_host));
}

void Link::reachChanged()
{
    if (!m_isConnected)
        return;
    const Reach reach = m_cluster.context.network.connection(m_host, m_cluster.servers[m_server].host);
    if (reach == std::exchange(m_reach, reach))
        return;
    const std::uint32_t changes = ++m_changes;
    if (reach == Reach::Open)
        return;
    m_cluster.context.network.after(reach == Reach::Silent ? patience() : Duration{}, [this, changes, connection = m_connection] {
        if (changes == m_changes && connection == m_connection)
            broken();
    });
}

Duration Link::patience() const
{
    const Duration interval = m_cluster.settings.keepAliveInterval;
    return interval - (m_cluster.now() - kStartOfRun) % interval + interval;
}

void Link::breakAfter(Duration wait)
{
    m_cluster.context.network.after(wait, [this, connection = m_connection] {
        if (connection == m_connection)
            broken();
    });
}

void Link::broken()
{
    ++m_connection;
    m_isConnected = false;
    disconnected();
    tryLater();
}

}  // namespace stormglass::pulsar
