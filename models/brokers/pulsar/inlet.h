// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer of one partition.
#pragma once

#include "models/brokers/pulsar/dispatcher.h"
#include "models/brokers/pulsar/in_order.h"
#include "models/brokers/pulsar/link.h"

#include <deque>
#include <optional>

namespace stormglass::pulsar {

/// Takes receiverQueueSize messages ahead, and asks for more when half of them have been taken. An entry is acknowledged when
/// all of its messages are, and the acknowledgements of acknowledgmentGroupTime go together; one that comes again meanwhile
/// is recognised (ConsumerImpl.java, PersistentAcknowledgmentsGroupingTracker.java). What is refused comes again after
/// negativeAckRedeliveryDelay, the whole entry with it (NegativeAcksTracker.java).
class Inlet final : public Link {
public:
    Inlet(Subscriber& subscriber, Cluster& cluster, Dispatcher& dispatcher, HostId host);

    /// What the broker knows of it.
    struct View {
        std::int64_t permits = 0;
        std::int64_t unacknowledged = 0;  ///< Messages.
        std::set<std::uint64_t> parked;   ///< Entries that are for it and nobody else, when it has room or they may come.
    };
    View view;

    /// From the broker.
    void send(std::uint64_t entry, std::int64_t bytes, std::optional<RedeliveryCause> again);

    void settle(std::uint64_t entry, std::uint32_t generation, std::uint32_t message, Settlement settlement);
    /// Its handling takes too long.
    void timedOut(std::uint64_t entry, std::uint32_t generation);
    void detach(Departure how);
    void pause();
    void resume();
    /// All that it has is to come again.
    void redeliverAll(RedeliveryCause cause);

private:
    struct AckParcel;
    /// An entry that it has in hand.
    struct Received {
        std::uint32_t generation = 0;
        std::uint32_t left = 0;  ///< Messages that have not been settled.
        bool isRefused = false;
        std::vector<Done> others = {};  ///< Messages with another end than an acknowledgement.
        std::vector<bool> done = {};
    };
    /// An entry on its way.
    struct Sent {
        std::uint64_t entry = 0;
        std::uint32_t messages = 0;
        std::uint32_t redeliveries = 0;
        std::optional<RedeliveryCause> again = {};  ///< Why it has been sent again.
    };
    struct Refused {
        SimTime until{};
        std::uint64_t entry = 0;
        std::uint32_t generation = 0;
    };
    using Entries = std::map<std::uint64_t, Received>;

    void connected() override;
    void disconnected() override;
    [[nodiscard]] bool mayConnect() override { return !m_isPaused; }
    void received(const Sent& sent);
    void taken(std::int64_t messages);
    void completed(Entries::iterator entry);
    void acknowledge(Ack ack);
    void flush();
    /// The bytes that have been sent.
    std::int64_t sendAcks();
    void refusalsAreOver();
    void comeAgain(const std::vector<std::uint64_t>& entries, RedeliveryCause cause);
    [[nodiscard]] bool isLastTime(std::uint64_t entry) const;
    void bury(std::uint64_t entry, const Received& received);

    Subscriber& m_subscriber;
    Dispatcher& m_dispatcher;
    const std::int64_t m_queueSize;
    const SimTime m_since;
    bool m_isPaused = false;
    std::uint32_t m_pauses = 0;
    std::uint32_t m_generation = 0;
    InOrder<Sent> m_sent;
    Entries m_received;
    std::map<std::uint64_t, Ack> m_acks;  // to be sent
    std::deque<Refused> m_refused;        // in the order of their times
    std::int64_t m_taken = 0;             // since it has asked for more
    std::int64_t m_waiting = 0;           // delivered, and not settled
    WakeUp<Inlet, &Inlet::flush> m_ackTimer;
    WakeUp<Inlet, &Inlet::refusalsAreOver> m_refusalTimer;
};

}  // namespace stormglass::pulsar
