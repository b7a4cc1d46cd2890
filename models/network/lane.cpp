// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/lane.h"

#include <algorithm>

namespace stormglass {

/// Begins a transfer over a way with shared bandwidth when its delay is over.
class Impairments::Departure final : public Event {
public:
    Departure(Ways& ways, HostId from, HostId to, std::int64_t bytes, Parcel& parcel)
        : m_ways(ways), m_from(from), m_to(to), m_bytes(bytes), m_parcel(parcel)
    {
    }
    void fire() override { m_ways.transfer(m_from, m_to, m_bytes, m_parcel); }

private:
    Ways& m_ways;
    const HostId m_from;
    const HostId m_to;
    const std::int64_t m_bytes;
    Parcel& m_parcel;
};

void Impairments::hold(Lane& lane, const Held& held)
{
    const bool isFirst = !lane.isHolding();
    lane.held.push_back(held);
    if (!isFirst)
        return;
    lane.timeout = firstTimeout(lane.from, lane.to);
    lane.repetitions = 0;
    lane.window = 1;
    m_calendar.schedule(m_calendar.now() + lane.timeout, lane);
}

/// Behind what waits at the interface already.
void Impairments::send(Lane& lane, Held held)
{
    SimTime leaves = std::max(held.sentAt + held.queued, m_calendar.now());
    if (!lane.queue.empty())
        leaves = std::max(leaves, lane.queue.back().sentAt);
    else if (leaves == m_calendar.now()) {
        deliver(lane, held);
        return;
    }
    held.sentAt = leaves;
    lane.queue.push_back(held);
    if (!lane.exit.isScheduled())
        m_calendar.schedule(lane.queue.front().sentAt, lane.exit);
}

void Impairments::letOut(Lane& lane)
{
    for (; !lane.queue.empty() && lane.queue.front().sentAt <= m_calendar.now(); lane.queue.pop_front())
        deliver(lane, lane.queue.front());
    if (!lane.queue.empty())
        m_calendar.schedule(lane.queue.front().sentAt, lane.exit);
    else if (m_rules.empty() && !m_settleDown->isScheduled())
        m_calendar.schedule(m_calendar.now(), *m_settleDown);  // not from here: it would destroy the lane
}

/// The rule ends: what waits in its queue has its turn at once, in its order.
void Impairments::openQueue(const WayRule& rule)
{
    for (const auto& [ends, lane] : m_lanes) {
        SimTime earliest = m_calendar.now();
        for (Held& waiting : lane->queue) {
            if (waiting.queue == &rule)
                waiting.sentAt = earliest;
            earliest = std::max(earliest, waiting.sentAt);
        }
        for (Held& waiting : lane->held) {
            if (waiting.queue == &rule)
                waiting.queued = {};
        }
        if (lane->queue.empty())
            continue;
        lane->exit.cancel();
        m_calendar.schedule(lane->queue.front().sentAt, lane->exit);
    }
}

void Impairments::deliver(Lane& lane, const Held& held)
{
    const Duration way = held.isSignal ? m_ways.uncontendedTime(lane.from, lane.to, held.bytes)
                                       : m_ways.timeFor(lane.from, lane.to, held.bytes);
    const SimTime leaves = held.sentAt + held.delay;
    const bool isShared = way == Ways::kShared;
    lane.lastArrival = std::max({lane.lastArrival, m_calendar.now(), isShared ? leaves : leaves + way});
    if (!isShared)
        m_calendar.schedule(lane.lastArrival, *held.parcel);
    else if (lane.lastArrival > m_calendar.now())
        m_calendar.scheduleOwned(lane.lastArrival, std::make_unique<Departure>(m_ways, lane.from, lane.to, held.bytes,
                                                                               *held.parcel));
    else
        m_ways.transfer(lane.from, lane.to, held.bytes, *held.parcel);
}

void Impairments::repeat(Lane& lane)
{
    if (lane.repetitions == kMostRepetitions) {
        breakUp(lane);
        return;
    }
    const SimTime now = m_calendar.now();
    std::int64_t room = lane.window;
    while (lane.isHolding()) {
        Held& first = lane.held.front();
        if (first.segments > 0) {
            if (room <= 0)
                break;
            room -= first.segments;
            const std::int64_t bytes = std::min(first.bytes, first.segments * kBytesOfSegment);
            const Passage passage = pass({lane.from, lane.to, bytes, first.segments, now});
            if (passage.lost > 0) {
                first.segments = passage.lost;
                awaitTimeout(lane);
                return;
            }
            first.sentAt = now;
            first.delay = passage.delay;
            first.queued = passage.queued;
            first.queue = passage.queue;
        }
        send(lane, first);
        lane.held.pop_front();
    }
    release(lane);
}

/// Lost again. The timeout doubles with each one that has passed, and is a new one after slow start had begun.
void Impairments::awaitTimeout(Lane& lane)
{
    const bool isAgain = lane.window == 1;
    lane.repetitions = isAgain ? lane.repetitions + 1 : 0;
    lane.timeout = isAgain ? std::min(2 * lane.timeout, kLongestTimeout) : firstTimeout(lane.from, lane.to);
    lane.window = 1;
    m_calendar.schedule(m_calendar.now() + lane.timeout, lane);
}

/// The first one has got through.
void Impairments::release(Lane& lane)
{
    if (!lane.isHolding()) {
        if (m_rules.empty() && !m_settleDown->isScheduled())
            m_calendar.schedule(m_calendar.now(), *m_settleDown);  // not from here: it would destroy the lane
        return;
    }
    lane.repetitions = 0;
    lane.window *= 2;
    m_calendar.schedule(m_calendar.now() + roundTrip(lane.from, lane.to), lane);
}

void Impairments::breakUp(Lane& lane)
{
    lane.cancel();
    lane.exit.cancel();
    std::vector<Parcel*> lost;
    for (; !lane.queue.empty(); lane.queue.pop_front())
        lost.push_back(lane.queue.front().parcel);
    for (; lane.isHolding(); lane.held.pop_front())
        lost.push_back(lane.held.front().parcel);
    for (Parcel* parcel : lost)
        parcel->lost(ParcelLoss::Broken);
    if (m_rules.empty() && !m_settleDown->isScheduled())
        m_calendar.schedule(m_calendar.now(), *m_settleDown);
}

}  // namespace stormglass
