// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A subscription, as the service keeps it.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/comeback_note.h"
#include "models/brokers/method_event.h"
#include "models/brokers/pubsub/service.h"

#include <deque>
#include <map>
#include <optional>

namespace stormglass::pubsub {

/// Streams messages to clients that have room, in turn. A client that is alive extends the deadline of what it has in hand
/// (MaxExtension); of one that is gone it comes again after ackDeadlineSeconds. With ordering one message of a key is under
/// way at a time.
///
/// Not modelled: with ordering, that what follows a message of the same key comes again with it, which cannot have been
/// delivered here.
class Subscription {
public:
    Subscription(Service& service, Topic& topic) : m_service(service), m_topic(topic), m_timer(service.context.calendar, *this) { }

    [[nodiscard]] Topic& topic() const { return m_topic; }

    void attach(Subscriber& subscriber);
    void add(const Message& message);
    void serve();

    /// A delivered message by its number; none when it was settled or is to be delivered again.
    [[nodiscard]] const Message* find(std::uint64_t number) const;
    /// It has come to its client. Why it comes again, if it does.
    [[nodiscard]] std::optional<RedeliveryCause> arrived(std::uint64_t number);
    void settle(std::uint64_t number, Settlement settlement);
    /// Nobody extends the deadline of that one any more: its client has not got it, or its acknowledgement has got lost.
    void abandon(std::uint64_t number, RedeliveryCause cause);
    /// The client stands still or is gone, with all that it had.
    void abandonAll(const Subscriber& subscriber, RedeliveryCause cause);
    void detach(Subscriber& subscriber);

    [[nodiscard]] std::uint64_t countHeld() const { return m_ready.size() + m_waiting.size() + m_parked + m_outstanding.size(); }
    void clear();

private:
    struct Entry {
        Message message;
        SimTime publishedAt{};
        std::uint32_t attempts = 0;
        ComebackNote comeback = {};
    };
    struct Outstanding {
        Entry entry;
        Subscriber* subscriber = nullptr;
        std::multimap<SimTime, std::uint64_t>::iterator deadline;
    };

    [[nodiscard]] Subscriber* findFree();
    void deliver(Subscriber& subscriber, Entry entry);
    [[nodiscard]] Entry take(std::uint64_t number);
    void setDeadline(std::uint64_t number, SimTime at);
    void again(Entry entry, bool isRefused);
    void bury(const Entry& entry);
    void release(std::uint32_t key);
    void timeIsUp();

    Service& m_service;
    Topic& m_topic;
    BlockQueue<Entry> m_ready;
    std::multimap<SimTime, Entry> m_waiting;              // for their backoff
    std::map<std::uint64_t, Outstanding> m_outstanding;   // by number
    std::multimap<SimTime, std::uint64_t> m_deadlines;
    std::map<std::uint32_t, std::deque<Entry>> m_keys;    // with ordering: under way, and what waits behind
    std::uint64_t m_parked = 0;                           // of those
    std::uint64_t m_last = 0;
    std::vector<Subscriber*> m_subscribers;
    std::size_t m_turn = 0;  // of those: who is next
    WakeUp<Subscription, &Subscription::timeIsUp> m_timer;
};

}  // namespace stormglass::pubsub
