// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a message through a broker costs, and what a waiting one takes.
//
// Two producers publish at so many messages a second of simulated time; two consumers handle them in no time. One item
// is one message published, confirmed, delivered, acknowledged. The books are kept; there is no service around it.
#include "models/brokers/registry.h"
#include "models/transactions/flow_tracker.h"

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <deque>
#include <memory>

namespace stormglass::bench {

namespace {

class EqualWays final : public Ways {
public:
    Duration timeFor(HostId, HostId, std::int64_t) override { return 250us; }
    Duration uncontendedTime(HostId, HostId, std::int64_t) const override { return 250us; }
    void transfer(HostId, HostId, std::int64_t, Parcel&) override { }
};

/// Handles every delivery in no time.
class Sink final : public Consumer {
public:
    Sink(Broker& broker, SubscriptionId subscription, HostId host)
        : m_broker(broker), m_id(broker.attach(subscription, *this, host))
    {
    }
    void deliver(Delivery delivery) override
    {
        m_broker.settle(m_id, delivery.tag, Settlement::Acknowledge);
        m_broker.poll(m_id);
    }

private:
    Broker& m_broker;
    ConsumerId m_id;
};

struct World {
    World(const spec::ComponentSettings& settings, const spec::ChannelSettings& channelSettings, std::size_t nodes)
    {
        BrokerContext context{calendar, network, completions, random, "broker", {}};
        for (std::uint32_t i = 0; i < nodes; ++i)
            context.hosts.push_back(HostId{i});
        broker = makeBroker({"broker", settings}, context);
        channel = broker->addChannel({"orders", "broker", channelSettings}, probe);
        subscription = broker->addSubscription(channel, "billing");
        for (std::uint32_t i = 0; i < 2; ++i)
            producers.push_back(broker->addProducer(HostId{10 + i}));
    }
    ~World() { broker->clear(); }

    void publish(std::uint64_t key)
    {
        broker->publish(producers[key % 2], channel,
                        {.transaction = tracker.start(), .key = static_cast<std::uint32_t>(key), .publishedAt = calendar.now(), .event = {}}, {});
    }

    EqualWays ways;
    Calendar calendar;
    FlowTracker tracker{calendar, spec::Flow{}, PhaseBounds{}};
    Network network{calendar, ways};
    Completions completions;
    RandomStreams random{1, 0};
    ChannelProbe probe;
    std::unique_ptr<Broker> broker;
    ChannelId channel;
    SubscriptionId subscription;
    std::vector<ProducerId> producers;
};

/// One event a message.
class Source final : public Event {
public:
    Source(World& world, Duration interval) : m_world(world), m_interval(interval) { fire(); }
    void fire() override
    {
        m_world.publish(++m_key);
        m_world.calendar.schedule(m_world.calendar.now() + m_interval, *this);
    }

private:
    World& m_world;
    const Duration m_interval;
    std::uint64_t m_key = 0;
};

void passThrough(benchmark::State& state, const spec::ComponentSettings& settings,
                 const spec::ChannelSettings& channel, std::size_t nodes)
{
    World world(settings, channel, nodes);
    std::deque<Sink> sinks;
    for (std::uint32_t i = 0; i < 2; ++i)
        sinks.emplace_back(*world.broker, world.subscription, HostId{20 + i});
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
        World world(settings, channel, nodes);
        const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
        for (std::uint64_t key = 1; key <= kMessages; ++key) {
            world.publish(key);
            if (key % 100 == 0)
                world.calendar.runUntil(world.calendar.now() + 10ms);
        }
        world.calendar.runUntil(world.calendar.now() + 10s);
        bytes = static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd - before);
        if (world.probe.held() != kMessages)
            state.SkipWithError("not all messages wait");
    }
    state.counters["bytes"] = bytes / static_cast<double>(kMessages);
}

const spec::RabbitmqQueue kClassic{.type = spec::RabbitmqQueueType::Classic};

}  // namespace

BENCHMARK_CAPTURE(passThrough, kafka, spec::KafkaSettings{}, spec::KafkaTopic{}, 3)->Arg(1'000)->Arg(100'000);
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
