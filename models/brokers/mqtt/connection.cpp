// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/mqtt/connection.h"

namespace stormglass::mqtt {

void Connection::begin()
{
    m_isWanted = true;
    m_isPaused = false;
    m_wait = m_settings.reconnectMinDelay;
    if (m_server.now() == kStartOfRun && m_server.isUp)
        accept();
    else
        attempt();
}

void Connection::attempt()
{
    // The connection of TCP, and CONNECT: three ways until the broker knows the client.
    m_server.context.network.after(3 * m_server.delay(m_host), [this, attempt = ++m_attempts] {
        if (attempt == m_attempts)
            connect();
    });
}

void Connection::connect()
{
    if (!m_isWanted || m_isPaused || m_isUpAtClient)
        return;
    const Reach reach = m_server.connection(m_host);
    const bool isSilent = reach == Reach::Silent || (!m_server.isUp && m_server.isSilent);
    if (isSilent)
        retryIn(m_settings.connectTimeout);
    else if (reach == Reach::Refused || !m_server.isUp || m_server.context.network.isNameLost(m_server.context.name))
        retryIn(Duration::zero());
    else
        accept();
}

void Connection::retryIn(Duration time)
{
    m_server.context.network.after(time + m_wait, [this, attempt = ++m_attempts] {
        if (attempt == m_attempts)
            this->attempt();
    });
    m_wait = std::min(2 * m_wait, std::max(m_settings.reconnectMinDelay, m_settings.reconnectMaxDelay));
}

void Connection::accept()
{
    // The same client by another connection: the broker closes the one that it has ([MQTT-3.1.4-3]). A will is told if
    // the session does not go on, also one that still waits (3.1.3.2.2; Mosquitto 2.0, handle__connect).
    const bool doesGoOn = !m_settings.isCleanStart && m_server.sessionExpiry(m_settings) > Duration::zero();
    if (m_isUpAtServer)
        loseAtServer(doesGoOn ? Goodbye::Said : Goodbye::Unsaid);
    if (m_isWillWaiting && !doesGoOn)
        m_server.publishWill(m_settings.willChannel);
    dropWill();
    ++m_number;
    ++m_serverWatches;
    ++m_clientWatches;
    m_isServerWatching = false;
    m_isUpAtClient = m_isUpAtServer = true;
    m_wait = m_settings.reconnectMinDelay;
    m_reach = Reach::Open;
    clientSpoke();
    m_user.connected();
}

void Connection::end(Departure how)
{
    m_isWanted = m_isPaused = false;
    ++m_attempts;
    ++m_clientWatches;
    const bool wasUp = std::exchange(m_isUpAtClient, false);
    if (!m_isUpAtServer || !wasUp)
        return;
    ++m_number;
    if (how == Departure::Vanished || m_reach == Reach::Silent)
        watchServer();
    else
        closeAtServer(how == Departure::Closed ? Goodbye::Said : Goodbye::Unsaid);
}

void Connection::renew()
{
    if (!m_isUpAtClient || m_isPaused)
        return;
    loseAtClient();
    if (m_isUpAtServer && m_reach != Reach::Silent)
        closeAtServer(Goodbye::Said);
}

/// DISCONNECT, or the end of the connection, is on its way.
void Connection::closeAtServer(Goodbye goodbye)
{
    m_server.context.network.after(m_server.delay(m_host), [this, goodbye, number = m_number] {
        if (number == m_number)
            loseAtServer(goodbye);
    });
}

void Connection::loseAtServer(Goodbye goodbye)
{
    if (!m_isUpAtServer)
        return;
    m_isUpAtServer = m_isServerWatching = false;
    ++m_serverWatches;
    if (m_isUpAtClient)
        ++m_number;
    if (goodbye == Goodbye::Unsaid)
        publishWill();
    m_user.lostByServer();
}

void Connection::loseAtClient()
{
    if (!m_isUpAtClient || m_isPaused)  // it will find out when it goes on
        return;
    m_isUpAtClient = false;
    ++m_clientWatches;
    if (m_isUpAtServer)
        ++m_number;
    m_user.lostByClient();
    if (m_isWanted)
        retryIn(Duration::zero());
}

/// The broker has no such connection any more, and says so to whoever uses it.
void Connection::tellClient()
{
    m_server.context.network.after(m_server.delay(m_host), [this, number = m_number] {
        if (number == m_number && !m_isUpAtServer)
            loseAtClient();
    });
}

void Connection::publishWill()
{
    if (m_settings.willChannel.empty())
        return;
    // The delay, or the end of the session if that is earlier (3.1.3.2.2).
    const Duration wait = m_server.isV5() ? std::min(m_settings.willDelay, m_server.sessionExpiry(m_settings)) : Duration::zero();
    m_isWillWaiting = true;
    m_server.context.network.after(wait, [this, will = ++m_wills] {
        if (will != m_wills)
            return;
        m_isWillWaiting = false;
        m_server.publishWill(m_settings.willChannel);
    });
}

void Connection::dropWill()
{
    ++m_wills;
    m_isWillWaiting = false;
}

/// Something has come from the client, if only a ping.
SimTime Connection::lastHeard() const
{
    return m_server.now() - (m_server.now() - m_spokeAt) % m_settings.keepAlive;
}

void Connection::watchServer()
{
    if (m_settings.keepAlive == Duration::zero() || !m_isUpAtServer || std::exchange(m_isServerWatching, true))
        return;
    const SimTime end = lastHeard() + m_settings.keepAlive * 3 / 2;
    m_server.context.network.after(end - m_server.now(), [this, watch = ++m_serverWatches] {
        if (watch == m_serverWatches)
            loseAtServer(Goodbye::Unsaid);
    });
}

void Connection::watchClient()
{
    if (m_settings.keepAlive == Duration::zero() || !m_isUpAtClient)
        return;
    const SimTime end = lastHeard() + 2 * m_settings.keepAlive;
    m_server.context.network.after(end - m_server.now(), [this, watch = ++m_clientWatches] {
        if (watch == m_clientWatches)
            loseAtClient();
    });
}

void Connection::pause()
{
    m_isPaused = true;
    watchServer();
}

void Connection::resume()
{
    m_isPaused = false;
    if (m_isUpAtClient && !m_isUpAtServer && !isCut()) {
        loseAtClient();
    } else if (m_isUpAtClient && isCut()) {
        clientSpoke();
        watchClient();
    } else if (m_isUpAtClient) {
        clientSpoke();
        ++m_serverWatches;
        m_isServerWatching = false;
    } else if (m_isWanted) {
        attempt();
    }
}

void Connection::serverCrashed(bool isSilent)
{
    dropWill();
    ++m_serverWatches;
    m_isServerWatching = false;
    if (std::exchange(m_isUpAtServer, false) && m_isUpAtClient)
        ++m_number;
    if (m_isUpAtClient && isSilent && m_reach == Reach::Open)
        watchClient();
    else if (m_isUpAtClient && m_reach == Reach::Open)
        tellClient();
}

void Connection::serverRestarted()
{
    if (m_isUpAtClient && m_reach == Reach::Open)
        tellClient();
}

void Connection::reachChanged()
{
    const Reach reach = m_server.connection(m_host);
    if (reach == m_reach)
        return;
    m_reach = reach;
    if (reach == Reach::Silent) {
        watchServer();
        watchClient();
        return;
    }
    ++m_clientWatches;
    if (reach == Reach::Refused) {
        m_server.context.network.after(m_server.delay(m_host), [this, number = m_number] { packetLost(number); });
        return;
    }
    if (!m_isUpAtClient)
        return;
    if (!m_isUpAtServer) {
        m_server.isUp || !m_server.isSilent ? tellClient() : watchClient();
    } else if (!m_isPaused) {
        clientSpoke();
        ++m_serverWatches;
        m_isServerWatching = false;
    }
}

void Connection::packetLost(std::uint32_t number)
{
    if (number != m_number)
        return;
    loseAtServer(Goodbye::Unsaid);
    loseAtClient();
}

}  // namespace stormglass::mqtt
