// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is promised of Kafka: a rebalance of 1,000 partitions over 200 consumers in less than a second of wall time, and ten
// million retained records in bounded memory. (Hops a second: bench_brokers, passThrough/kafka; one message is two hops.)
#include "tests/bench/broker_bench.h"

#include <benchmark/benchmark.h>

namespace stormglass::bench {

namespace {

/// One member leaves; a minute of the group's life.
void rebalance(benchmark::State& state, const spec::KafkaConsumer& consumer)
{
    for (auto _ : state) {
        state.PauseTiming();
        auto world = std::make_unique<BrokerBench>(spec::KafkaSettings{.consumer = consumer}, spec::KafkaTopic{.partitions = 1000}, 3);
        world->attach(200);
        world->calendar.runUntil(SimTime{60s});
        state.ResumeTiming();
        world->sinks.front().leave();
        world->calendar.runUntil(world->calendar.now() + 60s);
        state.PauseTiming();
        world.reset();
        state.ResumeTiming();
    }
}

/// Ten million records are published, read, and kept for seven days.
void retained(benchmark::State& state)
{
    constexpr std::uint64_t kRecords = 10'000'000;
    double bytes = 0;
    for (auto _ : state) {
        BrokerBench world(spec::KafkaSettings{}, spec::KafkaTopic{}, 3);
        world.attach(2);
        world.calendar.runUntil(SimTime{60s});
        const std::size_t before = bytesInUse();
        for (std::uint64_t key = 1; key <= kRecords; ++key) {
            world.publish(key);
            if (key % 100 == 0)
                world.calendar.runUntil(world.calendar.now() + 1ms);
        }
        world.calendar.runUntil(world.calendar.now() + 20s);
        bytes = static_cast<double>(bytesInUse()) - static_cast<double>(before);
        if (world.probe.delivered() != kRecords)
            state.SkipWithError("not all records were read");
    }
    state.counters["bytes"] = bytes / static_cast<double>(kRecords);
    state.SetItemsProcessed(static_cast<std::int64_t>(2 * kRecords));
}

const spec::KafkaConsumer kRange;
const spec::KafkaConsumer kCooperative{.assignor = spec::KafkaAssignor::CooperativeSticky};
const spec::KafkaConsumer kServerSide{.protocol = spec::KafkaGroupProtocol::Consumer};

}  // namespace

BENCHMARK_CAPTURE(rebalance, eager, kRange)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rebalance, cooperative, kCooperative)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rebalance, consumer_protocol, kServerSide)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK(retained)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace stormglass::bench
