// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_parts.h"

#include "tests/fuzz/random_brokers.h"

namespace stormglass::fuzz {

spec::WorkerPool randomWorkers(Luck& luck)
{
    return {.concurrency = luck.number(1, 24),
            .queueCapacity = luck.number(0, 60),
            .discipline = static_cast<spec::Discipline>(luck.index(2)),
            .holdsWorkerDuringCalls = luck.has(0.5),
            .cpu = luck.has(0.15) ? spec::Cpu::Shared : spec::Cpu::Own,
            .dropsExpired = luck.has(0.5)};
}

spec::CallPolicy randomPolicy(Luck& luck)
{
    return {.timeout = luck.time(5ms, 3s),
            .maxAttempts = luck.number(1, 4),
            .firstDelay = luck.time(1ms, 500ms),
            .maxDelay = luck.time(100ms, 2s),
            .growthFactor = 1 + luck.share(2),
            .jitter = luck.share(1)};
}

spec::DatabaseSettings randomDatabase(Luck& luck)
{
    spec::DatabaseSettings database;
    database.placement.instances = luck.number(1, 3);
    database.maximumPoolSize = luck.number(1, 20);
    database.connectionTimeout = luck.time(5ms, 3s);
    database.queryTimeout = luck.has(0.2) ? Duration::zero() : luck.time(5ms, 3s);
    database.maxConnections = luck.number(1, 100);
    database.concurrency = luck.number(1, 16);
    database.readTime = luck.around(1ms);
    database.writeTime = luck.around(2ms);
    return database;
}

spec::ComponentSettings randomBroker(Luck& luck)
{
    switch (luck.index(10)) {
    case 0: return randomKafka(luck);
    case 1: return randomMqtt(luck);
    case 2: return randomNats(luck);
    case 3: return randomPubsub(luck);
    case 4: return randomPulsar(luck);
    case 5: return randomRabbitmq(luck);
    case 6: return randomRedis(luck);
    case 7: return randomSns(luck);
    case 8: return randomEventBridge(luck);
    default: return randomSqs(luck);
    }
}

spec::ChannelSettings randomChannel(const spec::Component& broker, Luck& luck)
{
    if (const auto* kafka = std::get_if<spec::KafkaSettings>(&broker.settings))
        return randomTopic(*kafka, luck);
    if (const auto* mqtt = std::get_if<spec::MqttSettings>(&broker.settings))
        return randomMqttTopic(*mqtt, luck);
    if (std::holds_alternative<spec::NatsSettings>(broker.settings))
        return randomNatsStream(spec::placementOf(broker)->instances, luck);
    if (std::holds_alternative<spec::PubsubSettings>(broker.settings))
        return randomPubsubTopic(luck);
    if (const auto* pulsar = std::get_if<spec::PulsarSettings>(&broker.settings))
        return randomPulsarTopic(*pulsar, luck);
    if (std::holds_alternative<spec::RedisSettings>(broker.settings))
        return randomRedisStream(luck);
    if (std::holds_alternative<spec::RabbitmqSettings>(broker.settings))
        return randomQueue(luck);
    if (std::holds_alternative<spec::SnsSettings>(broker.settings))
        return randomSnsTopic(luck);
    if (std::holds_alternative<spec::EventBridgeSettings>(broker.settings))
        return randomEventBridgeBus(luck);
    return randomSqsQueue(luck);
}

void drawArrivals(spec::Workload& workload, Luck& luck)
{
    const double rate = luck.magnitude(2, 400);
    switch (luck.index(7)) {
    case 0: workload.arrivals = spec::ConstantArrivals{.rate = rate}; break;
    case 1: workload.arrivals = spec::RampArrivals{.from = luck.has(0.5) ? 0 : rate, .to = 2 * rate, .over = luck.time(10ms, 5s)}; break;
    case 2:
        workload.arrivals = spec::BurstyArrivals{
            .calmRate = luck.has(0.3) ? 0 : rate, .burstRate = 4 * rate, .meanCalm = luck.time(100ms, 2s), .meanBurst = luck.time(10ms, 1s)};
        break;
    case 3: workload.arrivals = spec::DiurnalArrivals{.mean = rate, .amplitude = luck.share(1), .period = luck.time(1s, 1min)}; break;
    case 4: workload.arrivals = spec::ClosedLoop{.users = luck.number(1, 20), .thinkTime = luck.around(200ms)}; break;
    default: workload.arrivals = spec::PoissonArrivals{.rate = rate}; break;
    }
    workload.timeout = luck.time(20ms, 5s);
    if (luck.has(0.3)) {
        workload.keys = luck.number(1, 50);
        workload.zipfExponent = luck.share(2);
    }
}

}  // namespace stormglass::fuzz
