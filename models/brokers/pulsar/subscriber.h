// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that consumes: a consumer of each partition.
#pragma once

#include "models/brokers/numbered_queue.h"
#include "models/brokers/pulsar/inlet.h"

namespace stormglass::pulsar {

/// What is handled is the oldest that has been delivered, one after the other.
class Subscriber {
public:
    /// One message in the application's hands.
    struct Place {
        std::uint64_t entry = 0;
        std::uint32_t generation = 0;  ///< Counts deliveries, so that those of one entry are told apart.
        std::uint32_t message = 0;
    };

    Subscriber(Cluster& cluster, Subscription& subscription, Consumer& client, HostId host);
    ~Subscriber();

    [[nodiscard]] bool isThere() const { return m_client != nullptr; }

    void settle(std::uint64_t tag, Settlement settlement);
    void detach(Departure how);
    void pause();
    void resume();

    // From its parts:
    void deliver(Inlet& inlet, const Place& place, const Message& message, bool isRedelivered);
    /// What waits to be handled is forgotten.
    void emptyQueue();
    /// Of an Exclusive or Failover subscription all comes again, or it would change places.
    void redeliverAll(RedeliveryCause cause);
    /// Publishes it to the dead letters. False: there are none.
    [[nodiscard]] bool bury(const Message& message);

private:
    struct Tagged {
        Inlet* inlet = nullptr;
        Place place;
    };

    void watchHandling();
    void handlingIsSlow();

    Cluster& m_cluster;
    Subscription& m_subscription;
    Consumer* m_client;
    const HostId m_host;
    std::vector<std::unique_ptr<Inlet>> m_inlets;  // by partition
    NumberedQueue<Tagged> m_tags;
    Publisher* m_letters = nullptr;
    SimTime m_handledSince{};
    std::uint64_t m_slowTag = 0;  // that is known to be slow
    WakeUp<Subscriber, &Subscriber::handlingIsSlow> m_timeout;
};

}  // namespace stormglass::pulsar
