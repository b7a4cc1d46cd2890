// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The hold model: every event schedules one other, so the number pending stays the same.
#include "simcore/calendar/calendar.h"
#include "simcore/process/delay.h"
#include "simcore/process/scope.h"
#include "tests/bench/xoshiro.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <queue>
#include <vector>

namespace stormglass::bench {

namespace {

/// Exponential waits, drawn beforehand so that the calendars are measured and not the logarithm.
class Waits {
public:
    Waits()
    {
        Xoshiro random(1);
        for (Duration& wait : m_waits)
            wait = fromSeconds(random.exponential(1.0));
    }

    Duration next() { return m_waits[m_next++ % kWaits]; }

private:
    static constexpr std::size_t kWaits = 1U << 16U;

    std::vector<Duration> m_waits = std::vector<Duration>(kWaits);
    std::size_t m_next = 0;
};

struct QueuedEvent {
    Duration time{};
    std::uint64_t order = 0;
    std::uint64_t owner = 0;

    bool operator<(const QueuedEvent& other) const
    {
        return time != other.time ? time > other.time : order > other.order;
    }
};

void holdPriorityQueue(benchmark::State& state)
{
    Waits waits;
    std::priority_queue<QueuedEvent> queue;
    std::uint64_t order = 0;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        queue.push({waits.next(), order++, static_cast<std::uint64_t>(i)});

    for (auto _ : state) {
        const QueuedEvent event = queue.top();
        queue.pop();
        queue.push({event.time + waits.next(), order++, event.owner});
    }
    state.SetItemsProcessed(state.iterations());
}

class Repeating final : public Event {
public:
    Repeating(Calendar& calendar, Waits& waits)
        : m_calendar(calendar)
        , m_waits(waits)
    {
        fire();
    }

    void fire() override { m_calendar.schedule(m_calendar.now() + m_waits.next(), *this); }

private:
    Calendar& m_calendar;
    Waits& m_waits;
};

void holdEvents(benchmark::State& state)
{
    Waits waits;
    Calendar calendar;
    std::vector<std::unique_ptr<Repeating>> events;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        events.push_back(std::make_unique<Repeating>(calendar, waits));

    for (auto _ : state)
        calendar.runNext();
    state.SetItemsProcessed(state.iterations());
}

Task<> repeat(Waits& waits)
{
    while (true)
        co_await delay(waits.next());
}

void holdProcesses(benchmark::State& state)
{
    Waits waits;
    Calendar calendar;
    Scope scope(calendar);
    for (std::int64_t i = 0; i < state.range(0); ++i)
        scope.spawn(repeat(waits));

    for (auto _ : state)
        calendar.runNext();
    state.SetItemsProcessed(state.iterations());
}

}  // namespace

BENCHMARK(holdPriorityQueue)->Name("hold/std_priority_queue")->Arg(1'000)->Arg(100'000);
BENCHMARK(holdEvents)->Name("hold/calendar_events")->Arg(1'000)->Arg(100'000);
BENCHMARK(holdProcesses)->Name("hold/calendar_processes")->Arg(1'000)->Arg(100'000);

}  // namespace stormglass::bench
