// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A durable pull consumer with explicit acknowledgements, as the servers keep it.
#pragma once

#include "models/brokers/method_event.h"
#include "models/brokers/nats/stream.h"
#include "models/brokers/numbered_queue.h"

#include <deque>
#include <set>

namespace stormglass::nats {

/// Hands messages to those that have asked for some, one each in turn (nats-server 2.12, consumer.go: waitQueue, cycle). What
/// is not acknowledged within ack_wait, or the time of its delivery in backoff, comes again, before anything new; what is refused
/// (nak) at once.
///
/// Not modelled: acknowledgements that a server has not synced are not forgotten with its power.
class Durable {
public:
    Durable(Cluster& cluster, Stream& stream);

    [[nodiscard]] Stream& stream() const { return m_stream; }

    /// From the stream: it has been confirmed.
    void add(const Entry& entry);
    /// So many messages are asked for. A request stands until it is fulfilled or its consumer is forgotten.
    void pull(Puller& puller, std::int64_t count);
    void forget(const Puller& puller);
    /// Its client is gone, with all that it had.
    void left(const Puller& puller);
    /// Should that one come again, it is for this reason.
    void noteComeback(std::uint64_t number, RedeliveryCause cause);
    void dispatch();

    /// A delivered message by its number; none when it was settled, or is to be delivered again.
    [[nodiscard]] Entry* find(std::uint64_t number);
    void settle(std::uint64_t number, Settlement settlement);

    void leaderLost();
    /// What was stored after that is gone with the power of all that had it.
    void loseAfter(SimTime storedBefore);

    [[nodiscard]] std::uint64_t countHeld() const { return m_new.size() + m_again.size() + m_pending.count(); }
    void clear();

private:
    struct Request {
        Puller* puller = nullptr;
        std::int64_t left = 0;
    };
    struct Pending {
        Entry entry;
        SimTime until{};
    };
    using Deadline = std::pair<SimTime, std::uint64_t>;  // and the number in m_pending

    [[nodiscard]] bool hasNext() const;
    void hand(Request& request, Entry entry);
    [[nodiscard]] Duration ackWaitOf(const Entry& delivered) const;
    /// Precondition: something is pending.
    [[nodiscard]] Deadline firstDeadline() const;
    Entry takePending(std::uint64_t number);
    void again(Entry entry);
    void discard(const Entry& entry);
    void dropOld();
    void drop(const Entry& entry, bool isExpired);
    void timeIsUp();

    Cluster& m_cluster;
    Stream& m_stream;
    BlockQueue<Entry> m_new;
    BlockQueue<Entry, 16> m_again;     // these still count as unacknowledged
    NumberedQueue<Pending> m_pending;
    std::set<Deadline> m_deadlines;    // with backoff only; otherwise those pending are in the order of their timeouts
    std::deque<Request> m_requests;
    WakeUp<Durable, &Durable::timeIsUp> m_timer;
};

}  // namespace stormglass::nats
