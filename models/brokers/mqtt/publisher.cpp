// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The client's end of a publisher.
#include "models/brokers/mqtt/publisher.h"

#include "models/spec/size_limit.h"

namespace stormglass::mqtt {

void Publisher::publish(Topic& topic, Message message, CompletionId confirm)
{
    topic.probe->produced(m_server.now(), topic.groups.size());
    if (message.size > spec::sizeLimitOf(m_server.settings, topic.settings).bytes) [[unlikely]] {  // MQTT_ERR_PAYLOAD_SIZE
        topic.probe->failed(m_server.now(), LossCause::Refused, topic.groups.size());
        return resolveLater(confirm, Outcome::Refused);
    }
    if (topic.settings.qos == 0)
        return publishAtMostOnce(topic, std::move(message), confirm);
    const std::int64_t most = m_server.settings.publisher.maxQueued;
    if (most > 0 && static_cast<std::int64_t>(end() - m_nextId) + m_inFlight >= most) {  // MQTT_ERR_QUEUE_SIZE
        topic.probe->failed(m_server.now(), LossCause::BufferFull, topic.groups.size());
        return resolveLater(confirm, Outcome::Refused);
    }
    m_window.pushBack({.topic = &topic, .message = std::move(message), .confirm = confirm});
    pump();
}

void Publisher::publishAtMostOnce(Topic& topic, Message message, CompletionId confirm)
{
    if (!m_connection.isUpAtClient()) {  // MQTT_ERR_NO_CONN
        topic.probe->failed(m_server.now(), LossCause::PublisherOffline, topic.groups.size());
        return resolveLater(confirm, Outcome::Unavailable);
    }
    resolveLater(confirm, Outcome::Ok);
    const std::int64_t bytes = message.size;
    write({.topic = &topic, .message = std::move(message)}, bytes);
}

void Publisher::resolveLater(CompletionId confirm, Outcome outcome)
{
    m_server.context.network.after(Duration{}, [&completions = m_server.context.completions, confirm, outcome] {
        completions.resolve(confirm, outcome);
    });
}

void Publisher::pump()
{
    const std::int64_t most = m_server.settings.publisher.maxInflight;
    while (m_isReady && m_nextId < end() && (most == 0 || m_inFlight < most)) {
        Outgoing& outgoing = m_window[m_nextId - m_firstId];
        outgoing.stage = Stage::Published;
        ++m_inFlight;
        write({.id = m_nextId++}, outgoing.message.size);
    }
}

void Publisher::write(Packet packet, std::int64_t bytes)
{
    m_connection.clientSpoke();
    m_wire.pushBack(std::move(packet));
    m_server.context.network.send(m_connection.host(), m_server.host, bytes,
                                  Breakable{[this, number = m_connection.number()] { arrived(number); },
                                            [this, number = m_connection.number()](ParcelLoss) { m_connection.packetLost(number); }});
}

void Publisher::answered(std::uint32_t number, const Unread& unread)
{
    if (!m_connection.isCurrent(number))
        return;
    if (m_connection.isPaused())
        m_unread.push_back(unread);
    else
        take(unread);
}

void Publisher::take(const Unread& unread)
{
    if (unread.answer == Answer::Connack) {
        m_isReady = true;
        resend();
        pump();
    } else if (unread.answer == Answer::Pubrec) {
        if (Outgoing* const outgoing = find(unread.id); outgoing != nullptr) {
            outgoing->stage = Stage::Released;
            write({.id = unread.id, .isRelease = true}, kSmallPacket);
        }
    } else {
        finish(unread.id, unread.outcome);
    }
}

void Publisher::finish(std::uint64_t id, Outcome outcome)
{
    Outgoing* const outgoing = find(id);
    if (outgoing == nullptr)
        return;
    const CompletionId confirm = outgoing->confirm;
    outgoing->stage = Stage::Done;
    outgoing->message = {};
    --m_inFlight;
    for (; !m_window.empty() && m_window.front().stage == Stage::Done; ++m_firstId)
        m_window.popFront();
    pump();
    m_server.context.completions.resolve(confirm, outcome);
}

Publisher::Outgoing* Publisher::find(std::uint64_t id)
{
    if (id < m_firstId || id >= end())
        return nullptr;
    Outgoing& outgoing = m_window[id - m_firstId];
    return outgoing.stage == Stage::Done ? nullptr : &outgoing;
}

void Publisher::resend()
{
    for (std::uint64_t id = m_firstId; id < m_nextId; ++id) {
        Outgoing& outgoing = m_window[id - m_firstId];
        // After a clean start paho-mqtt begins again with PUBLISH, against [MQTT-4.3.3-6] and as its README warns: the
        // message may come twice.
        if (outgoing.stage == Stage::Released && m_connection.settings().isCleanStart)
            outgoing.stage = Stage::Published;
        if (outgoing.stage == Stage::Published)
            write({.id = id}, outgoing.message.size);
        else if (outgoing.stage == Stage::Released)
            write({.id = id, .isRelease = true}, kSmallPacket);
    }
}

void Publisher::lostByClient()
{
    m_isReady = false;
    m_unread.clear();
    dropWire(LossCause::ConnectionLost);
}

void Publisher::dropWire(LossCause cause)
{
    for (; !m_wire.empty(); m_wire.popFront()) {
        const Packet& packet = m_wire.front();
        if (packet.topic == nullptr)
            continue;
        noteLoss(packet.message, nameOf(cause));
        packet.topic->probe->lost(m_server.now(), cause, packet.topic->groups.size());
    }
}

void Publisher::crash()
{
    for (std::size_t i = 0; i < m_window.size(); ++i) {
        const Outgoing& outgoing = m_window[i];
        if (outgoing.stage != Stage::Done && !outgoing.isRouted)
            outgoing.topic->probe->failed(m_server.now(), LossCause::ProducerCrashed, outgoing.topic->groups.size());
    }
    dropWire(LossCause::ProducerCrashed);
    m_firstId = m_nextId = end();
    m_window.clear();
    m_inFlight = 0;
    m_unread.clear();
    m_isReady = false;
    m_connection.end(Departure::Reset);
}

void Publisher::resume()
{
    m_connection.resume();
    for (const Unread& unread : std::exchange(m_unread, {}))
        take(unread);
}

std::uint64_t Publisher::countHeld(const Topic& topic) const
{
    std::uint64_t held = 0;
    for (std::size_t i = 0; i < m_window.size(); ++i)
        if (m_window[i].topic == &topic && m_window[i].stage != Stage::Done && !m_window[i].isRouted)
            held += topic.groups.size();
    for (std::size_t i = 0; i < m_wire.size(); ++i)
        if (m_wire[i].topic == &topic)
            held += topic.groups.size();
    return held;
}

void Publisher::clear()
{
    m_firstId = m_nextId = end();
    m_window.clear();
    m_wire.clear();
}

}  // namespace stormglass::mqtt
