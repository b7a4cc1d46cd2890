// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A producer's connection to one node of the cluster.
#pragma once

#include "models/brokers/kafka/producer.h"

namespace stormglass::kafka {

/// Keeps the unanswered requests, and gives the connection up when the oldest of them has waited too long.
class Producer::Connection final : public Event {
public:
    Connection(Cluster& cluster, Producer& producer, std::uint32_t node);

    [[nodiscard]] bool hasRoom() const
    {
        return static_cast<std::int64_t>(m_unanswered.size()) < m_cluster.settings.producer.maxInFlight;
    }
    /// False after a failure for as long as the node is down or cannot be reached.
    [[nodiscard]] bool canConnect() const;
    void send(Request& request, std::int64_t bytes);
    /// The request, as it was when it was sent, will not arrive, or its answer will not.
    static void lost(Cluster& cluster, Request& request, std::uint32_t generation);
    void answered(Request& request);
    /// The unanswered requests, oldest first; they are the caller's now.
    [[nodiscard]] std::vector<Request*> breakUp();

    /// After a pause: the request timeout may have been missed.
    void resume()
    {
        if (!isScheduled())
            fire();
    }

    void fire() override;

private:
    Cluster& m_cluster;
    Producer& m_producer;
    const std::uint32_t m_node;
    bool m_isBroken = false;
    std::vector<Request*> m_unanswered;  // oldest first
};

}  // namespace stormglass::kafka
