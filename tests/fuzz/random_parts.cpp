// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_parts.h"

namespace stormglass::fuzz {
namespace {

spec::KafkaSettings randomKafka(Luck& luck)
{
    spec::KafkaSettings kafka;
    kafka.placement.instances = luck.number(1, 4);
    kafka.producer.acks = static_cast<spec::KafkaAcks>(luck.index(3));
    kafka.producer.linger = luck.has(0.3) ? Duration::zero() : luck.time(1ms, 100ms);
    kafka.producer.batchSize = luck.number(1, 40'000);
    kafka.producer.maxInFlight = luck.number(1, 5);
    kafka.producer.requestTimeout = luck.time(50ms, 2s);
    kafka.producer.deliveryTimeout = kafka.producer.linger + kafka.producer.requestTimeout + luck.time(1ms, 3s);
    kafka.producer.retryBackoff = luck.time(1ms, 200ms);
    kafka.producer.retryBackoffMax = luck.time(100ms, 1s);
    kafka.consumer.heartbeatInterval = luck.time(20ms, 500ms);
    kafka.consumer.sessionTimeout = kafka.consumer.heartbeatInterval + luck.time(1ms, 2s);
    kafka.consumer.maxPollRecords = luck.number(1, 500);
    kafka.consumer.maxPollInterval = luck.time(100ms, 10s);
    kafka.consumer.maxPartitionFetchBytes = luck.number(1, 1'000'000);
    kafka.consumer.isStaticMember = luck.has(0.3);
    kafka.consumer.autoCommitInterval = luck.time(5ms, 5s);
    kafka.consumer.fetchMaxWait = luck.time(1ms, 500ms);
    kafka.groupInitialRebalanceDelay = luck.has(0.3) ? Duration::zero() : luck.time(1ms, 1s);
    kafka.brokerSessionTimeout = luck.time(50ms, 3s);
    kafka.replicaLagTimeMax = luck.time(100ms, 3s);
    kafka.appendTime = luck.around(100us);
    return kafka;
}

spec::RabbitmqSettings randomRabbitmq(Luck& luck)
{
    spec::RabbitmqSettings rabbitmq;
    rabbitmq.placement.instances = luck.number(1, 5);
    rabbitmq.version = static_cast<spec::RabbitmqVersion>(luck.index(2));
    rabbitmq.prefetch = luck.has(0.2) ? 0 : luck.number(1, 300);
    rabbitmq.hasPublisherConfirms = luck.has(0.7);
    rabbitmq.routingTime = luck.around(100us);
    rabbitmq.syncTime = luck.around(2ms);
    rabbitmq.heartbeat = luck.time(100ms, 5s);
    rabbitmq.networkRecoveryInterval = luck.time(10ms, 1s);
    rabbitmq.consumerTimeout = luck.has(0.3) ? Duration::zero() : luck.time(50ms, 5s);
    rabbitmq.leaderElection = luck.has(0.1) ? Duration::zero() : luck.time(1ms, 1s);
    return rabbitmq;
}

spec::SqsSettings randomSqs(Luck& luck)
{
    return {.requestTime = luck.around(5ms),
            .maxNumberOfMessages = luck.number(1, 10),
            .waitTime = luck.has(0.3) ? Duration::zero() : luck.time(10ms, 5s)};
}

spec::RabbitmqQueue randomQueue(Luck& luck)
{
    spec::RabbitmqQueue queue;
    queue.type = static_cast<spec::RabbitmqQueueType>(luck.index(2));
    const bool isClassic = queue.type == spec::RabbitmqQueueType::Classic;
    queue.deliveryLimit = isClassic ? -1 : luck.number(-1, 5);
    queue.maxLength = luck.has(0.5) ? 0 : luck.number(1, 50);
    queue.maxLengthBytes = luck.has(0.8) ? 0 : luck.number(1, 50'000);
    queue.overflow = static_cast<spec::RabbitmqOverflow>(luck.index(3));
    if (isClassic && luck.has(0.3)) {
        queue.maxPriority = luck.number(1, 10);
        queue.urgentShare = 0.2;
    }
    queue.isSingleActiveConsumer = luck.has(0.2);
    queue.messageTtl = luck.has(0.6) ? Duration::zero() : luck.time(1ms, 2s);
    return queue;
}

spec::SqsQueue randomSqsQueue(Luck& luck)
{
    spec::SqsQueue queue;
    queue.visibilityTimeout = luck.has(0.1) ? Duration::zero() : luck.time(10ms, 3s);
    queue.delay = luck.has(0.6) ? Duration::zero() : luck.time(1ms, 2s);
    queue.retention = luck.time(60s, 1h);
    return queue;
}

spec::KafkaTopic randomTopic(std::int64_t nodes, Luck& luck)
{
    spec::KafkaTopic topic;
    topic.partitions = luck.number(1, 12);
    topic.replicationFactor = luck.number(1, nodes);
    topic.minInsyncReplicas = luck.number(1, topic.replicationFactor);
    return topic;
}

}  // namespace

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
    switch (luck.index(3)) {
    case 0: return randomKafka(luck);
    case 1: return randomRabbitmq(luck);
    default: return randomSqs(luck);
    }
}

spec::ChannelSettings randomChannel(const spec::Component& broker, Luck& luck)
{
    if (std::holds_alternative<spec::KafkaSettings>(broker.settings))
        return randomTopic(spec::placementOf(broker)->instances, luck);
    if (std::holds_alternative<spec::RabbitmqSettings>(broker.settings))
        return randomQueue(luck);
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
}

}  // namespace stormglass::fuzz
