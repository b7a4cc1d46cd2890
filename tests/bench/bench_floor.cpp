// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/floor.h"

#include <benchmark/benchmark.h>

namespace stormglass::bench {

namespace {

constexpr std::uint64_t kMessages = 1'000'000;

benchmark::Counter perSecond(const benchmark::State& state, double perIteration)
{
    return {perIteration * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate};
}

void floorSingleServer(benchmark::State& state)
{
    FloorResult result;
    for (auto _ : state)
        result = runFloor(kSingleServer, kMessages, 1, Wanted::Mean);
    state.counters["mean"] = result.mean;
    state.counters["events"] = perSecond(state, 2.0 * kMessages);
}

void floorOrderFlow(benchmark::State& state)
{
    FloorResult result;
    for (auto _ : state)
        result = runFloor(kOrderFlow, kMessages, 1, Wanted::MeanAndP99);
    state.counters["mean"] = result.mean;
    state.counters["p99"] = result.p99;
    state.counters["visits"] = perSecond(state, static_cast<double>(kMessages) * kOrderFlow.stations);
}

}  // namespace

BENCHMARK(floorSingleServer)->Name("W1 single server/floor")->Unit(benchmark::kMillisecond);
BENCHMARK(floorOrderFlow)->Name("W2 order flow/floor")->Unit(benchmark::kMillisecond);

}  // namespace stormglass::bench
