// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What SimGrid costs when a share of the events is a transfer over one of its links.
//
// Walkers wait for random times on the calendar, or, now and then, send a message over a link of their own: 500 us and hardly
// any size, as long as a wait on average. Each measurement is made in a child process, because a process has room for one engine.
#include "simcore/calendar/calendar.h"
#include "simcore/calendar/timer.h"
#include "simcore/platform/conductor.h"
#include "tests/bench/xoshiro.h"
#include "tests/support/child_process.h"

#include <benchmark/benchmark.h>

#include <ctime>
#include <memory>
#include <string>
#include <vector>

namespace stormglass::bench {

namespace {

constexpr std::uint32_t kWalkers = 100;

PlatformSettings pairs(TransferMode mode)
{
    PlatformSettings settings;
    for (std::uint32_t i = 0; i < kWalkers; ++i) {
        const std::string number = std::to_string(i);
        settings.hosts.push_back({.name = "from " + number});
        settings.hosts.push_back({.name = "to " + number});
        settings.links.push_back({.name = "link " + number,
                                  .between = {"from " + number, "to " + number},
                                  .latency = 500us,
                                  .bandwidth = 1.25e9,
                                  .mode = mode});
    }
    return settings;
}

class Walker final : public Completion {
public:
    Walker(Conductor& conductor, std::uint32_t number, std::uint64_t perMille, std::int64_t& events)
        : m_conductor(conductor)
        , m_from{2 * number}
        , m_to{2 * number + 1}
        , m_perMille(perMille)
        , m_events(events)
        , m_random(number)
        , m_pause(conductor.calendar(), [this] { walk(); })
    {
        m_pause.startIn(Duration{number});
    }

    void completed() override { walk(); }
    void failed(ActivityFailure) override { }

private:
    void walk()
    {
        if (--m_events <= 0)
            m_conductor.calendar().requestStop();
        else if (m_random.next() % 1000 < m_perMille)
            m_conductor.transfer(m_from, m_to, 1000, *this);
        else
            m_pause.startIn(Duration{static_cast<std::int64_t>(m_random.next() % 1'000'000)});
    }

    Conductor& m_conductor;
    HostId m_from;
    HostId m_to;
    std::uint64_t m_perMille;
    std::int64_t& m_events;
    Xoshiro m_random;
    Timer m_pause;
};

/// Processor seconds for so many events, without those for starting SimGrid's engine.
double secondsFor(std::int64_t events, std::uint64_t perMille, TransferMode mode)
{
    const Platform platform(pairs(mode));
    Calendar calendar;
    Conductor conductor(platform, calendar);
    std::int64_t left = events;
    std::vector<std::unique_ptr<Walker>> walkers;
    for (std::uint32_t i = 0; i < kWalkers; ++i)
        walkers.push_back(std::make_unique<Walker>(conductor, i, perMille, left));
    conductor.run(kStartOfRun + 10ms);

    const std::int64_t before = left;
    const std::clock_t start = std::clock();
    conductor.run(kNever);
    const auto ticks = static_cast<double>(std::clock() - start);
    return ticks / CLOCKS_PER_SEC * static_cast<double>(events) / static_cast<double>(before);
}

void conductEvents(benchmark::State& state, TransferMode mode)
{
    const auto perMille = static_cast<std::uint64_t>(state.range(0));
    const std::int64_t events = state.range(1);
    for (auto _ : state) {
        const std::string seconds = test::inChild([&] { return std::to_string(secondsFor(events, perMille, mode)); });
        state.SetIterationTime(std::strtod(seconds.c_str(), nullptr));
    }
    state.SetItemsProcessed(state.iterations() * events);
}

void conductSharedLinks(benchmark::State& state)
{
    conductEvents(state, TransferMode::Flow);
}

void conductLatencies(benchmark::State& state)
{
    conductEvents(state, TransferMode::Latency);
}

}  // namespace

BENCHMARK(conductSharedLinks)
    ->ArgNames({"perMille", "events"})
    ->Args({0, 5'000'000})
    ->Args({10, 3'000'000})
    ->Args({100, 500'000})
    ->Args({500, 200'000})
    ->UseManualTime()
    ->Iterations(1);
BENCHMARK(conductLatencies)
    ->ArgNames({"perMille", "events"})
    ->Args({500, 5'000'000})
    ->UseManualTime()
    ->Iterations(1);

}  // namespace stormglass::bench
