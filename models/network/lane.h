// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one host sends another while something is wrong with the way. Included by the impairments only.
#pragma once

#include "models/network/impairments.h"

#include <deque>

namespace stormglass {

inline constexpr int kMostRepetitions = 15;            ///< tcp_retries2
inline constexpr Duration kLongestTimeout = 120s;      ///< TCP_RTO_MAX
inline constexpr std::int64_t kBytesOfSegment = 1448;  ///< Of an Ethernet frame, what is left for data.

/// The first one in the queue of a lane has its turn.
class Impairments::Exit final : public Event {
public:
    Exit(Impairments& owner, Lane& lane) : m_owner(owner), m_lane(lane) { }
    void fire() override { m_owner.letOut(m_lane); }

private:
    Impairments& m_owner;
    Lane& m_lane;
};

/// As an event it is the next repetition of what was lost first.
class Impairments::Lane final : public Event {
public:
    Lane(Impairments& owner, HostId fromHost, HostId toHost) : from(fromHost), to(toHost), exit(owner, *this), m_owner(owner) { }

    void fire() override { m_owner.repeat(*this); }
    [[nodiscard]] bool isHolding() const { return !held.empty(); }
    [[nodiscard]] bool isEmpty() const { return held.empty() && queue.empty(); }

    const HostId from;
    const HostId to;
    std::deque<Held> held;   ///< The first one was lost.
    std::deque<Held> queue;  ///< At the interface of the sender, before those that are held; sentAt is when it leaves.
    Exit exit;
    SimTime lastArrival{};  ///< Nothing arrives before what was sent before.
    Duration timeout{};     ///< Until the next repetition.
    int repetitions = 0;    ///< Of the first one.
    std::int64_t window = 1;  ///< Segments that may be sent again at once.

private:
    Impairments& m_owner;
};

}  // namespace stormglass
