// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer group of a stream.
#pragma once

#include "models/brokers/numbered_queue.h"
#include "models/brokers/redis/server.h"

namespace stormglass::redis {

/// Hands each message to one reader and keeps it in a list of pending ones until it is acknowledged. Nothing comes again by
/// itself: somebody has to claim it (Redis manual, Streams).
class Group {
public:
    Group(Server& server, Stream& stream) : m_server(server), m_stream(stream) { }

    [[nodiscard]] Stream& stream() const { return m_stream; }

    void add(const Entry& entry);
    /// A read is there; it is answered at once or when there is something.
    void read(Reader& reader);
    void forget(const Reader& reader);
    /// Its client is gone, with all that it had.
    void left(const Reader& reader);
    /// Should what was delivered under that tag come again, it is for this reason.
    void noteComeback(std::uint64_t tag, RedeliveryCause cause);
    void serve();
    /// XAUTOCLAIM: it gets what has been pending for too long, whoever has it.
    void claim(Reader& reader);

    /// A pending message by the tag of one of its deliveries; none when it was acknowledged. It may be
    /// another's by now: XACK asks for the number of the message only.
    [[nodiscard]] Entry* find(std::uint64_t tag);
    void settle(std::uint64_t tag, Settlement settlement);

    /// MAXLEN has taken everything before that one.
    void trimTo(std::uint64_t firstId);
    void loseAfter(SimTime addedBefore, LossCause cause);

    [[nodiscard]] std::uint64_t countHeld() const { return m_new.size() + m_pending.count(); }
    void clear();

private:
    struct Pending {
        Entry entry;
        SimTime deliveredAt{};
    };

    [[nodiscard]] std::uint64_t hand(Entry entry, const Reader& reader);
    [[nodiscard]] std::uint64_t deliver(Pending& pending, const Reader& reader);
    void lose(const Entry& entry, LossCause cause);
    void bury(const Entry& entry);

    Server& m_server;
    Stream& m_stream;
    BlockQueue<Entry> m_new;
    NumberedQueue<Pending> m_pending;  // the number of a message is its own
    std::vector<Reader*> m_blocked;    // in the order in which they came
};

}  // namespace stormglass::redis
