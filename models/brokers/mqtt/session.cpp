// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broker's end of a session.
#include "models/brokers/mqtt/session.h"

#include "models/brokers/mqtt/group.h"
#include "models/brokers/mqtt/session_signals.h"

namespace stormglass::mqtt {

namespace {

/// 3.1.1 has no receive maximum.
std::int64_t windowOf(const Server& server)
{
    const std::int64_t asked = server.settings.subscriber.receiveMaximum;
    return server.isV5() && asked > 0 ? asked : server.settings.maxInflightMessages;
}

}  // namespace

Session::Session(Server& server, Group& group, HostId host)
    : m_server(server)
    , m_group(group)
    , m_qos(group.topic().deliveryQos())
    , m_window(windowOf(server))
    , m_connection(server, *this, server.settings.subscriber.client, host)
{
}

void Session::connected()
{
    ++m_endings;
    if (m_exists && m_connection.settings().isCleanStart)
        endSession(LossCause::SessionEnded);
    if (m_exists) {
        resendAll();
        pump();
    } else if (m_server.now() == kStartOfRun) {
        subscribe();
    } else {
        popDone();
        m_nextArrival = m_firstTag + m_sent.size();
        // CONNACK, SUBSCRIBE
        m_server.context.network.after(2 * m_server.delay(m_connection.host()), [this, number = m_connection.number()] {
            if (m_connection.isCurrent(number))
                subscribe();
        });
    }
    m_brokenFor = RedeliveryCause::ConsumerLost;
}

void Session::subscribe()
{
    m_exists = true;
    m_since = m_server.now();
    m_server.noteChange();
    m_group.join(*this);
    Topic& topic = m_group.topic();
    const Message* const retained = m_group.isShared() ? nullptr : m_server.findRetained(topic);
    if (retained == nullptr)
        return;
    topic.probe->produced(m_server.now(), 1);
    topic.probe->noteExtra(ExtraCause::Retained, 1);
    if (retained->transaction)
        ++retained->transaction->messages;
    take(*retained);
}

bool Session::hasWindow() const { return m_connection.isUpAtServer() && (m_window == 0 || m_inFlight < m_window); }

void Session::take(const Message& message)
{
    Entry entry{.message = message, .acceptedAt = m_server.now()};
    if (m_qos > 0)
        hasWindow() && m_queue.empty() ? send(std::move(entry)) : enqueue(std::move(entry));
    else if (m_connection.isUpAtServer())
        isClogged() ? lose(entry, LossCause::Overflow) : send(std::move(entry));
    else if (m_server.settings.queuesQos0)
        enqueue(std::move(entry));
    else
        lose(entry, LossCause::SubscriberOffline);
}

/// A client that does not keep up lets QoS 0 messages pile up in front of its socket, where max_queued_messages counts
/// (Mosquitto, db__ready_for_flight). What the buffers of TCP would hold on top of that is not modelled.
bool Session::isClogged() const
{
    const std::int64_t most = m_server.settings.maxQueuedMessages;
    return most > 0 && static_cast<std::int64_t>(m_unsettled) >= most;
}

void Session::enqueue(Entry entry)
{
    const std::int64_t most = m_server.settings.maxQueuedMessages;
    if (most > 0 && static_cast<std::int64_t>(m_queue.size()) >= most) {
        if (m_server.settings.queueDrop == spec::MqttQueueDrop::Newest)
            return lose(entry, LossCause::Overflow);
        lose(m_queue.takeFront(), LossCause::Overflow);
    }
    m_queue.pushBack(std::move(entry));
    m_server.noteChange();
    if (m_group.topic().settings.messageExpiry > Duration::zero() && !m_expiry.isScheduled())
        m_server.context.calendar.schedule(m_queue.front().acceptedAt + m_group.topic().settings.messageExpiry, m_expiry);
}

void Session::pump()
{
    while (!m_queue.empty() && hasWindow()) {
        Entry entry = m_queue.takeFront();
        if (isExpired(entry))
            expire(entry);
        else
            send(std::move(entry));
    }
}

void Session::send(Entry entry, bool isReleased)
{
    const std::int64_t bytes = isReleased ? kSmallPacket : entry.message.size;
    m_sent.pushBack({.entry = std::move(entry), .isReleased = isReleased, .isInFlight = m_qos > 0});
    ++m_unsettled;
    m_inFlight += m_qos > 0 ? 1 : 0;
    m_server.context.network.send(m_server.host, m_connection.host(), bytes, Arrival{*this, m_connection.number()});
}

/// What has not been acknowledged, in the order in which it was sent ([MQTT-4.4.0-1], [MQTT-4.6.0-1]); of QoS 2 what the
/// client has taken only as PUBREL. What the client has in its hands it will complete.
void Session::resendAll()
{
    std::vector<Sent> again;
    m_inFlight = 0;
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        Sent& sent = m_sent[i];
        if (sent.isDone)
            continue;
        if (sent.isClients) {
            m_inFlight += sent.isInFlight ? 1 : 0;
            continue;
        }
        again.push_back(sent);
        done(sent);
    }
    popDone();
    m_nextArrival = m_firstTag + m_sent.size();
    for (Sent& sent : again) {
        sent.entry.wasSent = true;
        sent.entry.again = sent.isAnswered && m_brokenFor == RedeliveryCause::ConsumerLost ? RedeliveryCause::AnswerLost : m_brokenFor;
        send(std::move(sent.entry), sent.isReleased);
    }
}

