// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One process per message against the hand-written loop, turn by turn in one run: the machine's mood hits both.
#include "tests/bench/queueing.h"

#include <benchmark/benchmark.h>

#include <ctime>

namespace stormglass::bench {

namespace {

constexpr std::uint64_t kMessages = 500'000;

template <class Run>
double secondsOf(const Run& run)
{
    const std::clock_t start = std::clock();  // processor time, so that other programs matter less
    run();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void compare(benchmark::State& state, const Tandem& tandem)
{
    TandemResult result;
    double byHand = 0;
    double onKernel = 0;
    std::uint64_t seed = 0;
    for (auto _ : state) {
        ++seed;
        byHand += secondsOf([&] { benchmark::DoNotOptimize(runByHand(tandem, kMessages, seed)); });
        onKernel += secondsOf([&] { result = runOnKernel(tandem, kMessages, seed); });
    }
    const auto messages = static_cast<double>(seed * kMessages);
    const double visits = messages * tandem.stations;
    const double events = visits + messages;  // an arrival from outside and an end of service at each station
    state.counters["events/s"] = events / onKernel;
    state.counters["visits/s"] = visits / onKernel;
    state.counters["events/s_by_hand"] = events / byHand;
    state.counters["of_by_hand"] = byHand / onKernel;
    state.counters["mean"] = result.meanLatency;
    state.counters["p99"] = result.p99Latency;
}

void singleServer(benchmark::State& state)
{
    compare(state, kSingleServer);
}

void orderFlow(benchmark::State& state)
{
    compare(state, kOrderFlow);
}

}  // namespace

BENCHMARK(singleServer)->Name("W1_single_server")->Unit(benchmark::kMillisecond)->MinTime(3);
BENCHMARK(orderFlow)->Name("W2_tandem_5x4")->Unit(benchmark::kMillisecond)->MinTime(6);

}  // namespace stormglass::bench
