// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/floor.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <deque>
#include <queue>
#include <vector>

namespace stormglass::bench {

namespace {

constexpr int kOutside = -1;

struct Event {
    double at = 0;
    std::uint64_t order = 0;
    int station = kOutside;  // where a service ends, or kOutside for an arrival
    double born = 0;
};

struct IsLater {
    bool operator()(const Event& a, const Event& b) const
    {
        return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
};

struct Station {
    int busy = 0;
    std::deque<double> waiting;  // when each was born
};

class Floor {
public:
    Floor(const Tandem& tandem, std::uint64_t messages, std::uint64_t seed, Wanted wanted)
        : m_tandem(tandem)
        , m_messages(messages)
        , m_wanted(wanted)
        , m_random(seed)
        , m_stations(static_cast<std::size_t>(tandem.stations))
    {
        if (wanted == Wanted::MeanAndP99)
            m_latencies.reserve(messages);
    }

    FloorResult run()
    {
        schedule(kOutside, m_tandem.arrivalRate, 0);
        while (!m_events.empty()) {
            const Event event = m_events.top();
            m_events.pop();
            m_now = event.at;
            if (event.station == kOutside)
                arrive();
            else
                endService(event);
        }
        return {m_sum / static_cast<double>(m_messages), p99()};
    }

private:
    void schedule(int station, double rate, double born)
    {
        m_events.push({m_now + m_random.exponential(rate), m_order++, station, born});
    }

    void arrive()
    {
        if (++m_arrived < m_messages)
            schedule(kOutside, m_tandem.arrivalRate, 0);
        enter(0, m_now);
    }

    void enter(int index, double born)
    {
        Station& station = m_stations[static_cast<std::size_t>(index)];
        if (station.busy == m_tandem.serversPerStation) {
            station.waiting.push_back(born);
            return;
        }
        ++station.busy;
        schedule(index, m_tandem.serviceRate, born);
    }

    void endService(const Event& event)
    {
        Station& station = m_stations[static_cast<std::size_t>(event.station)];
        if (station.waiting.empty()) {
            --station.busy;
        } else {
            schedule(event.station, m_tandem.serviceRate, station.waiting.front());
            station.waiting.pop_front();
        }
        if (event.station + 1 < m_tandem.stations)
            enter(event.station + 1, event.born);
        else
            leave(m_now - event.born);
    }

    void leave(double latency)
    {
        m_sum += latency;
        if (m_wanted == Wanted::MeanAndP99)
            m_latencies.push_back(latency);
    }

    double p99()
    {
        if (m_latencies.empty())
            return 0;
        const auto rank = static_cast<std::ptrdiff_t>(
            0.99 * static_cast<double>(m_latencies.size() - 1));
        std::nth_element(m_latencies.begin(), m_latencies.begin() + rank, m_latencies.end());
        return m_latencies[static_cast<std::size_t>(rank)];
    }

    const Tandem m_tandem;
    const std::uint64_t m_messages;
    const Wanted m_wanted;
    FloorRandom m_random;
    std::priority_queue<Event, std::vector<Event>, IsLater> m_events;
    std::vector<Station> m_stations;
    std::vector<double> m_latencies;
    double m_now = 0;
    double m_sum = 0;
    std::uint64_t m_order = 0;
    std::uint64_t m_arrived = 0;
};

}  // namespace

FloorRandom::FloorRandom(std::uint64_t seed)
{
    for (std::uint64_t& word : m_state) {
        seed += 0x9e3779b97f4a7c15;
        std::uint64_t mixed = seed;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        word = mixed ^ (mixed >> 31);
    }
}

double FloorRandom::exponential(double rate)
{
    const double uniform = static_cast<double>(next() >> 11) * 0x1.0p-53;
    return -std::log1p(-uniform) / rate;
}

std::uint64_t FloorRandom::next()
{
    const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

FloorResult runFloor(const Tandem& tandem, std::uint64_t messages, std::uint64_t seed,
                     Wanted wanted)
{
    return Floor{tandem, messages, seed, wanted}.run();
}

}  // namespace stormglass::bench
