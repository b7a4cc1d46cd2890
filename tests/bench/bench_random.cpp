// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a draw costs, next to what the C library charges.
#include "simcore/random/random_streams.h"
#include "simcore/random/sampler.h"

#include <benchmark/benchmark.h>

#include <cmath>

namespace {

using namespace stormglass;

RandomStream stream() { return RandomStreams(1, 0).stream("bench", "draws"); }

void uniform(benchmark::State& state)
{
    RandomStream draws = stream();
    for (auto _ : state)
        benchmark::DoNotOptimize(draws.uniform());
}
BENCHMARK(uniform)->Name("random/uniform");

void firstOfSubstream(benchmark::State& state)
{
    const RandomStream draws = stream();
    std::uint64_t order = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(draws.at(order++).uniform());
}
BENCHMARK(firstOfSubstream)->Name("random/first uniform of a substream");

void sample(benchmark::State& state, const char* text)
{
    const Sampler sampler(readDistribution(text).value());
    RandomStream draws = stream();
    for (auto _ : state)
        benchmark::DoNotOptimize(sampler.sample(draws));
}
BENCHMARK_CAPTURE(sample, constant, "10ms")->Name("random/constant");
BENCHMARK_CAPTURE(sample, exponential, "exponential(5ms)")->Name("random/exponential");
BENCHMARK_CAPTURE(sample, erlang, "erlang(4, 10ms)")->Name("random/erlang of 4");
BENCHMARK_CAPTURE(sample, lognormal, "lognormal(mean 20ms, cv 1.5)")->Name("random/lognormal");
BENCHMARK_CAPTURE(sample, gamma, "gamma(mean 10ms, cv 0.5)")->Name("random/gamma");
BENCHMARK_CAPTURE(sample, weibull, "weibull(mean 10ms, shape 0.7)")->Name("random/weibull");

void exponentialByLog1p(benchmark::State& state)
{
    RandomStream draws = stream();
    for (auto _ : state)
        benchmark::DoNotOptimize(-std::log1p(-draws.uniform()) * 5e6);
}
BENCHMARK(exponentialByLog1p)->Name("random/exponential with the C library's log1p");

}  // namespace
