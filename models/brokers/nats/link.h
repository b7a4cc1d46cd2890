// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client's connection to one of the servers.
#pragma once

#include "models/brokers/nats/cluster.h"

namespace stormglass::nats {

/// When it breaks, the client library waits reconnect_wait and connects to the next server. A server that vanishes in
/// silence is missed when max_pings_out pings have not been answered.
class Link {
public:
    Link(Cluster& cluster, HostId host, std::uint32_t node);

    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] std::uint32_t node() const { return m_node; }
    /// Whether the client takes it for open.
    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    /// Counts connections, so that what is under way in a former one is told apart.
    [[nodiscard]] std::uint32_t connection() const { return m_connection; }

    void serverCrashed(std::uint32_t node, bool isSilent);
    void serverRestarted(std::uint32_t node);
    void reachChanged();

protected:
    ~Link() = default;

    virtual void connected() = 0;
    virtual void disconnected() = 0;

    [[nodiscard]] Cluster& cluster() const { return m_cluster; }

private:
    void breakAfter(Duration wait);
    void broken();
    void tryNext();
    /// Until so many pings have been missed.
    [[nodiscard]] Duration patience() const;

    Cluster& m_cluster;
    const HostId m_host;
    std::uint32_t m_node;
    bool m_isConnected = true;
    std::uint32_t m_connection = 1;
    Reach m_reach = Reach::Open;
    std::uint32_t m_changes = 0;  // of its reach
};

}  // namespace stormglass::nats
