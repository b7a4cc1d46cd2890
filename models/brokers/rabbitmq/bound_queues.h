// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which queues of an exchange get which events.
#pragma once

#include "models/brokers/rabbitmq/amqp/routes.h"
#include "models/brokers/rabbitmq/cluster.h"

namespace stormglass::rabbitmq {

/// The routing key of a message is the name of its event. What that comes to is found out once for each event.
class BoundQueues {
public:
    /// \p eventNames: by EventTypeId; outlives this.
    BoundQueues(const spec::RabbitmqQueue& settings, const std::vector<std::string>& eventNames)
        : m_settings(settings), m_eventNames(eventNames)
    {
    }

    /// \p component: whose queue it is.
    void add(Queue& queue, const std::string& component);
    [[nodiscard]] const std::vector<Queue*>& targetsOf(EventTypeId event);

private:
    struct Bound {
        Queue* queue = nullptr;
        std::vector<amqp::Binding> bindings;
    };

    const spec::RabbitmqQueue m_settings;
    const std::vector<std::string>& m_eventNames;
    std::vector<Bound> m_queues;
    std::vector<std::optional<std::vector<Queue*>>> m_targets;  // by event
};

}  // namespace stormglass::rabbitmq
