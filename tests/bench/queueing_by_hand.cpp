// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/queueing.h"

#include "tests/bench/xoshiro.h"

#include <algorithm>
#include <deque>
#include <queue>
#include <vector>

namespace stormglass::bench {

namespace {

constexpr int kArrival = -1;

struct HandEvent {
    double time = 0;
    std::uint64_t order = 0;
    int station = kArrival;  // at which a service ends
    double born = 0;

    bool operator<(const HandEvent& other) const  // the queue wants the greatest first
    {
        return time != other.time ? time > other.time : order > other.order;
    }
};

struct HandStation {
    int busy = 0;
    std::deque<double> waiting;
};

class HandLoop {
public:
    HandLoop(const Tandem& tandem, std::uint64_t messages, std::uint64_t seed)
        : m_tandem(tandem)
        , m_messages(messages)
        , m_random(seed)
        , m_stations(static_cast<std::size_t>(tandem.stations))
    {
        if (tandem.keepsLatencies)
            m_latencies.reserve(messages);
    }

    TandemResult run()
    {
        schedule(m_random.exponential(m_tandem.meanInterarrival), kArrival, 0);
        while (!m_events.empty()) {
            const HandEvent event = m_events.top();
            m_events.pop();
            m_now = event.time;
            if (event.station == kArrival)
                arrive();
            else
                leave(event);
        }
        return {m_sum / static_cast<double>(m_messages), percentile99()};
    }

private:
    void schedule(double after, int station, double born)
    {
        m_events.push({m_now + after, m_order++, station, born});
    }

    void serve(int station, double born)
    {
        schedule(m_random.exponential(m_tandem.meanService), station, born);
    }

    void arrive()
    {
        if (++m_made < m_messages)
            schedule(m_random.exponential(m_tandem.meanInterarrival), kArrival, 0);
        enter(0, m_now);
    }

    void enter(int index, double born)
    {
        HandStation& station = m_stations[static_cast<std::size_t>(index)];
        if (station.busy < m_tandem.servers) {
            ++station.busy;
            serve(index, born);
        } else {
            station.waiting.push_back(born);
        }
    }

    void leave(const HandEvent& event)
    {
        HandStation& station = m_stations[static_cast<std::size_t>(event.station)];
        if (station.waiting.empty()) {
            --station.busy;
        } else {
            const double next = station.waiting.front();
            station.waiting.pop_front();
            serve(event.station, next);
        }
        if (event.station + 1 < m_tandem.stations) {
            enter(event.station + 1, event.born);
            return;
        }
        m_sum += m_now - event.born;
        if (m_tandem.keepsLatencies)
            m_latencies.push_back(m_now - event.born);
    }

    double percentile99()
    {
        if (m_latencies.empty())
            return 0;
        const auto rank = m_latencies.begin() + static_cast<std::ptrdiff_t>(m_latencies.size() * 99 / 100);
        std::nth_element(m_latencies.begin(), rank, m_latencies.end());
        return *rank;
    }

    const Tandem m_tandem;
    const std::uint64_t m_messages;
    Xoshiro m_random;
    std::priority_queue<HandEvent> m_events;
    std::vector<HandStation> m_stations;
    std::vector<double> m_latencies;
    double m_now = 0;
    double m_sum = 0;
    std::uint64_t m_order = 0;
    std::uint64_t m_made = 0;
};

}  // namespace

TandemResult runByHand(const Tandem& tandem, std::uint64_t messages, std::uint64_t seed)
{
    return HandLoop(tandem, messages, seed).run();
}

}  // namespace stormglass::bench
