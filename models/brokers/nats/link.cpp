// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/link.h"

namespace stormglass::nats {

Link::Link(Cluster& cluster, HostId host, std::uint32_t node) : m_cluster(cluster), m_host(host), m_node(node) { }

void Link::serverCrashed(std::uint32_t node, bool isSilent)
{
    if (m_isConnected && node == m_node)
        breakAfter(isSilent ? patience() : m_cluster.context.network.delay(m_host, m_cluster.nodes[node].host, kSmallFrame));
}

void Link::serverRestarted(std::uint32_t node)
{
    if (m_isConnected && node == m_node)
        broken();
}

void Link::reachChanged()
{
    const Reach reach = m_cluster.context.network.connection(m_host, m_cluster.nodes[m_node].host);
    if (!m_isConnected || reach == std::exchange(m_reach, reach))
        return;
    const std::uint32_t changes = ++m_changes;
    if (reach == Reach::Open)
        return;
    const Duration wait = reach == Reach::Silent ? patience() : Duration{};
    m_cluster.context.network.after(wait, [this, changes, connection = m_connection] {
        if (changes == m_changes && connection == m_connection)
            broken();
    });
}

Duration Link::patience() const
{
    const Duration interval = m_cluster.settings.pingInterval;
    const Duration untilNext = interval - (m_cluster.now() - kStartOfRun) % interval;
    return untilNext + m_cluster.settings.maxPingsOut * interval;
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
    m_cluster.context.network.after(m_cluster.settings.reconnectWait, [this] { tryNext(); });
}

void Link::tryNext()
{
    const BrokerContext& context = m_cluster.context;
    const std::uint32_t node = context.network.isNameLost(context.name) ? kNoNode : m_cluster.findFor(m_host, m_node);
    if (node == kNoNode) {
        context.network.after(m_cluster.settings.reconnectWait, [this] { tryNext(); });
        return;
    }
    m_node = node;
    m_isConnected = true;
    m_reach = Reach::Open;
    connected();
}

}  // namespace stormglass::nats
