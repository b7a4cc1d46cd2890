// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that receives a stream of messages.
#pragma once

#include "models/brokers/pubsub/service.h"

namespace stormglass::pubsub {

class Subscriber {
public:
    Subscriber(Service& service, Subscription& subscription, Consumer& client, HostId clientHost)
        : m_service(service), m_subscription(subscription), m_client(&client), m_host(clientHost)
    {
    }

    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] bool hasRoom() const { return m_client != nullptr && !m_isPaused && m_inHand < m_service.settings.maxOutstandingMessages; }

    void settle(std::uint64_t number, Settlement settlement);
    void detach();
    /// It stands still, and extends no deadline.
    void pause();
    void resume();

    // From the subscription:
    void send(std::uint64_t number, std::int64_t bytes);
    void done() { --m_inHand; }

private:
    Service& m_service;
    Subscription& m_subscription;
    Consumer* m_client;
    const HostId m_host;
    std::int64_t m_inHand = 0;
    bool m_isPaused = false;
};

}  // namespace stormglass::pubsub
