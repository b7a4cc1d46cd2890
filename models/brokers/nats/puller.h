// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that consumes.
#pragma once

#include "models/brokers/nats/link.h"

namespace stormglass::nats {

/// Asks for pull_max_messages, and for more when half of them are done (nats.go 1.4x, jetstream/pull.go, Consume). When its
/// leader is gone it hears of it by the heartbeats that do not come, and asks anew.
class Puller final : public Link {
public:
    Puller(Cluster& cluster, Durable& durable, Consumer& client, HostId host, std::uint32_t node);

    [[nodiscard]] std::uint32_t number() const { return m_number; }

    void settle(std::uint64_t number, Settlement settlement);
    void detach(Departure how);

    /// From the servers: this message is for you.
    void send(std::uint64_t number, std::int64_t bytes);
    /// What it has asked for is forgotten, and nobody tells.
    void requestLost();

private:
    /// What goes to and fro passes this server, and is lost with it.
    struct Way {
        std::uint32_t server = 0;
        std::uint32_t epoch = 0;
    };

    void connected() override { ask(); }
    void disconnected() override;
    void ask();
    void askFor(std::int64_t count);
    void askLater(Duration wait);
    void received(std::uint64_t number);
    [[nodiscard]] RedeliveryCause causeOfLoss(Way way) const;

    Durable& m_durable;
    Consumer* m_client;
    const std::uint32_t m_number;  // among all pullers
    std::uint32_t m_life = 0;      // so that what is on its way to a former life is ignored
    std::uint32_t m_asked = 0;     // times that it has begun anew
    std::int64_t m_outstanding = 0;  // asked for, and not processed
};

}  // namespace stormglass::nats
