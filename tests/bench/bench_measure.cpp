// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a record costs, next to Boost.Histogram with the buckets of ours.
#include "simcore/measure/batch_means.h"
#include "simcore/measure/histogram.h"
#include "simcore/measure/series.h"
#include "simcore/measure/time_weighted.h"
#include "simcore/random/random_streams.h"
#include "simcore/random/sampler.h"

#include <benchmark/benchmark.h>
#include <boost/histogram.hpp>

#include <array>

namespace {

using namespace stormglass;

constexpr std::size_t kValues = 4096;

/// Exponential latencies, drawn before the clock starts.
std::array<Duration, kValues> latencies()
{
    const Sampler sampler(readDistribution("exponential(5ms)").value());
    RandomStream draws = RandomStreams(1, 0).stream("bench", "latencies");
    std::array<Duration, kValues> values{};
    for (Duration& value : values)
        value = sampler.sample(draws);
    return values;
}

void histogram(benchmark::State& state)
{
    const auto values = latencies();
    Histogram histogram;
    std::size_t i = 0;
    for (auto _ : state) {
        histogram.record(values[i++ % kValues]);
        benchmark::DoNotOptimize(histogram);
    }
}
BENCHMARK(histogram)->Name("measure/histogram");

/// Logarithmic buckets of 1.6 % over the octaves that our histogram would hold, and the moments beside them.
void boostHistogram(benchmark::State& state)
{
    namespace bh = boost::histogram;
    const auto values = latencies();
    auto histogram = bh::make_histogram_with(
        std::vector<std::uint64_t>(), bh::axis::regular<double, bh::axis::transform::log>(64 * 16, 1e3, 65.536e6));
    ExactMoments moments;
    std::size_t i = 0;
    for (auto _ : state) {
        const std::int64_t value = values[i++ % kValues].count();
        histogram(static_cast<double>(value));
        moments.add(static_cast<std::uint64_t>(value));
        benchmark::DoNotOptimize(histogram);
        benchmark::DoNotOptimize(moments);
    }
}
BENCHMARK(boostHistogram)->Name("measure/histogram of Boost");

/// Boost's histogram with an axis of our own that computes the buckets as we do: what the rest of it costs.
class OurAxis {
public:
    [[nodiscard]] boost::histogram::axis::index_type index(std::int64_t value) const
    {
        return static_cast<boost::histogram::axis::index_type>(Histogram::bucketOf(static_cast<std::uint64_t>(value)));
    }
    [[nodiscard]] boost::histogram::axis::index_type size() const { return Histogram::kBuckets; }
};

void boostHistogramWithOurAxis(benchmark::State& state)
{
    const auto values = latencies();
    auto histogram = boost::histogram::make_histogram_with(std::vector<std::uint64_t>(), OurAxis());
    ExactMoments moments;
    std::size_t i = 0;
    for (auto _ : state) {
        const std::int64_t value = values[i++ % kValues].count();
        histogram(value);
        moments.add(static_cast<std::uint64_t>(value));
        benchmark::DoNotOptimize(histogram);
        benchmark::DoNotOptimize(moments);
    }
}
BENCHMARK(boostHistogramWithOurAxis)->Name("measure/histogram of Boost with our buckets");

void timeWeighted(benchmark::State& state)
{
    TimeWeighted queue;
    SimTime now = kStartOfRun;
    for (auto _ : state) {
        now += Duration{1000};
        queue.update(now, static_cast<double>(now.time_since_epoch().count() & 7));
        benchmark::DoNotOptimize(queue);
    }
}
BENCHMARK(timeWeighted)->Name("measure/time-weighted average");

void seriesRecord(benchmark::State& state)
{
    Series series(1s);
    SimTime now = kStartOfRun;
    for (auto _ : state) {
        now += Duration{1000};
        series.record(now);
        benchmark::DoNotOptimize(series);
    }
}
BENCHMARK(seriesRecord)->Name("measure/series, an event");

void seriesHold(benchmark::State& state)
{
    Series series(1s);
    SimTime now = kStartOfRun;
    for (auto _ : state) {
        now += Duration{1000};
        series.hold(now, static_cast<double>(now.time_since_epoch().count() & 7));
        benchmark::DoNotOptimize(series);
    }
}
BENCHMARK(seriesHold)->Name("measure/series, a level");

void batchMeans(benchmark::State& state)
{
    BatchMeans means;
    for (auto _ : state) {
        means.record(1.5);
        benchmark::DoNotOptimize(means);
    }
}
BENCHMARK(batchMeans)->Name("measure/batch means");

}  // namespace
