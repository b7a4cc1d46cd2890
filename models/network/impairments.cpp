// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/impairments.h"

#include "models/network/lane.h"

#include <algorithm>

namespace stormglass {

namespace {

constexpr Duration kLeastDeviation = 200ms;

std::int64_t segmentsOf(std::int64_t bytes)
{
    return std::max<std::int64_t>(1, (bytes + kBytesOfSegment - 1) / kBytesOfSegment);
}

}  // namespace

class Impairments::SettleDown final : public Event {
public:
    explicit SettleDown(Impairments& owner) : m_owner(owner) { }
    void fire() override { m_owner.settleDown(); }

private:
    Impairments& m_owner;
};

/// A parcel that is told that it never left.
class Impairments::Refusal final : public Event {
public:
    explicit Refusal(Parcel& parcel) : m_parcel(parcel) { }
    void fire() override { m_parcel.lost(ParcelLoss::Refused); }

private:
    Parcel& m_parcel;
};

Impairments::Impairments(Calendar& calendar, Ways& ways, Network& network)
    : m_calendar(calendar), m_ways(ways), m_network(network), m_settleDown(std::make_unique<SettleDown>(*this))
{
}

Impairments::~Impairments() = default;

void Impairments::add(WayRule& rule)
{
    m_rules.push_back(&rule);
    m_network.setImpaired(true);
    if (rule.reach() != Reach::Open)
        changed();
}

void Impairments::take(WayRule& rule)
{
    std::erase(m_rules, &rule);
    if (m_rules.empty())
        settleDown();
}

void Impairments::remove(WayRule& rule)
{
    const bool wasWatched = rule.reach() != Reach::Open;
    openQueue(rule);
    take(rule);
    if (wasWatched)
        m_network.reachChanged();
}

void Impairments::forget(WayRule& rule) { take(rule); }

void Impairments::setStrength(WayRule& rule, double strength)
{
    const Reach before = rule.reach();
    rule.setStrength(strength);
    if (rule.reach() != before)
        changed();
}

/// A reset ends a connection, whichever of its directions it came from.
void Impairments::changed()
{
    for (const auto& [ends, lane] : m_lanes)
        if (!lane->isEmpty() && m_network.connection(ends.first, ends.second) == Reach::Refused)
            breakUp(*lane);
    m_network.reachChanged();
}

/// Ends the watch when no rule is left and nothing is under way that was delayed by one.
void Impairments::settleDown()
{
    if (!m_rules.empty())
        return;
    SimTime last = m_calendar.now();
    for (const auto& [ends, lane] : m_lanes) {
        if (!lane->isEmpty())
            return;  // it comes back here when it has nothing left
        last = std::max(last, lane->lastArrival);
    }
    if (last > m_calendar.now()) {
        if (!m_settleDown->isScheduled())
            m_calendar.schedule(last, *m_settleDown);
        return;
    }
    m_lanes.clear();
    m_network.setImpaired(false);
}

Reach Impairments::reach(HostId from, HostId to) const
{
    Reach worst = Reach::Open;
    for (const WayRule* rule : m_rules)
        if (rule->hits(from, to))
            worst = std::max(worst, rule->reach());
    return worst;
}

Passage Impairments::pass(const Packet& packet)
{
    Passage all;
    for (WayRule* rule : m_rules) {
        if (!rule->hits(packet.from, packet.to))
            continue;
        const Passage passage = rule->pass(packet);
        if (passage.lost > 0)
            return passage;
        all.delay += passage.delay + std::min(all.queued, passage.queued);
        if (passage.queued > all.queued) {
            all.queued = passage.queued;
            all.queue = passage.queue;
        }
    }
    return all;
}

Impairments::Lane* Impairments::findLane(HostId from, HostId to)
{
    const auto found = m_lanes.find({from, to});
    return found == m_lanes.end() ? nullptr : found->second.get();
}

Impairments::Lane& Impairments::laneOf(HostId from, HostId to)
{
    std::unique_ptr<Lane>& lane = m_lanes[{from, to}];
    if (lane == nullptr)
        lane = std::make_unique<Lane>(*this, from, to);
    return *lane;
}

void Impairments::send(HostId from, HostId to, std::int64_t bytes, Parcel& parcel, bool isSignal)
{
    if (reach(from, to) == Reach::Refused) {
        refuse(from, to, parcel);
        return;
    }
    Lane& lane = laneOf(from, to);
    const Passage passage = pass({from, to, bytes, segmentsOf(bytes), m_calendar.now()});
    const Held held{&parcel, bytes,          passage.lost, passage.delay, m_calendar.now(),
                    isSignal, passage.queued, passage.queue};
    if (lane.isHolding() || passage.lost > 0)
        hold(lane, held);
    else
        send(lane, held);
}

void Impairments::refuse(HostId from, HostId to, Parcel& parcel)
{
    // The answer of a closed port, or of whoever rejects the packet in its name.
    const Duration answer = m_ways.uncontendedTime(from, to, 0) + m_ways.uncontendedTime(to, from, 0);
    m_calendar.scheduleOwned(m_calendar.now() + answer, std::make_unique<Refusal>(parcel));
}

Duration Impairments::roundTrip(HostId from, HostId to) const
{
    Duration both = m_ways.uncontendedTime(from, to, 0) + m_ways.uncontendedTime(to, from, 0);
    const Packet there{from, to, 0, 1, m_calendar.now()};
    const Packet back{to, from, 0, 1, m_calendar.now()};
    for (const WayRule* rule : m_rules) {
        both += rule->hits(from, to) ? rule->expectedDelay(there) : Duration{};
        both += rule->hits(to, from) ? rule->expectedDelay(back) : Duration{};
    }
    return both;
}

Duration Impairments::firstTimeout(HostId from, HostId to) const
{
    return std::min(roundTrip(from, to) + kLeastDeviation, kLongestTimeout);
}

Duration Impairments::expectedDelay(HostId from, HostId to, std::int64_t bytes) const
{
    Duration expected = m_ways.uncontendedTime(from, to, bytes);
    double through = 1;
    for (const WayRule* rule : m_rules) {
        if (!rule->hits(from, to))
            continue;
        expected += rule->expectedDelay({from, to, bytes, 1, m_calendar.now()});
        // A way that is cut has no expectation: whoever depends on it asks for its reach.
        if (rule->reach() == Reach::Open)
            through *= 1 - rule->lossProbability();
    }
    if (through == 1)
        return expected;
    double timeout = static_cast<double>(firstTimeout(from, to).count());
    double isStillLost = 1 - through;
    double repetitions = 0;
    for (int i = 0; i < kMostRepetitions; ++i) {
        repetitions += isStillLost * timeout;
        timeout = std::min(2 * timeout, static_cast<double>(kLongestTimeout.count()));
        isStillLost *= 1 - through;
    }
    return expected + Duration{static_cast<std::int64_t>(repetitions)};
}

Duration Impairments::drawDelay(HostId from, HostId to, std::int64_t bytes)
{
    Duration time = m_ways.uncontendedTime(from, to, bytes);
    Duration timeout = firstTimeout(from, to);
    Packet packet{from, to, bytes, segmentsOf(bytes), m_calendar.now()};
    for (int i = 0;; ++i) {
        const Passage passage = pass(packet);
        if (passage.lost == 0 || i == kMostRepetitions)
            return time + passage.delay + passage.queued;
        time += timeout;
        packet.now += timeout;
        packet.isForeseen = true;
        packet.segments = passage.lost;
        packet.bytes = std::min(packet.bytes, passage.lost * kBytesOfSegment);
        timeout = std::min(2 * timeout, kLongestTimeout);
    }
}

}  // namespace stormglass
