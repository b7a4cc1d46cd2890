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

    /// Does nothing while a receive is under way.
    void poll();
    void settle(std::uint64_t handle, Settlement settlement);
    void detach();
    /// The client stands still: the receive call that is at the queue is not followed by another.
    void pause();
    void resume();

    /// From the queue: these handles are yours.
    void answer(std::uint64_t first, std::uint64_t end, std::int64_t bytes);
    /// When a receive call is at the queue: now, or when the next one gets there; kNever: there is no next one.
    [[nodiscard]] SimTime returnsAt() const;
    void comeAgain();
    [[nodiscard]] bool isConnected() const { return m_service.isConnected(m_host); }

private:
    void call(Duration wait);
    void received(std::uint64_t first, std::uint64_t end);
    void answerLost();

    Service& m_service;
    Queue& m_queue;
    Consumer* m_client;
    const HostId m_host;
    std::uint32_t m_life = 0;     // so that what is on its way to a former life is ignored
    bool m_isReceiving = false;
    bool m_isComingAgain = false;
    bool m_isPaused = false;
    std::uint32_t m_pauses = 0;   // and resumptions
    SimTime m_pausedAt{};
    SimTime m_firstAtQueue{};     // of the receive calls since the last answer
};

}  // namespace stormglass::sqs
