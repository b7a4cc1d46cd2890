// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which queues get which messages of an exchange.
#pragma once

#include "models/brokers/rabbitmq/cluster.h"

#include <deque>

namespace stormglass::rabbitmq {

/// By its type and bindings, and those of the exchanges that it leads to. The routing key of a message is the name of its
/// event, or the one that dead-lettering has given it. What that comes to is found out once for each event and each class
/// of properties.
class BoundQueues {
public:
    /// \p exchange: whose queues and bindings these are. All exchanges and queues must be there before the first message.
    BoundQueues(const Cluster& cluster, const Exchange& exchange) : m_cluster(cluster), m_exchange(exchange) { }

    [[nodiscard]] const std::vector<Queue*>& targetsOf(const Message& message);

private:
    const Cluster& m_cluster;
    const Exchange& m_exchange;
    // By event and class. Who routes may cause messages of further classes, and what has been found stays where it is.
    std::deque<std::deque<std::optional<std::vector<Queue*>>>> m_targets;
};

}  // namespace stormglass::rabbitmq
