// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a component has subscribed to: a topic, as a shared subscription or once for each of its instances.
#pragma once

#include "models/brokers/mqtt/server.h"

namespace stormglass::mqtt {

class Group {
public:
    Group(Server& server, Topic& topic) : m_server(server), m_topic(topic) { }

    [[nodiscard]] Topic& topic() const { return m_topic; }
    [[nodiscard]] bool isShared() const { return m_server.settings.subscriber.isShared; }

    /// A session has the subscription from now on, or has it no longer.
    void join(Session& session);
    void leave(Session& session);

    /// One copy of it is in the books. A shared subscription hands the messages round, whether the one whose turn it is
    /// has a connection or not (Mosquitto 2.0, subs__shared_process; 4.8.2 leaves it open).
    void route(const Message& message);
    /// That copy will not be delivered.
    void lose(const Message& message, LossCause cause);

private:
    Server& m_server;
    Topic& m_topic;
    std::vector<Session*> m_members;  // in the order in which they came
    std::size_t m_next = 0;
};

}  // namespace stormglass::mqtt
