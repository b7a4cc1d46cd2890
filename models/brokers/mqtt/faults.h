// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be broken at an MQTT broker beyond its process and its messages.
#pragma once

#include "models/brokers/broker_faults.h"
#include "models/brokers/mqtt/server.h"

namespace stormglass::mqtt {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Server& server) : m_server(server) { }

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override { return m_server.topics[channel.value]->denials; }
    /// Nobody waits: what could not be read is gone or queued in sessions.
    void readsAllowed(ChannelId) override { }

    Server& m_server;
};

}  // namespace stormglass::mqtt
