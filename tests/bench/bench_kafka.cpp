// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is promised of Kafka: a rebalance of 1,000 partitions over 200 consumers in less than a second of wall time, and ten
// million retained records in bounded memory. (Hops a second: bench_brokers, passThrough/kafka; one message is two hops.)
#include "models/brokers/registry.h"
#include "models/transactions/flow_tracker.h"

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <deque>
#include <memory>

namespace stormglass::bench {

namespace {

class KafkaWays final : public Ways {
public:
    Duration timeFor(HostId, HostId, std::int64_t) override { return 250us; }
    Duration uncontendedTime(HostId, HostId, std::int64_t) const override { return 250us; }
    void transfer(HostId, HostId, std::int64_t, Parcel&) override { }
};

/// Handles every delivery in no time.
class KafkaSink final : public Consumer {
public:
    KafkaSink(Broker& broker, SubscriptionId subscription, HostId host)
        : m_broker(broker), m_id(broker.attach(subscription, *this, host))
    {
    }
    void deliver(Delivery delivery) override
    {
        m_broker.settle(m_id, delivery.tag, Settlement::Acknowledge);
        m_broker.poll(m_id);
    }
    void leave() { m_broker.detach(m_id, Departure::Closed); }

private:
    Broker& m_broker;
    ConsumerId m_id;
};

struct KafkaWorld {
    KafkaWorld(const spec::KafkaSettings& settings, const spec::KafkaTopic& topic, std::uint32_t consumers)
    {
        broker = makeBroker({"broker", settings}, {calendar, network, completions, random, "broker", {HostId{0}, HostId{1}, HostId{2}}});
        channel = broker->addChannel({"orders", "broker", topic}, probe);
        const SubscriptionId subscription = broker->addSubscription(channel, "billing");
        producer = broker->addProducer(HostId{10});
        for (std::uint32_t i = 0; i < consumers; ++i)
            sinks.emplace_back(*broker, subscription, HostId{20 + i});
        calendar.runUntil(SimTime{60s});
    }
    ~KafkaWorld() { broker->clear(); }

    KafkaWays ways;
    Calendar calendar;
    FlowTracker tracker{calendar, spec::Flow{}, PhaseBounds{}};
    Network network{calendar, ways};
    Completions completions;
    RandomStreams random{1, 0};
    ChannelProbe probe;
    std::unique_ptr<Broker> broker;
    ChannelId channel;
    ProducerId producer;
    std::deque<KafkaSink> sinks;
};

/// One member leaves; a minute of the group's life.
void rebalance(benchmark::State& state, const spec::KafkaConsumer& consumer)
{
    for (auto _ : state) {
        state.PauseTiming();
        auto world = std::make_unique<KafkaWorld>(spec::KafkaSettings{.consumer = consumer}, spec::KafkaTopic{.partitions = 1000}, 200);
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
        KafkaWorld world(spec::KafkaSettings{}, spec::KafkaTopic{}, 2);
        const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
        for (std::uint64_t key = 1; key <= kRecords; ++key) {
            world.broker->publish(world.producer, world.channel,
                                  {.transaction = world.tracker.start(), .key = static_cast<std::uint32_t>(key),
                                   .publishedAt = world.calendar.now(), .event = {}}, {});
            if (key % 100 == 0)
                world.calendar.runUntil(world.calendar.now() + 1ms);
        }
        world.calendar.runUntil(world.calendar.now() + 20s);
        bytes = static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd) - static_cast<double>(before);
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
