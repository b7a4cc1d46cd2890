// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that publishes, and what the broker knows of it.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/mqtt/connection.h"

namespace stormglass::mqtt {

/// Handshakes of 4.3. Nothing is repeated but after a new connection ([MQTT-4.4.0-1]), and then in the order in which it was
/// sent first ([MQTT-4.6.0-1]). The memory of the client lives as long as its process (paho-mqtt keeps it nowhere else).
///
/// A message is the client's until the broker hands it on: at once with QoS 0 and 1, at PUBREL with QoS 2 (Mosquitto,
/// handle__pubrel).
class Publisher final : private Connection::User {
public:
    Publisher(Server& server, HostId host) : m_server(server), m_connection(server, *this, server.settings.publisher.client, host) { }

    void begin() { m_connection.begin(); }
    void publish(Topic& topic, Message message, CompletionId confirm);
    /// Its process has died.
    void crash();
    void resume();
    [[nodiscard]] Connection& connection() { return m_connection; }

    /// The memory of the broker is gone, but for what it has saved.
    void serverCrashed(bool isSilent);

    /// Copies of the topic's messages that the broker has not handed on yet.
    [[nodiscard]] std::uint64_t countHeld(const Topic& topic) const;
    void clear();

private:
    enum class Stage : std::uint8_t {
        Waiting,
        Published,  ///< PUBACK or PUBREC has not come.
        Released,   ///< PUBCOMP has not come.
        Done
    };
    /// With QoS 1 or 2, until its handshake is over.
    struct Outgoing {
        Topic* topic = nullptr;
        Message message{};
        CompletionId confirm{};
        SimTime storedAt{};
        Stage stage = Stage::Waiting;
        bool isStored = false;  ///< By the broker, under its packet identifier, until PUBREL.
        bool isRouted = false;  ///< It has left its first copy's place in the books.
        LossCause forgottenBy = LossCause::BrokerCrashed;
    };
    /// Written to the connection, and not dealt with by the broker.
    struct Packet {
        Topic* topic = nullptr;  ///< With QoS 0.
        Message message{};       ///< With QoS 0.
        std::uint64_t id = 0;
        bool isRelease = false;
    };
    enum class Answer : std::uint8_t { Connack, Puback, Pubrec, Pubcomp };
    struct Unread {
        std::uint64_t id = 0;
        Answer answer = Answer::Connack;
        Outcome outcome = Outcome::Ok;
    };
    struct Way;

    void connected() override;
    void lostByServer() override;
    void lostByClient() override;

    // the client's end
    void publishAtMostOnce(Topic& topic, Message message, CompletionId confirm);
    void pump();
    void write(Packet packet, std::int64_t bytes);
    void resend();
    void answered(std::uint32_t number, const Unread& unread);
    void take(const Unread& unread);
    void finish(std::uint64_t id, Outcome outcome);
    void resolveLater(CompletionId confirm, Outcome outcome);

    // the broker's end
    void arrived(std::uint32_t number);
    void process(std::uint32_t number);
    void receive(Packet packet);
    void receive(Outgoing& outgoing, std::uint64_t id);
    void release(std::uint64_t id);
    void deny(Outgoing& outgoing, std::uint64_t id);
    void route(Outgoing& outgoing);
    void answer(std::uint64_t id, Answer what, Outcome outcome = Outcome::Ok);
    /// It has no connection, and its session ends if it stays so.
    void awaitReturn();
    void forget(LossCause cause);
    void dropWire(LossCause cause);

    [[nodiscard]] Outgoing* find(std::uint64_t id);
    [[nodiscard]] std::uint64_t end() const { return m_firstId + m_window.size(); }

    Server& m_server;
    Connection m_connection;
    bool m_isReady = false;           // CONNACK has come
    BlockQueue<Outgoing, 16> m_window;  // by packet identifier, from m_firstId on
    std::uint64_t m_firstId = 1;
    std::uint64_t m_nextId = 1;       // the first that waits
    std::int64_t m_inFlight = 0;
    BlockQueue<Packet, 16> m_wire;    // in the order in which they arrive
    std::vector<Unread> m_unread;     // while its process stands still
    SimTime m_sessionEndsAt = kNever; // at the broker
};

}  // namespace stormglass::mqtt
