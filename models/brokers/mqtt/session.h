// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer: its client, and its session at the broker.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/method_event.h"
#include "models/brokers/mqtt/connection.h"

namespace stormglass::mqtt {

class Group;

/// The client acknowledges when the message has been handled (paho-mqtt, _handle_publish; with QoS 2 _handle_pubrel). There is
/// no negative acknowledgement that would bring a message back: a client that has failed and wants it once more opens another
/// connection, and gets everything again that it has not acknowledged ([MQTT-4.4.0-1]).
///
/// What is not acknowledged stays in the session, as does what waits, for as long as the session lives. With QoS 0 nothing
/// does. A session has one subscription, so all that it gets has the same quality of service.
class Session final : private Connection::User {
public:
    Session(Server& server, Group& group, HostId host);

    [[nodiscard]] Group& group() const { return m_group; }
    [[nodiscard]] Connection& connection() { return m_connection; }
    [[nodiscard]] bool isOf(const Consumer& client) const { return &client == m_known; }

    void attach(Consumer& client);
    void detach(Departure how);
    void settle(std::uint64_t tag, Settlement settlement);
    void resume();

    /// One copy, which is in the books.
    void take(const Message& message);
    /// The memory of the broker is gone, but for what it has saved.
    void serverCrashed(bool isSilent);

    [[nodiscard]] std::uint64_t countHeld() const { return m_queue.size() + m_unsettled; }
    void clear();

private:
    struct Entry {
        Message message;
        SimTime acceptedAt{};
        bool wasSent = false;
        RedeliveryCause again = RedeliveryCause::ConsumerLost;  ///< Why, if it was.
    };
    struct Sent {
        Entry entry;
        bool hasArrived = false;  ///< The client has it, and has not said what has become of it.
        bool isHandled = false;   ///< It has, but the broker may not have heard of it.
        Settlement settlement = Settlement::Acknowledge;
        bool isReleased = false;  ///< With QoS 2: PUBREC has come to the broker.
        bool isClients = false;   ///< It is up to the client alone what becomes of it.
        bool isInFlight = false;  ///< With QoS 1 and 2: it takes a place in the window.
        bool isDone = false;
        bool isAnswered = false;  ///< PUBACK has been sent.
    };
    template <void (Session::*kAct)(std::uint64_t)>
    struct Signal;
    struct Arrival;
    struct Puback;

    void connected() override;
    void lostByServer() override;
    void lostByClient() override;

    // the broker's end
    void subscribe();
    void pump();
    void send(Entry entry, bool isReleased = false);
    void resendAll();
    void forgetFlights();
    void enqueue(Entry entry);
    [[nodiscard]] bool isClogged() const;
    /// It has no connection, and ends if it stays so.
    void awaitReturn();
    void acknowledged(std::uint64_t tag, Settlement settlement);
    void recorded(std::uint64_t tag);
    void completed(std::uint64_t tag);
    void endSession(LossCause cause);
    void expiryIsDue();
    [[nodiscard]] bool isExpired(const Entry& entry) const;
    void expire(const Entry& entry);
    [[nodiscard]] bool hasWindow() const;
    [[nodiscard]] bool isSurvivor(const Entry& entry, bool isSessionSaved) const;

    // the client's end
    void arrive();
    void released(std::uint64_t tag);
    void deliver(std::uint64_t tag);
    void startAgain();

    [[nodiscard]] Sent* find(std::uint64_t tag);
    void book(Sent& sent, Settlement settlement);
    /// The broker forgets what the client has not acknowledged; what is in its hands is up to the client from now on.
    void forget(Sent& sent, const Sent* inHands, LossCause cause);
    void lose(Sent& sent, LossCause cause);
    void lose(const Entry& entry, LossCause cause);
    void done(Sent& sent);
    void popDone();
    void dropUnarrived();
    /// What is in the hands of the client, if it handles something.
    [[nodiscard]] Sent* findInHands();

    Server& m_server;
    Group& m_group;
    const std::int64_t m_qos;
    const std::int64_t m_window;      // 0: no limit
    Connection m_connection;
    const Consumer* m_known = nullptr;  // the client by its identity, also while it is not there
    Consumer* m_client = nullptr;
    bool m_exists = false;            // at the broker
    SimTime m_since{};
    std::uint32_t m_endings = 0;
    RedeliveryCause m_brokenFor = RedeliveryCause::ConsumerLost;  // the connection, should it be
    BlockQueue<Entry> m_queue;
    BlockQueue<Sent, 16> m_sent;      // by tag, from m_firstTag on
    std::uint64_t m_firstTag = 1;
    std::uint64_t m_nextArrival = 1;  // what is on the way arrives in order
    std::uint64_t m_unsettled = 0;    // of those sent
    std::int64_t m_inFlight = 0;      // with QoS 1 and 2, as the broker sees it
    std::uint64_t m_unread = 0;       // arrivals while the client stands still
    MethodEvent<Session, &Session::expiryIsDue> m_expiry{*this};
};

}  // namespace stormglass::mqtt
