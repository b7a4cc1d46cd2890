// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is wrong with the ways between hosts at present, and what becomes of parcels on them.
#pragma once

#include "models/network/network.h"
#include "models/network/way_rule.h"

#include <map>
#include <memory>
#include <vector>

namespace stormglass {

/// The network asks here for as long as some rule is active, or parcels are delayed by one that was.
///
/// Parcels travel by TCP. All that one host sends another keeps its order: what is lost is sent again after the
/// retransmission timeout, and what was sent after it waits. The timeout is the round trip and 200 ms (RFC 6298 with the
/// least deviation of Linux, TCP_RTO_MIN) and doubles with each repetition up to 120 s (TCP_RTO_MAX). After the 15th one
/// (tcp_retries2) the connection breaks, and everything that waits is lost with it: that is a quarter of an hour later.
/// Once a lost segment has got through, the others follow as slow start lets them: one, two, four for each round trip.
/// What waits in the queue of a narrow way goes on at once when the way is wide again.
///
/// Small messages have nothing behind them that would tell the sender of a loss any sooner; for a parcel of many
/// segments, where a fast retransmission would do, this is a pessimistic picture.
class Impairments {
public:
    /// All of them outlive it.
    Impairments(Calendar& calendar, Ways& ways, Network& network);
    ~Impairments();
    Impairments(const Impairments&) = delete;
    Impairments& operator=(const Impairments&) = delete;

    /// The rule must be removed or forgotten before it dies. Where it resets connections, what was under way is lost.
    void add(WayRule& rule);
    void remove(WayRule& rule);
    void setStrength(WayRule& rule, double strength);
    /// Removes it without telling anybody: the run is over.
    void forget(WayRule& rule);

    /// How the network delivers a parcel. A signal is not counted as load of a link, and shares no bandwidth.
    void send(HostId from, HostId to, std::int64_t bytes, Parcel& parcel, bool isSignal);
    /// What a packet may be expected to take, for models that count on it.
    [[nodiscard]] Duration expectedDelay(HostId from, HostId to, std::int64_t bytes) const;
    /// What it takes this time, repetitions included.
    [[nodiscard]] Duration drawDelay(HostId from, HostId to, std::int64_t bytes);
    /// Of one way.
    [[nodiscard]] Reach reach(HostId from, HostId to) const;

private:
    class Lane;
    class Departure;
    class Exit;
    class Refusal;
    class SettleDown;
    /// A parcel that waits: it was lost, or it came after one that was.
    struct Held {
        Parcel* parcel = nullptr;
        std::int64_t bytes = 0;
        std::int64_t segments = 0;  ///< That were lost; 0: it waits for others.
        Duration delay{};
        SimTime sentAt{};
        bool isSignal = false;
        Duration queued{};               ///< From when it was sent.
        const WayRule* queue = nullptr;  ///< In which it waits so long.
    };

    [[nodiscard]] Lane* findLane(HostId from, HostId to);
    [[nodiscard]] Lane& laneOf(HostId from, HostId to);
    [[nodiscard]] Passage pass(const Packet& packet);
    [[nodiscard]] Duration firstTimeout(HostId from, HostId to) const;
    [[nodiscard]] Duration roundTrip(HostId from, HostId to) const;
    void hold(Lane& lane, const Held& held);
    void send(Lane& lane, Held held);
    void letOut(Lane& lane);
    void openQueue(const WayRule& rule);
    void deliver(Lane& lane, const Held& held);
    void repeat(Lane& lane);
    void awaitTimeout(Lane& lane);
    void release(Lane& lane);
    void breakUp(Lane& lane);
    void refuse(HostId from, HostId to, Parcel& parcel);
    void take(WayRule& rule);
    void changed();
    void settleDown();

    Calendar& m_calendar;
    Ways& m_ways;
    Network& m_network;
    std::vector<WayRule*> m_rules;  // in the order in which they came
    std::map<std::pair<HostId, HostId>, std::unique_ptr<Lane>> m_lanes;
    std::unique_ptr<Event> m_settleDown;
};

}  // namespace stormglass
