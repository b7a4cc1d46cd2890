// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client's connection to the broker of one partition.
#pragma once

#include "models/brokers/pulsar/cluster.h"

namespace stormglass::pulsar {

/// When it breaks, the client waits, looks up which broker serves the partition, and connects to that one. The wait is
/// doubled with each attempt (ConnectionHandler.java, Backoff.java). A broker that vanishes in silence is missed when a
/// keep-alive has not been answered until the next is due (PulsarHandler.java).
class Link {
public:
    Link(Cluster& cluster, Partition& partition, HostId host);

    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] Partition& partition() const { return m_partition; }
    /// Whether the client takes it for open.
    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    /// The broker at the other end, and the term of the partition in which the connection was made. It may be over.
    [[nodiscard]] HostId serverHost() const { return m_cluster.servers[m_server].host; }
    [[nodiscard]] std::uint32_t term() const { return m_term; }
    /// Counts connections, so that what is under way in a former one is told apart.
    [[nodiscard]] std::uint32_t connection() const { return m_connection; }

    // From the partition:
    void serverCrashed(std::uint32_t server, bool isSilent);
    void serverRestarted(std::uint32_t server);
    void reachChanged();
    /// The broker closes the connection, and the client hears of it.
    void closedByServer();
    /// The backlog of the partition is too large: whoever sends is to stop.
    virtual void held() { }

protected:
    ~Link() = default;

    virtual void connected() = 0;
    virtual void disconnected() = 0;
    [[nodiscard]] virtual bool mayConnect() { return true; }
    /// One attempt is made so long after the first wait began, whatever the waits have grown to; zero: none.
    [[nodiscard]] virtual Duration mandatoryStop() const { return {}; }

    /// From now on it wants to be connected. With \p isThere it has been for long, if it can.
    void open(bool isThere);
    void close();
    /// It has turned out to be broken.
    void connectionLost() { broken(); }
    [[nodiscard]] Cluster& cluster() const { return m_cluster; }
    /// Until the other end is missed that has become silent now.
    [[nodiscard]] Duration patience() const;

private:
    [[nodiscard]] bool canConnect();
    void connect();
    void breakAfter(Duration wait);
    void broken();
    void tryNext();
    void tryLater();

    Cluster& m_cluster;
    Partition& m_partition;
    const HostId m_host;
    bool m_isWanted = false;
    bool m_isConnected = false;
    std::uint32_t m_server = 0;
    std::uint32_t m_term = 0;
    std::uint32_t m_connection = 0;
    Duration m_wait{};
    SimTime m_firstWait{};
    bool m_hasStopped = false;  // at the mandatory time
    Reach m_reach = Reach::Open;
    std::uint32_t m_changes = 0;  // of its reach
};

}  // namespace stormglass::pulsar
