// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer that receives, handles, deletes.
#pragma once

#include "models/brokers/sqs/service.h"

namespace stormglass::sqs {

/// Receives again and again until there is something. The service never learns that a receiver has gone: what it had
/// becomes visible again by itself.
class Receiver {
public:
    Receiver(Service& service, Queue& queue, Consumer& client, HostId host);

    [[nodiscard]] Queue& queue() const { return m_queue; }
    [[nodiscard]] std::uint32_t number() const { return m_number; }

    /// Does nothing while a receive is under way.
    void poll();
    void settle(std::uint64_t handle, Settlement settlement);
    void detach(Departure how);
    /// The client stands still: the receive call that is at the queue is not followed by another.
    void pause();
    void resume();

    /// From the queue: these handles are yours; bytes of their messages.
    void answer(std::uint64_t first, std::uint64_t end, std::int64_t bytes);
    /// When a receive call is at the queue: now, or when the next one gets there; kNever: there is no next one.
    [[nodiscard]] SimTime returnsAt() const;
    void comeAgain();
    /// A short poll has seen nothing, though something was there.
    void comeLater();
    [[nodiscard]] bool looksNow() const { return m_lookedAt == m_service.now(); }
    [[nodiscard]] bool isConnected() const { return m_service.isConnected(m_host); }
    /// Receives that have returned nothing since the last answer.
    [[nodiscard]] std::uint64_t emptyReceives() const;

private:
    struct Settled {
        std::uint64_t handle = 0;
        Settlement settlement = Settlement::Acknowledge;
    };

    void call(Duration wait);
    void atQueue();
    void leaveQueue();
    [[nodiscard]] Duration cycle() const;
    void received(std::uint64_t first, std::uint64_t end);
    void answerLost(std::uint64_t first, std::uint64_t end);
    /// A call is there; it is billed, unless the service is down.
    [[nodiscard]] bool isHeard();
    void fail(std::uint64_t handle);
    void release(std::vector<std::uint64_t> handles);
    void gather(Settled settled);
    void flush();
    void remove(std::vector<Settled> settled, std::int64_t attempt);
    void removed(const std::vector<Settled>& settled, std::int64_t attempt);
    void removeAgain(const std::vector<Settled>& settled, std::int64_t attempt);
    void beatLater();
    void beat();
    /// A call of the client; \p arrived is called when the service has dealt with it, or \p lost when it gets lost.
    template <class Arrived, class Lost>
    void send(Arrived arrived, Lost lost);

    Service& m_service;
    Queue& m_queue;
    Consumer* m_client;
    const HostId m_host;
    const std::uint32_t m_number;  // among all receivers
    const bool m_isTracking;      // it must know what it holds
    const bool m_isPlain;         // it deletes message by message, without a quota
    std::uint32_t m_life = 0;     // so that what is on its way to a former life is ignored
    bool m_isReceiving = false;
    bool m_isAtQueue = false;
    bool m_isComingAgain = false;
    bool m_isStandingStill = false;  // its process
    bool m_isPaused = false;         // its receives, until the first one after that
    bool m_isDead = false;
    bool m_isBeating = false;
    std::uint32_t m_pauses = 0;   // and resumptions
    std::int64_t m_attempt = 1;   // at a receive
    SimTime m_pausedAt{};
    SimTime m_firstAtQueue{};     // of the receive calls since the last answer
    SimTime m_lookedAt = kNever;
    std::vector<std::uint64_t> m_held;  // received and not settled
    std::vector<Settled> m_gathered;    // for a batch
    std::vector<std::pair<std::vector<Settled>, std::int64_t>> m_overdue;  // deletes that wait for it to go on; attempt
};

}  // namespace stormglass::sqs
