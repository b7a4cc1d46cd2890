// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue of Amazon SQS.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/method_event.h"
#include "models/brokers/numbered_queue.h"
#include "models/brokers/sqs/entry.h"
#include "models/brokers/sqs/service.h"

#include <map>
#include <queue>

namespace stormglass::sqs {

/// What only a FIFO queue has.
struct FifoPart;

/// Who received a message has it to itself for the visibility timeout; if it is not deleted by then, it is visible
/// again: in a standard queue behind the others, in a FIFO queue at its place. Order of a standard queue is best effort
/// and a message can come more than once.
class Queue {
public:
    Queue(Service& service, Topic& topic);
    ~Queue();

    [[nodiscard]] Topic& topic() const { return m_topic; }
    [[nodiscard]] bool isFifo() const { return m_fifo != nullptr; }

    void send(Message message);
    /// A dead letter of another queue; when it was sent counts as before, except in a FIFO queue.
    void sendDead(const Message& message, SimTime sentAt);
    /// A receive call is there; it is answered at once or when there is something.
    void receive(Receiver& receiver);
    void forget(Receiver& receiver);
    /// Waiting receive calls get what is visible.
    void serve();
    /// Whether the quota lets one more of these calls through.
    [[nodiscard]] bool admitsReceive();
    [[nodiscard]] bool admitsDelete();

    /// A received message by its handle; none when it was deleted or became visible again.
    [[nodiscard]] Entry* find(std::uint64_t handle);
    /// Precondition: it is not to come again; for that nothing need be done.
    void settle(std::uint64_t handle, Settlement settlement);
    /// ChangeMessageVisibility: it is invisible for that long from now on, if it still is. Refused beyond 12 hours after its receive.
    void changeVisibility(std::uint64_t handle, Duration timeout);
    /// Should it come again, it is for this reason, of which the service itself may know nothing.
    void noteComeback(std::uint64_t handle, RedeliveryCause cause);

    [[nodiscard]] std::uint64_t countHeld() const { return countVisible() + m_delayed.size() + m_timed.size() + m_inFlight.count(); }
    void clear();

private:
    struct Delayed {
        Entry entry;
        SimTime until{};
    };
    struct InFlight {
        Entry entry;
        SimTime receivedAt{};
        SimTime until{};
        std::uint32_t receiver = 0;  ///< By its number.
        bool isChanged = false;      ///< Its timeout is among m_changed.
    };
    using Changed = std::pair<SimTime, std::uint64_t>;  // until, handle

    [[nodiscard]] std::size_t countVisible() const;
    [[nodiscard]] bool canTake() const;
    /// As many are in flight as the quota allows.
    [[nodiscard]] bool isFull() const { return m_inFlight.count() >= static_cast<std::uint64_t>(m_topic.settings.inFlightLimit); }
    [[nodiscard]] Entry take();
    void show(Entry entry);
    [[nodiscard]] bool isExpired(const Entry& entry) const;
    [[nodiscard]] bool isExhausted(const Entry& entry) const;
    void expire(const Entry& entry);
    void answer(Receiver& receiver);
    [[nodiscard]] bool isOverlooked();
    void putBackOverlooked();
    void bury(const Entry& entry);
    void discard(const Entry& entry);
    void showAgain(std::uint64_t handle);
    void showDelayed();
    void showTimedOut();
    void expireOld();
    void wakeForExpiry();
    void timeIsUp();

    Service& m_service;
    Topic& m_topic;
    BlockQueue<Entry> m_visible;
    BlockQueue<Delayed, 16> m_delayed;
    std::multimap<SimTime, Entry> m_timed;  // with delays of their own
    NumberedQueue<InFlight> m_inFlight;  // by handle; also the order of timeouts, but for changed ones
    std::priority_queue<Changed, std::vector<Changed>, std::greater<>> m_changed;
    std::uint64_t m_nextDue = 1;  // handles before it are gone, or their timeouts have been changed
    std::vector<Receiver*> m_waiting;
    std::vector<Entry> m_overlooked;  // by the short poll under way
    RandomStream m_draws;
    Sampler m_messageDelay;
    const bool m_isSampled;
    const std::unique_ptr<FifoPart> m_fifo;  // null: a standard queue
    WakeUp<Queue, &Queue::timeIsUp> m_timer;
};

}  // namespace stormglass::sqs
