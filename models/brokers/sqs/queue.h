// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A standard queue of Amazon SQS.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/method_event.h"
#include "models/brokers/sqs/service.h"

namespace stormglass::sqs {

/// A message that is waiting, or that nobody may see yet.
struct Entry {
    Message message;
    SimTime sentAt{};
    std::uint32_t receives = 0;
};

/// Who received a message has it to itself for the visibility timeout; if it is not deleted by then, it is visible
/// again, behind the others. Order is best effort and a message can come more than once.
class Queue {
public:
    Queue(Service& service, Topic& topic) : m_service(service), m_topic(topic) { }

    [[nodiscard]] const Topic& topic() const { return m_topic; }

    void send(Message message);
    /// A receive call is there; it is answered at once or when there is something.
    void receive(Receiver& receiver);
    void forget(Receiver& receiver);
    /// Waiting receive calls get what is visible.
    void serve();

    /// A received message by its handle; none when it was deleted or became visible again.
    [[nodiscard]] const Entry* find(std::uint64_t handle) const;
    /// Precondition: it is not to come again; for that nothing need be done.
    void settle(std::uint64_t handle, Settlement settlement);

    [[nodiscard]] std::uint64_t countHeld() const { return m_visible.size() + m_delayed.size() + m_inFlightCount; }
    void clear();

private:
    struct Delayed {
        Entry entry;
        SimTime until{};
    };
    struct InFlight {
        Entry entry;
        SimTime until{};
        bool isGone = false;
    };

    [[nodiscard]] bool isExpired(const Entry& entry) const;
    [[nodiscard]] bool isExhausted(const Entry& entry) const;
    void answer(Receiver& receiver);
    void bury(Entry entry);
    void discard(const Entry& entry);
    void remove(InFlight& received);
    void wakeAt(SimTime at);
    void timeIsUp();

    static constexpr std::uint64_t kMostInFlight = 120'000;  // quota of a standard queue

    Service& m_service;
    Topic& m_topic;
    BlockQueue<Entry> m_visible;
    BlockQueue<Delayed, 16> m_delayed;
    BlockQueue<InFlight> m_inFlight;  // by handle, from m_firstHandle on, which is also the order of their timeouts
    std::uint64_t m_firstHandle = 1;
    std::uint64_t m_inFlightCount = 0;
    std::vector<Receiver*> m_waiting;
    SimTime m_wakesAt{};
    MethodEvent<Queue, &Queue::timeIsUp> m_timer{*this};
};

}  // namespace stormglass::sqs
