// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole of a run: scenario file in, result out, statistics on.
#include "models/run/runner.h"
#include "scenarios/scenario_reader.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <iterator>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stormglass {
namespace {

struct Measured {
    double messages = 0;  ///< Sent over the network, as the metric "messages" counts them.
    double flows = 0;
    double events = 0;
    double peakBytes = 0;  ///< Of the process, above what it had before the run.
};

spec::Scenario scenarioNamed(const std::string& name)
{
    const LoadedScenario loaded = readScenario(std::string(STORMGLASS_BENCH_SCENARIOS) + "/" + name);
    for (const PlacedIssue& issue : loaded.issues)
        std::fprintf(stderr, "%s\n", toText(issue).c_str());
    return loaded.scenario;
}

double peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024;
}

Measured measure(const spec::Scenario& scenario, const std::string& design)
{
    const double before = peakMemory();
    const results::RunResult result = runScenario(scenario, {.design = design});
    Measured measured{.events = static_cast<double>(result.events), .peakBytes = peakMemory() - before};
    for (const results::Metric& metric : result.metrics) {
        if (metric.kind == results::SubjectKind::Flow && metric.name == "messages") {
            measured.messages += metric.value * static_cast<double>(metric.samples);
            measured.flows += static_cast<double>(metric.samples);
        }
    }
    return measured;
}

void runFlow(benchmark::State& state, const std::string& file, const std::string& design)
{
    const spec::Scenario scenario = scenarioNamed(file);
    Measured measured;
    for (auto _ : state)
        measured = measure(scenario, design);
    state.counters["hops/s"] = benchmark::Counter(measured.messages, benchmark::Counter::kIsRate);
    state.counters["orders/s"] = benchmark::Counter(measured.flows, benchmark::Counter::kIsRate);
    state.counters["events/s"] = benchmark::Counter(measured.events, benchmark::Counter::kIsRate);
}

/// In a process of its own, whose peak is that of this run.
void runBacklog(benchmark::State& state, const std::string& file)
{
    const spec::Scenario scenario = scenarioNamed(file);
    Measured measured;
    for (auto _ : state) {
        int channel[2];
        if (pipe(channel) != 0)
            return state.SkipWithError("no pipe");
        const pid_t child = fork();
        if (child == 0) {
            const Measured own = measure(scenario, {});
            const bool isSent = write(channel[1], &own, sizeof own) == sizeof own;
            _exit(isSent ? 0 : 1);
        }
        if (read(channel[0], &measured, sizeof measured) != sizeof measured)
            state.SkipWithError("the run failed");
        waitpid(child, nullptr, 0);
        close(channel[0]);
        close(channel[1]);
    }
    state.counters["waiting"] = measured.flows;
    state.counters["bytes/waiting"] = measured.peakBytes / measured.flows;
}

/// 200 orders/s for two minutes. The faults are hardly felt: what is left is what they cost themselves, from the schedule
/// to the cascades of the report.
void runWithFaults(benchmark::State& state)
{
    spec::Scenario scenario = scenarioNamed("order-flow-2000.json");
    scenario.run.duration = std::chrono::minutes{2};
    scenario.workload.front().arrivals = spec::PoissonArrivals{.rate = 200};
    static constexpr const char* kVictims[] = {"payment-service", "order-service", "shipping-service", "inventory-service"};
    for (std::int64_t i = 0; i < state.range(0); ++i)
        scenario.chaos.push_back({.name = "fault " + std::to_string(i),
                                  .settings = spec::Slow{.victims = {.target = kVictims[i % std::ssize(kVictims)]}, .factor = 1.001, .extra = {}},
                                  .timing = {.at = 20s + i * 95ms, .lasting = 50ms}});
    for (auto _ : state)
        benchmark::DoNotOptimize(measure(scenario, "choreography"));
}

// First, so that they do not find memory that others have left behind.
BENCHMARK_CAPTURE(runBacklog, million_requests_at_a_service, "backlog-service.json")
    ->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(runBacklog, million_messages_in_kafka, "backlog-kafka.json")
    ->Iterations(1)->Unit(benchmark::kSecond);

BENCHMARK_CAPTURE(runFlow, choreography_over_kafka, "order-flow-2000.json", "choreography")
    ->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(runFlow, orchestration_over_kafka, "order-flow-2000.json", "orchestration")
    ->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(runFlow, synchronous_calls, "order-flow-2000.json", "sync")
    ->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(runWithFaults)->Arg(0)->Arg(1'000)->MinTime(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stormglass
