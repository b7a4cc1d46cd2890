// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a message through a broker costs, and what a waiting one takes.
//
// Two producers publish at so many messages a second of simulated time; two consumers handle them in no time. One item
// is one message published, confirmed, delivered, acknowledged. The books are kept; there is no service around it.
#include "tests/bench/broker_bench.h"

#include <benchmark/benchmark.h>

namespace stormglass::bench {

namespace {

/// One event a message.
class Source final : public Event {
public:
    Source(BrokerBench& world, Duration interval) : m_world(world), m_interval(interval) { fire(); }
    void fire() override
    {
        m_world.publish(++m_key);
        m_world.calendar.schedule(m_world.calendar.now() + m_interval, *this);
    }

private:
    BrokerBench& m_world;
    const Duration m_interval;
    std::uint64_t m_key = 0;
};

void passThrough(benchmark::State& state, const spec::ComponentSettings& settings,
                 const spec::ChannelSettings& channel, std::size_t nodes)
{
    BrokerBench world(settings, channel, nodes);
    world.attach(2);
    world.calendar.runUntil(SimTime{10s});
    Source source(world, Duration{1'000'000'000 / state.range(0)});
    world.calendar.runUntil(SimTime{20s});

    const std::uint64_t delivered = world.probe.delivered();
    const std::uint64_t events = world.calendar.executed();
    for (auto _ : state)
        world.calendar.runUntil(world.calendar.now() + 1s);
    const std::uint64_t messages = world.probe.delivered() - delivered;
    state.SetItemsProcessed(static_cast<std::int64_t>(messages));
    state.counters["events"] = static_cast<double>(world.calendar.executed() - events) / static_cast<double>(messages);
}

void waiting(benchmark::State& state, const spec::ComponentSettings& settings, const spec::ChannelSettings& channel,
             std::size_t nodes)
{
    constexpr std::uint64_t kMessages = 1'000'000;
    double bytes = 0;
    for (auto _ : state) {
        BrokerBench world(settings, channel, nodes);
        const std::size_t before = bytesInUse();
        for (std::uint64_t key = 1; key <= kMessages; ++key) {
            world.publish(key);
            if (key % 100 == 0)
                world.calendar.runUntil(world.calendar.now() + 10ms);
        }
        world.calendar.runUntil(world.calendar.now() + 10s);
        bytes = static_cast<double>(bytesInUse() - before);
        if (world.probe.held() != kMessages)
            state.SkipWithError("not all messages wait");
    }
    state.counters["bytes"] = bytes / static_cast<double>(kMessages);
}

/// Its windows would hold back 30,000 messages a second.
const spec::MqttSettings kMqtt{.maxInflightMessages = 0, .publisher = {.maxInflight = 0}};
const spec::MqttTopic kAtMostOnce{.qos = 0};
const spec::NatsSettings kNats{};
const spec::NatsStream kReplicated{.replicas = 3, .maxAckPending = 100'000};
const spec::RabbitmqQueue kClassic{.type = spec::RabbitmqQueueType::Classic};

}  // namespace

BENCHMARK_CAPTURE(passThrough, kafka, spec::KafkaSettings{}, spec::KafkaTopic{}, 3)->Arg(1'000)->Arg(100'000);
BENCHMARK_CAPTURE(passThrough, mqtt, kMqtt, spec::MqttTopic{}, 1)->Arg(1'000)->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, mqtt_qos0, kMqtt, kAtMostOnce, 1)->Arg(1'000)->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, nats, kNats, kReplicated, 3)->Arg(1'000)->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, pubsub, spec::PubsubSettings{}, spec::PubsubTopic{}, 1)->Arg(1'000)->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, pulsar, spec::PulsarSettings{}, spec::PulsarTopic{}, 6)->Arg(1'000)->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, redis, spec::RedisSettings{}, spec::RedisStream{}, 2)->Arg(1'000)->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, rabbitmq_quorum, spec::RabbitmqSettings{}, spec::RabbitmqQueue{}, 3)
    ->Arg(1'000)
    ->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, rabbitmq_classic, spec::RabbitmqSettings{}, kClassic, 1)->Arg(1'000)->Arg(30'000);
BENCHMARK_CAPTURE(passThrough, sqs, spec::SqsSettings{}, spec::SqsQueue{}, 1)->Arg(1'000);

BENCHMARK_CAPTURE(waiting, kafka, spec::KafkaSettings{}, spec::KafkaTopic{}, 3)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(waiting, rabbitmq_quorum, spec::RabbitmqSettings{}, spec::RabbitmqQueue{}, 3)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(waiting, rabbitmq_classic, spec::RabbitmqSettings{}, kClassic, 1)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(waiting, sqs, spec::SqsSettings{}, spec::SqsQueue{}, 1)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace stormglass::bench
