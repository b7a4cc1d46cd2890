// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broker's end of a publisher.
#include "models/brokers/mqtt/publisher.h"

namespace stormglass::mqtt {

/// Something on its way between the two ends of one connection.
struct Publisher::Way {
    Publisher& publisher;
    std::uint32_t number;
    Unread unread;

    void operator()() const { publisher.answered(number, unread); }
    void lost(ParcelLoss) const { publisher.m_connection.packetLost(number); }
};

void Publisher::arrived(std::uint32_t number)
{
    if (!m_connection.isCurrent(number))
        return;
    const Duration work = m_server.work();
    if (work == Duration::zero())
        process(number);
    else
        m_server.context.network.after(work, [this, number] { process(number); });
}

void Publisher::process(std::uint32_t number)
{
    // Arrivals are counted, not named, so that a small packet does not overtake a large one.
    if (m_connection.isCurrent(number))
        receive(m_wire.takeFront());
}

void Publisher::receive(Packet packet)
{
    if (packet.topic != nullptr) {
        Topic& topic = *packet.topic;
        if (topic.denials.writes == 0)
            return m_server.route(topic, packet.message);
        noteLoss(packet.message, nameOf(LossCause::Denied));
        topic.probe->lost(m_server.now(), LossCause::Denied, topic.groups.size());
    } else if (packet.isRelease) {
        release(packet.id);
    } else if (Outgoing* const outgoing = find(packet.id); outgoing != nullptr) {
        receive(*outgoing, packet.id);
    }
}

void Publisher::receive(Outgoing& outgoing, std::uint64_t id)
{
    if (outgoing.topic->denials.writes > 0)
        return deny(outgoing, id);
    if (outgoing.topic->settings.qos == 1) {
        // Whatever comes after PUBACK is a new message, whether it is marked as DUP or not (4.3.2).
        route(outgoing);
        return answer(id, Answer::Puback);
    }
    if (!std::exchange(outgoing.isStored, true))
        outgoing.storedAt = m_server.now();
    answer(id, Answer::Pubrec);
}

void Publisher::release(std::uint64_t id)
{
    Outgoing* const outgoing = find(id);
    if (outgoing == nullptr)
        return;
    if (std::exchange(outgoing->isStored, false)) {
        route(*outgoing);
    } else if (!outgoing->isRouted) {
        // The broker does not know it any more, and answers as if it did (Mosquitto, handle__pubrel).
        noteLoss(outgoing->message, nameOf(outgoing->forgottenBy));
        outgoing->topic->probe->lost(m_server.now(), outgoing->forgottenBy, outgoing->topic->groups.size());
        outgoing->isRouted = true;
    }
    answer(id, Answer::Pubcomp);
}

/// 5.0: reason code 0x87, which ends the handshake. 3.1.1 has no such answer: Mosquitto says yes and drops it (3.3.5.2).
void Publisher::deny(Outgoing& outgoing, std::uint64_t id)
{
    ChannelProbe& probe = *outgoing.topic->probe;
    const std::size_t copies = outgoing.topic->groups.size();
    if (!std::exchange(outgoing.isRouted, true)) {
        if (!m_server.isV5())
            noteLoss(outgoing.message, nameOf(LossCause::Denied));
        m_server.isV5() ? probe.failed(m_server.now(), LossCause::Denied, copies)
                        : probe.lost(m_server.now(), LossCause::Denied, copies);
    }
    answer(id, Answer::Puback, m_server.isV5() ? Outcome::Refused : Outcome::Ok);
}

void Publisher::route(Outgoing& outgoing)
{
    const std::size_t copies = outgoing.topic->groups.size();
    if (std::exchange(outgoing.isRouted, true)) {
        outgoing.topic->probe->produced(m_server.now(), copies);
        outgoing.topic->probe->noteExtra(ExtraCause::Retry, copies);
        if (outgoing.message.transaction)
            ++outgoing.message.transaction->messages;
    }
    m_server.route(*outgoing.topic, outgoing.message);
}

void Publisher::answer(std::uint64_t id, Answer what, Outcome outcome)
{
    m_server.context.network.signal(m_server.host, m_connection.host(), kSmallPacket, Duration{},
                                    Way{*this, m_connection.number(), {.id = id, .answer = what, .outcome = outcome}});
}

void Publisher::connected()
{
    if (m_connection.settings().isCleanStart || m_server.now() >= m_sessionEndsAt)
        forget(LossCause::SessionEnded);
    m_sessionEndsAt = kNever;
    m_unread.clear();
    if (m_server.now() == kStartOfRun)
        m_isReady = true;
    else
        answer(0, Answer::Connack);
}

void Publisher::lostByServer()
{
    awaitReturn();
    m_isReady = false;
    dropWire(LossCause::ConnectionLost);
}

void Publisher::awaitReturn()
{
    m_sessionEndsAt = m_server.context.calendar.after(m_server.sessionExpiry(m_connection.settings()));
}

void Publisher::forget(LossCause cause)
{
    for (std::size_t i = 0; i < m_window.size(); ++i)
        if (std::exchange(m_window[i].isStored, false))
            m_window[i].forgottenBy = cause;
}

void Publisher::serverCrashed(bool isSilent)
{
    for (std::size_t i = 0; i < m_window.size(); ++i) {
        Outgoing& outgoing = m_window[i];
        if (outgoing.isStored && !m_server.isSaved(outgoing.storedAt)) {
            outgoing.isStored = false;
            outgoing.forgottenBy = m_server.causeOfCrash();
        }
    }
    if (m_connection.isUpAtServer())
        awaitReturn();
    m_isReady = false;
    dropWire(LossCause::BrokerCrashed);
    m_connection.serverCrashed(isSilent);
}

}  // namespace stormglass::mqtt