void Session::acknowledged(std::uint64_t tag, Settlement settlement)
{
    Sent* const sent = find(tag);
    if (sent == nullptr)
        return;
    --m_inFlight;
    book(*sent, settlement);
    popDone();
    pump();
}

/// PUBREC has come; PUBREL goes.
void Session::recorded(std::uint64_t tag)
{
    if (Sent* const sent = find(tag); sent != nullptr) {
        sent->isReleased = true;
        m_server.context.network.signal(m_server.host, m_connection.host(), kSmallPacket, Duration{},
                                        Signal<&Session::released>{*this, m_connection.number(), tag});
    }
}

/// PUBCOMP has come.
void Session::completed(std::uint64_t)
{
    --m_inFlight;
    pump();
}

void Session::lostByServer()
{
    dropUnarrived();
    awaitReturn();
}

void Session::awaitReturn()
{
    const Duration expiry = m_server.sessionExpiry(m_connection.settings());
    if (expiry == Duration::zero())
        return endSession(LossCause::SessionEnded);
    if (expiry == spec::MqttClient::kNoExpiry)
        return;
    m_server.context.network.after(expiry, [this, ending = ++m_endings] {
        if (ending == m_endings)
            endSession(LossCause::SessionEnded);
    });
}

void Session::endSession(LossCause cause)
{
    if (!std::exchange(m_exists, false))
        return;
    m_group.leave(*this);
    while (!m_queue.empty())
        lose(m_queue.takeFront(), cause);
    Sent* const inHands = findInHands();
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        if (Sent& sent = m_sent[i]; !sent.isDone && !sent.isClients)
            forget(sent, inHands, cause);
    }
    forgetFlights();
}

/// The broker does not know of any.
void Session::forgetFlights()
{
    m_inFlight = 0;
    for (std::size_t i = 0; i < m_sent.size(); ++i)
        m_sent[i].isInFlight = false;
}

void Session::serverCrashed(bool isSilent)
{
    const bool isSessionSaved = m_exists && m_server.isSaved(m_since);
    const LossCause cause = m_server.causeOfCrash();
    for (std::size_t left = m_queue.size(); left > 0; --left) {
        Entry entry = m_queue.takeFront();
        if (isSurvivor(entry, isSessionSaved))
            m_queue.pushBack(std::move(entry));
        else
            lose(entry, cause);
    }
    Sent* const inHands = findInHands();
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        Sent& sent = m_sent[i];
        if (!sent.isDone && !sent.isClients && !isSurvivor(sent.entry, isSessionSaved))
            forget(sent, inHands, m_qos == 0 ? LossCause::BrokerCrashed : cause);
    }
    if (m_exists && !isSessionSaved) {
        m_exists = false;
        m_group.leave(*this);
    }
    forgetFlights();
    const bool hadConnection = m_connection.isUpAtServer();
    if (hadConnection)
        m_brokenFor = RedeliveryCause::BrokerLost;
    m_connection.serverCrashed(isSilent);
    if (hadConnection)
        awaitReturn();
}

bool Session::isSurvivor(const Entry& entry, bool isSessionSaved) const
{
    return m_qos > 0 && isSessionSaved && m_server.isSaved(entry.acceptedAt);
}

bool Session::isExpired(const Entry& entry) const
{
    const Duration expiry = m_group.topic().settings.messageExpiry;
    return expiry > Duration::zero() && m_server.now() >= entry.acceptedAt + expiry;
}

void Session::expire(const Entry& entry)
{
    noteLoss(entry.message, kExpired);
    m_group.topic().probe->expired(m_server.now());
}

void Session::expiryIsDue()
{
    while (!m_queue.empty() && isExpired(m_queue.front()))
        expire(m_queue.takeFront());
    if (!m_queue.empty())
        m_server.context.calendar.schedule(m_queue.front().acceptedAt + m_group.topic().settings.messageExpiry, m_expiry);
}

void Session::clear()
{
    m_client = nullptr;
    m_expiry.cancel();
    m_queue.clear();
    m_sent.clear();
    m_unsettled = 0;
}

}  // namespace stormglass::mqtt
