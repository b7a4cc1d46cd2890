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

    void deny(ChannelId channel, bool isWrite) override { ++denials(channel, isWrite); }
    void allow(ChannelId channel, bool isWrite) override { --denials(channel, isWrite); }

private:
    [[nodiscard]] std::uint32_t& denials(ChannelId channel, bool isWrite)
    {
        Topic& topic = *m_server.topics[channel.value];
        return isWrite ? topic.deniedWrites : topic.deniedReads;
    }

    Server& m_server;
};

}  // namespace stormglass::mqtt
