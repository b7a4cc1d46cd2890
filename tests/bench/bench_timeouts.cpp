// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests that arm a timeout of 30 s and get their reply after a millisecond.
#include "simcore/calendar/timer.h"
#include "simcore/process/first_of.h"
#include "simcore/process/one_shot.h"
#include "simcore/process/scope.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

namespace stormglass::bench {

namespace {

Task<> requestWithTimeout(Scope& servers)
{
    const auto reply = [](OneShot<>& to) -> Task<> {
        co_await delay(1ms);
        to.set();
    };
    while (true) {
        OneShot<> done;
        servers.spawn(reply(done));
        co_await withTimeout(done.wait(), 30s);
    }
}

/// One item is one request: a process for the reply, a race against the timeout, the timeout withdrawn.
void requests(benchmark::State& state)
{
    Calendar calendar;
    Scope servers(calendar);
    Scope clients(calendar);
    for (std::int64_t i = 0; i < state.range(0); ++i)
        clients.spawn(requestWithTimeout(servers));

    for (auto _ : state) {
        calendar.runNext();  // the reply is sent
        calendar.runNext();  // the client goes on
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["pending"] = static_cast<double>(calendar.pending());
}

void rearmedTimers(benchmark::State& state)
{
    Calendar calendar;
    std::vector<std::unique_ptr<Timer>> timers;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        timers.push_back(std::make_unique<Timer>(calendar, [] {}));

    std::size_t next = 0;
    for (auto _ : state)
        timers[next++ % timers.size()]->startIn(30s);
    state.SetItemsProcessed(state.iterations());
    state.counters["pending"] = static_cast<double>(calendar.pending());
}

}  // namespace

BENCHMARK(requests)->Name("timeouts/requests")->Arg(10)->Arg(10'000);
BENCHMARK(rearmedTimers)->Name("timeouts/rearmed_timers")->Arg(10)->Arg(10'000);

}  // namespace stormglass::bench
