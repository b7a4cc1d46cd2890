// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that publishes, and its connection.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/rabbitmq/cluster.h"
#include "models/brokers/rabbitmq/credit.h"

namespace stormglass::rabbitmq {

/// Publishes at once and never waits by itself. A lost connection fails whatever is unconfirmed; the next publish
/// connects to another node.
class Publisher {
public:
    /// \p number: its place among the publishers of the cluster.
    Publisher(Cluster& cluster, std::uint32_t number, HostId host, std::uint32_t node);

    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] std::uint32_t node() const { return m_node; }

    void publish(Exchange& target, Message message, CompletionId confirm);
    void nodeCrashed(std::uint32_t node, bool isSilent);
    void nodeRestarted(std::uint32_t node);
    /// What has got to the node is read, as far as alarms and credit allow it.
    void readOn();
    /// The queue has taken, applied or committed one of its messages.
    void answered(std::uint32_t connection, const Queue& queue);
    /// Some way has opened or closed. A connection that carries nothing dies with its heartbeats, or at once where it is
    /// reset.
    void reachChanged();
    [[nodiscard]] bool isConnectedTo(std::uint32_t node) const { return m_isConnected && m_node == node; }

    /// Copies on the way to the node that are for queues of that exchange.
    [[nodiscard]] std::uint64_t countHeld(const Exchange& exchange) const;
    void clear();

private:
    struct Outgoing {
        Exchange* exchange = nullptr;
        Message message;
        CompletionId confirm;
    };

    [[nodiscard]] bool connect();
    void arrived(std::uint32_t connection);
    void connectionLost(std::uint32_t connection, LossCause cause);
    /// The reader takes the next message, and the channel deals with it.
    void read();
    [[nodiscard]] bool mayRead() const;
    /// The channel is done with as many messages as a grant of credit is for.
    void grantIn(Duration wait);
    void noteFlow();
    void refuse(const Outgoing& outgoing, LossCause cause);
    void resolveLater(CompletionId confirm, Outcome outcome, Duration wait);

    Cluster& m_cluster;
    const std::uint32_t m_number;
    const HostId m_host;
    std::uint32_t m_node;
    std::uint32_t m_nodeEpoch = 0;
    bool m_isConnected = true;
    std::uint32_t m_connection = 0;
    Reach m_reach = Reach::Open;   // of the connection
    std::uint32_t m_changes = 0;   // of its reach
    BlockQueue<Outgoing, 16> m_outgoing;  // on the way, which keeps the order
    std::uint64_t m_unread = 0;           // of those, at the node, which does not read from the connection
    bool m_isInFlow = false;
    ChannelCredit m_credit;
};

}  // namespace stormglass::rabbitmq
