// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which broker has a partition.
#include "models/brokers/pulsar/dispatcher.h"
#include "models/brokers/pulsar/link.h"
#include "models/brokers/pulsar/partition.h"

#include <algorithm>

namespace stormglass::pulsar {

void Partition::stop()
{
    ++m_term;
    m_state = State::Free;
    m_ledger.close();
    for (Dispatcher* dispatcher : dispatchers)
        dispatcher->serverLost();
}

void Partition::serverCrashed(std::uint32_t server, bool isSilent)
{
    for (Link* link : links)
        link->serverCrashed(server, isSilent);
    if (server != m_server || m_state == State::Free)
        return;
    stop();
    // Closed or not, the metadata store takes it for alive until its session ends.
    assignAfter(m_cluster.sessionLeft());
}

void Partition::serverRestarted(std::uint32_t server)
{
    for (Link* link : links)
        link->serverRestarted(server);
}

/// It cannot write, and knows: it closes the connections of its clients.
void Partition::sessionLost(std::uint32_t server)
{
    if (server != m_server || m_state == State::Free)
        return;
    stop();
    for (Link* link : links)
        link->closedByServer();
    assignAfter(Duration{});
}

void Partition::reachChanged()
{
    for (Link* link : links)
        link->reachChanged();
    if (isServed())
        m_ledger.reachChanged();
}

void Partition::improved()
{
    assign();
    for (Dispatcher* dispatcher : dispatchers)
        dispatcher->dispatch();
}

void Partition::assignAfter(Duration wait)
{
    m_freeFrom = m_cluster.now() + wait;
    m_cluster.context.network.after(wait, [this] { assign(); });
}

void Partition::assign()
{
    if (m_state != State::Free || m_cluster.now() < m_freeFrom)
        return;
    const auto count = static_cast<std::uint32_t>(m_cluster.servers.size());
    for (std::uint32_t i = 1; i <= count; ++i) {
        const std::uint32_t next = (m_server + i) % count;
        const Server& server = m_cluster.servers[next];
        if (server.isUp && server.hasSession && server.seesStore && std::ranges::find(m_barred, next) == m_barred.end()
            && m_ledger.canOpen(server.host)) {
            load(next);
            return;
        }
    }
}

/// The ledger of its predecessor is fenced and closed, and a new one is opened.
void Partition::load(std::uint32_t server)
{
    m_state = State::Loading;
    m_server = server;
    ++m_term;
    const Duration time = m_cluster.metadataTime() + m_cluster.metadataTime() + m_ledger.recoveryTime(host());
    m_cluster.context.network.after(time, [this, term = m_term] {
        if (term == m_term && m_state == State::Loading)
            loaded();
    });
}

void Partition::loaded()
{
    if (!m_ledger.canOpen(host())) {
        m_state = State::Free;
        ++m_term;
        assign();
        return;
    }
    m_state = State::Served;
    m_ledger.open();
    for (Dispatcher* dispatcher : dispatchers)
        dispatcher->dispatch();
}

std::uint32_t Partition::unload(Duration time)
{
    const std::uint32_t server = m_server;
    m_barred.push_back(server);
    if (m_state != State::Free) {
        stop();
        for (Link* link : links)
            link->closedByServer();
        assignAfter(time);
    }
    return server;
}

void Partition::restore(std::uint32_t server)
{
    m_barred.erase(std::ranges::find(m_barred, server));
    assign();
}

}  // namespace stormglass::pulsar
