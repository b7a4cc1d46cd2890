// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The client's end of a session.
#include "models/brokers/mqtt/group.h"
#include "models/brokers/mqtt/session.h"
#include "models/brokers/mqtt/session_signals.h"

namespace stormglass::mqtt {

void Session::attach(Consumer& client)
{
    m_known = m_client = &client;
    m_connection.begin();
}

void Session::detach(Departure how)
{
    m_client = nullptr;
    m_unread = 0;
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        // Of QoS 2 the broker will send PUBREL only, and the next process says PUBCOMP to what it does not know (paho-mqtt).
        Sent& sent = m_sent[i];
        sent.hasArrived = false;
        if (!sent.isDone && (sent.isClients || sent.isReleased))
            lose(sent, LossCause::SubscriberGone);
    }
    dropUnarrived();
    m_connection.end(how);
}

void Session::resume()
{
    m_connection.resume();
    for (std::uint64_t left = std::exchange(m_unread, 0); left > 0; --left)
        arrive();
}

void Session::arrive()
{
    const std::uint64_t tag = m_nextArrival++;
    Sent* const sent = find(tag);
    if (sent == nullptr)
        return;
    sent->hasArrived = true;
    if (m_qos < 2 || sent->isReleased)
        return deliver(tag);
    m_connection.clientSpoke();
    m_server.context.network.signal(m_connection.host(), m_server.host, kSmallPacket, Duration{},
                                    Signal<&Session::recorded>{*this, m_connection.number(), tag});
}

/// PUBREL has come.
void Session::released(std::uint64_t tag)
{
    if (find(tag) != nullptr)
        deliver(tag);
}

void Session::deliver(std::uint64_t tag)
{
    Sent& sent = *find(tag);
    // At most once, or exactly once: nobody else will hear of it again.
    sent.isClients = m_qos != 1;
    const bool isRedelivered = m_qos == 1 && sent.entry.wasSent;
    if (isRedelivered)
        m_group.topic().probe->redelivered(sent.entry.again);
    if (m_client != nullptr)
        m_client->deliver({sent.entry.message, tag, isRedelivered});
}

void Session::settle(std::uint64_t tag, Settlement settlement)
{
    Sent* const sent = find(tag);
    if (sent == nullptr)
        return;
    const bool isConnected = m_connection.isUpAtClient();
    if (sent->isClients) {
        const bool isInFlight = sent->isInFlight;
        book(*sent, settlement);
        popDone();
        if (isInFlight && isConnected) {
            m_connection.clientSpoke();
            m_server.context.network.signal(m_connection.host(), m_server.host, kSmallPacket, Duration{},
                                            Signal<&Session::completed>{*this, m_connection.number(), tag});
        }
        return;
    }
    sent->hasArrived = false;
    if (settlement == Settlement::Requeue)
        return startAgain();
    sent->isHandled = true;
    sent->settlement = settlement;
    if (!isConnected)
        return;  // it comes again
    sent->isAnswered = true;
    m_connection.clientSpoke();
    m_server.context.network.signal(m_connection.host(), m_server.host, kSmallPacket, Duration{},
                                    Puback{*this, m_connection.number(), tag, settlement});
}

/// By another connection. What else has come is dropped with this one: the client is done with what it had in its hands.
void Session::startAgain()
{
    for (std::size_t i = 0; i < m_sent.size(); ++i)
        m_sent[i].hasArrived = false;
    m_brokenFor = RedeliveryCause::Rejected;
    m_connection.renew();
}

void Session::lostByClient()
{
    m_unread = 0;
    dropUnarrived();
    if (m_qos != 1 || m_client == nullptr)
        return;
    // Everything comes again, so what waits in the client is dropped. With QoS 0 and 2 it does not.
    const Sent* const inHands = findInHands();
    for (std::size_t i = 0; i < m_sent.size(); ++i)
        m_sent[i].hasArrived = &m_sent[i] == inHands;
    m_client->closed();
}

Session::Sent* Session::find(std::uint64_t tag)
{
    if (tag < m_firstTag || tag - m_firstTag >= m_sent.size())
        return nullptr;
    Sent& sent = m_sent[tag - m_firstTag];
    return sent.isDone ? nullptr : &sent;
}

Session::Sent* Session::findInHands()
{
    if (m_client == nullptr || m_qos != 1)
        return nullptr;
    for (std::size_t i = 0; i < m_sent.size(); ++i)
        if (!m_sent[i].isDone && m_sent[i].hasArrived)
            return &m_sent[i];  // it handles them in the order in which they have come
    return nullptr;
}

void Session::forget(Sent& sent, const Sent* inHands, LossCause cause)
{
    if (&sent == inHands)
        sent.isClients = true;
    else if (sent.isHandled)
        book(sent, sent.settlement);
    else
        lose(sent, cause);
}

void Session::book(Sent& sent, Settlement settlement)
{
    ChannelProbe& probe = *m_group.topic().probe;
    if (settlement == Settlement::Acknowledge) {
        probe.acknowledged(m_server.now());
        done(sent);
    } else if (settlement == Settlement::LaidAside) {
        probe.deadLettered(m_server.now());
        done(sent);
    } else {
        lose(sent, LossCause::Discarded);
    }
}

void Session::popDone()
{
    for (; !m_sent.empty() && m_sent.front().isDone; ++m_firstTag)
        m_sent.popFront();
}

void Session::lose(Sent& sent, LossCause cause)
{
    lose(sent.entry, cause);
    done(sent);
}

void Session::lose(const Entry& entry, LossCause cause) { m_group.lose(entry.message, cause); }

void Session::done(Sent& sent)
{
    sent.isDone = true;
    sent.entry.message = {};
    --m_unsettled;
}

/// With QoS 0, what is on its way in a connection that is gone.
void Session::dropUnarrived()
{
    for (std::size_t i = 0; m_qos == 0 && i < m_sent.size(); ++i)
        if (!m_sent[i].isDone && !m_sent[i].isClients)
            lose(m_sent[i], LossCause::ConnectionLost);
}

}  // namespace stormglass::mqtt
