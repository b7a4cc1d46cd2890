// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The connection of a client, as each of its two ends sees it.
#pragma once

#include "models/brokers/mqtt/server.h"

namespace stormglass::mqtt {

/// A client connects again for as long as its process wants to, with a wait that doubles (paho-mqtt, _reconnect_wait).
///
/// Either end may take the connection for lost before the other one does:
/// - the broker when nothing has come for one and a half times keep_alive ([MQTT-3.1.2-22]);
/// - the client when a PINGREQ has had no answer for keep_alive (paho-mqtt, _check_keepalive; 3.1.2.10 leaves the time open);
/// - both at once when it is reset.
/// Pings are not simulated: when the last one was follows from keep_alive and from when the client last spoke.
class Connection {
public:
    class User {
    public:
        virtual void connected() = 0;               ///< The broker has accepted CONNECT.
        virtual void lostByServer() = 0;            ///< The session has no connection any more.
        virtual void lostByClient() = 0;

    protected:
        ~User() = default;
    };

    Connection(Server& server, User& user, const spec::MqttClient& settings, HostId host)
        : m_server(server), m_user(user), m_settings(settings), m_host(host)
    {
    }

    /// The process of the client is there. At the start of the run it has been connected for a while.
    void begin();
    /// It is not any more, and has been told so itself.
    void end(Departure how);
    /// The client closes the connection in good order, and opens another one.
    void renew();
    void pause();
    void resume();

    void serverCrashed(bool isSilent);
    void serverRestarted();
    void reachChanged();
    /// A packet of the connection of that number could not be carried.
    void packetLost(std::uint32_t number);
    void clientSpoke() { m_spokeAt = m_server.now(); }

    [[nodiscard]] bool isUpAtServer() const { return m_isUpAtServer; }
    [[nodiscard]] bool isUpAtClient() const { return m_isUpAtClient; }
    /// Whether a packet of the connection of that number that gets to its end is taken there.
    [[nodiscard]] bool isCurrent(std::uint32_t number) const
    {
        return number == m_number && m_isUpAtServer && m_isUpAtClient;
    }
    [[nodiscard]] std::uint32_t number() const { return m_number; }
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] const spec::MqttClient& settings() const { return m_settings; }

private:
    enum class Goodbye { Said, Unsaid };

    void attempt();
    void connect();
    void accept();
    void retryIn(Duration wait);
    void loseAtServer(Goodbye goodbye);
    void loseAtClient();
    void closeAtServer(Goodbye goodbye);
    void tellClient();
    void watchServer();
    void watchClient();
    void publishWill();
    void dropWill();
    [[nodiscard]] bool isCut() const { return m_reach != Reach::Open || (!m_server.isUp && m_server.isSilent); }
    [[nodiscard]] SimTime lastHeard() const;

    Server& m_server;
    User& m_user;
    const spec::MqttClient& m_settings;
    const HostId m_host;
    bool m_isWanted = false;
    bool m_isPaused = false;
    bool m_isUpAtClient = false;
    bool m_isUpAtServer = false;
    bool m_isServerWatching = false;    // its keep-alive timer will run out
    bool m_isWillWaiting = false;       // for its delay
    std::uint32_t m_number = 0;         // what is under way under a former one is ignored
    std::uint32_t m_attempts = 0;
    std::uint32_t m_serverWatches = 0;
    std::uint32_t m_clientWatches = 0;
    std::uint32_t m_wills = 0;
    Reach m_reach = Reach::Open;
    Duration m_wait{};                  // before the next attempt but one
    SimTime m_spokeAt{};
};

}  // namespace stormglass::mqtt
