// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_parts.h"

namespace stormglass::fuzz {
namespace {

spec::KafkaProducer randomKafkaProducer(Luck& luck)
{
    spec::KafkaProducer producer;
    producer.acks = static_cast<spec::KafkaAcks>(luck.index(3));
    producer.idempotence = luck.has(0.3) ? spec::KafkaIdempotence::Off : spec::KafkaIdempotence::WherePossible;
    producer.linger = luck.has(0.3) ? Duration::zero() : luck.time(1ms, 100ms);
    producer.batchSize = luck.number(1, 40'000);
    producer.maxInFlight = luck.number(1, 5);
    producer.retries = luck.has(0.2) ? luck.number(0, 3) : producer.retries;
    producer.requestTimeout = luck.time(50ms, 2s);
    producer.deliveryTimeout = producer.linger + producer.requestTimeout + luck.time(1ms, 3s);
    producer.retryBackoff = luck.time(1ms, 200ms);
    producer.retryBackoffMax = luck.time(100ms, 1s);
    producer.bufferMemory = luck.has(0.3) ? producer.batchSize + luck.number(0, 60'000) : producer.bufferMemory;
    producer.maxBlock = luck.time(1ms, 2s);
    producer.ignoresKeys = luck.has(0.3);
    producer.isAdaptive = luck.has(0.5);
    return producer;
}

spec::KafkaConsumer randomKafkaConsumer(Luck& luck)
{
    spec::KafkaConsumer consumer;
    consumer.protocol = static_cast<spec::KafkaGroupProtocol>(luck.index(2));
    if (consumer.protocol == spec::KafkaGroupProtocol::Classic) {
        consumer.assignor = static_cast<spec::KafkaAssignor>(luck.index(3));
        consumer.heartbeatInterval = luck.time(20ms, 500ms);
        consumer.sessionTimeout = consumer.heartbeatInterval + luck.time(1ms, 2s);
    }
    consumer.maxPollRecords = luck.number(1, 500);
    consumer.maxPollInterval = luck.time(100ms, 10s);
    consumer.maxPartitionFetchBytes = luck.number(1, 1'000'000);
    consumer.isStaticMember = luck.has(0.3);
    consumer.commitsByItself = luck.has(0.6);
    consumer.autoCommitInterval = luck.time(5ms, 5s);
    consumer.manualCommit = consumer.commitsByItself ? spec::KafkaManualCommit::Batch : static_cast<spec::KafkaManualCommit>(luck.index(3));
    consumer.fetchMinBytes = luck.has(0.5) ? 1 : luck.number(1, 100'000);
    consumer.fetchMaxWait = luck.time(1ms, 500ms);
    consumer.offsetReset = static_cast<spec::KafkaOffsetReset>(luck.index(2));
    return consumer;
}

void addTransactions(spec::KafkaSettings& kafka, Luck& luck)
{
    kafka.consumer.isolation = static_cast<spec::KafkaIsolation>(luck.index(2));
    if (luck.has(0.5))
        return;
    kafka.streams = {.guarantee = spec::KafkaGuarantee::ExactlyOnceV2,
                     .commitInterval = luck.has(0.2) ? Duration::zero() : luck.time(1ms, 500ms)};
    kafka.producer.acks = spec::KafkaAcks::All;
    kafka.producer.idempotence = spec::KafkaIdempotence::WherePossible;
    kafka.producer.retries = std::max<std::int64_t>(kafka.producer.retries, 1);
    kafka.producer.transactionTimeout = kafka.streams.commitInterval + luck.time(10ms, 3s);
    kafka.transactionCleanupInterval = luck.time(50ms, 3s);
    kafka.transactionLogReplicas = luck.number(1, kafka.placement.instances);
    kafka.transactionLogMinInsync = luck.number(1, kafka.transactionLogReplicas);
}

/// From machines whose page cache is full at once to such that absorb everything.
spec::KafkaPageCache randomPageCache(Luck& luck)
{
    if (luck.has(0.6))
        return {};
    const double background = luck.share(0.5);
    return {.diskWriteBandwidth = luck.magnitude(1e4, 1e9),
            .availableMemory = static_cast<std::int64_t>(luck.magnitude(1e3, 1e9)),
            .dirtyBackgroundRatio = background,
            .dirtyRatio = background + 0.01 + luck.share(0.4)};
}

spec::KafkaSettings randomKafka(Luck& luck)
{
    spec::KafkaSettings kafka;
    kafka.placement.instances = luck.number(1, 4);
    kafka.producer = randomKafkaProducer(luck);
    kafka.consumer = randomKafkaConsumer(luck);
    kafka.groupInitialRebalanceDelay = luck.has(0.3) ? Duration::zero() : luck.time(1ms, 1s);
    kafka.groupMinSessionTimeout = 20ms;
    if (kafka.consumer.protocol == spec::KafkaGroupProtocol::Classic && luck.has(0.6))
        kafka.version = spec::KafkaVersion::V3;
    kafka.groupConsumerMinHeartbeatInterval = kafka.groupConsumerMinSessionTimeout = 20ms;
    kafka.groupConsumerHeartbeatInterval = luck.time(20ms, 500ms);
    kafka.groupConsumerSessionTimeout = kafka.groupConsumerHeartbeatInterval + luck.time(1ms, 2s);
    kafka.brokerSessionTimeout = luck.time(50ms, 3s);
    kafka.replicaLagTimeMax = luck.time(100ms, 3s);
    kafka.electsUncleanLeaders = luck.has(0.3);
    kafka.flushMessages = luck.has(0.7) ? 0 : luck.number(1, 10);
    kafka.writeBack = luck.time(1ms, 5s);
    kafka.retentionCheckInterval = luck.time(50ms, 2s);
    kafka.cleanerBackoff = luck.time(50ms, 2s);
    kafka.appendTime = luck.around(100us);
    addTransactions(kafka, luck);
    kafka.pageCache = randomPageCache(luck);
    return kafka;
}

spec::MqttClient randomMqttClient(bool isV5, Luck& luck)
{
    spec::MqttClient client;
    client.keepAlive = luck.has(0.2) ? Duration::zero() : luck.number(1, 5) * 1s;
    client.isCleanStart = luck.has(0.3);
    client.sessionExpiry = isV5 && luck.has(0.5) ? luck.number(0, 3) * 1s : client.sessionExpiry;
    client.connectTimeout = luck.time(10ms, 1s);
    client.reconnectMinDelay = luck.time(10ms, 500ms);
    client.reconnectMaxDelay = client.reconnectMinDelay + luck.time(1ms, 2s);
    return client;
}

spec::MqttSettings randomMqtt(Luck& luck)
{
    spec::MqttSettings mqtt;
    mqtt.version = static_cast<spec::MqttVersion>(luck.index(2));
    const bool isV5 = mqtt.version == spec::MqttVersion::V5;
    mqtt.processingTime = luck.around(50us);
    mqtt.maxInflightMessages = luck.number(0, 20);
    mqtt.maxQueuedMessages = luck.number(0, 200);
    mqtt.queueDrop = static_cast<spec::MqttQueueDrop>(luck.index(2));
    mqtt.queuesQos0 = luck.has(0.3);
    mqtt.isPersistent = luck.has(0.5);
    if (mqtt.isPersistent) {
        mqtt.autosaveInterval = luck.has(0.2) ? Duration::zero() : luck.time(10ms, 5s);
        mqtt.autosaveOnChanges = luck.has(0.7) ? 0 : luck.number(1, 20);
    }
    mqtt.publisher = {.client = randomMqttClient(isV5, luck), .maxInflight = luck.number(0, 20), .maxQueued = luck.has(0.7) ? 0 : luck.number(1, 50)};
    mqtt.subscriber = {.client = randomMqttClient(isV5, luck), .receiveMaximum = isV5 ? luck.number(0, 10) : 0, .isShared = luck.has(0.8)};
    return mqtt;
}

spec::MqttTopic randomMqttTopic(const spec::MqttSettings& broker, Luck& luck)
{
    const bool canExpire = broker.version == spec::MqttVersion::V5 && luck.has(0.3);
    return {.qos = luck.number(0, 2),
            .subscriptionQos = luck.number(0, 2),
            .isRetained = !broker.subscriber.isShared && luck.has(0.3),
            .messageExpiry = canExpire ? luck.number(1, 5) * 1s : Duration::zero()};
}

/// Messages of the soak have 1 kB, so limits that a run can exceed are small. Some alarms never end.
void drawLimits(spec::RabbitmqSettings& rabbitmq, Luck& luck)
{
    spec::RabbitmqLimits& limits = rabbitmq.limits;
    if (luck.has(0.3)) {
        limits.totalMemory = 1'000'000'000;
        limits.memoryHighWatermark = luck.has(0.5) ? 0 : 0.5;
        limits.idleMemory = spec::memoryLimitOf(rabbitmq) - luck.number(1, 2'000'000);
    }
    if (luck.has(0.3)) {
        limits.diskSize = luck.number(10'000, 1'000'000);
        limits.diskFreeLimit = luck.number(0, limits.diskSize);
    }
    if (luck.has(0.3))
        rabbitmq.readTime = luck.time(1us, 5ms);
    if (limits.totalMemory > 0 || limits.diskSize > 0 || rabbitmq.readTime > Duration::zero())
        limits.walMaxSizeBytes = luck.number(1'000, 1'000'000);
    if (luck.has(0.1)) {
        limits.initialCredit = 0;
    } else if (luck.has(0.6)) {
        limits.initialCredit = luck.number(1, 40);
        limits.moreCredit = luck.number(1, limits.initialCredit);
        limits.quorumSoftLimit = luck.number(0, 32);
        limits.streamSoftLimit = luck.number(0, 64);
    }
}

spec::RabbitmqSettings randomRabbitmq(Luck& luck)
{
    spec::RabbitmqSettings rabbitmq;
    rabbitmq.placement.instances = luck.number(1, 5);
    rabbitmq.version = static_cast<spec::RabbitmqVersion>(luck.index(3));
    rabbitmq.prefetch = luck.has(0.2) ? 0 : luck.number(1, 300);
    rabbitmq.hasPublisherConfirms = luck.has(0.7);
    rabbitmq.routingTime = luck.around(100us);
    rabbitmq.syncTime = luck.around(2ms);
    rabbitmq.heartbeat = luck.time(100ms, 5s);
    rabbitmq.networkRecoveryInterval = luck.time(10ms, 1s);
    rabbitmq.consumerTimeout = luck.has(0.3) ? Duration::zero() : luck.time(50ms, 5s);
    rabbitmq.leaderElection = luck.has(0.1) ? Duration::zero() : luck.time(1ms, 1s);
    drawLimits(rabbitmq, luck);
    return rabbitmq;
}

spec::RabbitmqQueue randomQueue(Luck& luck)
{
    spec::RabbitmqQueue queue;
    queue.type = static_cast<spec::RabbitmqQueueType>(luck.index(3));
    const bool isClassic = queue.type == spec::RabbitmqQueueType::Classic;
    queue.deliveryLimit = queue.type == spec::RabbitmqQueueType::Quorum ? luck.number(-1, 5) : -1;
    queue.maxLength = luck.has(0.5) ? 0 : luck.number(1, 50);
    queue.maxLengthBytes = luck.has(0.8) ? 0 : luck.number(1, 50'000);
    queue.overflow = static_cast<spec::RabbitmqOverflow>(luck.index(3));
    if (isClassic && luck.has(0.3)) {
        queue.maxPriority = luck.number(1, 10);
        queue.properties.push_back({.share = 0.2, .priority = luck.number(1, 20)});
    }
    queue.isSingleActiveConsumer = luck.has(0.2);
    queue.messageTtl = luck.has(0.6) ? Duration::zero() : luck.time(1ms, 2s);
    if (queue.type != spec::RabbitmqQueueType::Stream) {
        queue.isExclusive = !queue.isSingleActiveConsumer && luck.has(0.2);
        queue.expires = luck.has(0.7) ? Duration::zero() : luck.time(10ms, 5s);
        if (luck.has(0.4))
            queue.properties.push_back({.share = luck.share(1), .expiration = luck.time(1ms, 1s)});
    }
    return queue;
}

spec::SqsQueue randomSqsQueue(Luck& luck)
{
    spec::SqsQueue queue;
    queue.visibilityTimeout = luck.has(0.1) ? Duration::zero() : luck.number(1, 3) * 1s;
    queue.retention = luck.number(60, 3600) * 1s;
    queue.inFlightLimit = luck.has(0.7) ? queue.inFlightLimit : luck.number(1, 20);
    if (luck.has(0.2))
        queue.messageDelay = luck.around(20ms);
    else if (luck.has(0.5))
        queue.delay = luck.number(1, 2) * 1s;
    return queue;
}

spec::KafkaTopic randomTopic(const spec::KafkaSettings& kafka, Luck& luck)
{
    const std::int64_t nodes = kafka.placement.instances;
    spec::KafkaTopic topic;
    topic.partitions = luck.number(1, 12);
    topic.replicationFactor = luck.number(1, nodes);
    topic.minInsyncReplicas = luck.number(1, topic.replicationFactor);
    topic.cleanup = luck.has(0.6) ? spec::KafkaCleanup::Delete : static_cast<spec::KafkaCleanup>(luck.index(3));
    topic.retention = luck.has(0.6) ? topic.retention : luck.time(50ms, 5s);
    topic.retentionBytes = luck.has(0.7) ? 0 : luck.number(1, 100'000);
    topic.segmentBytes = luck.has(0.5) || kafka.version != spec::KafkaVersion::V3 ? topic.segmentBytes : luck.number(14, 20'000);
    topic.segmentAge = luck.has(0.5) ? topic.segmentAge : luck.time(50ms, 5s);
    topic.minDirtyRatio = luck.has(0.5) ? 0.5 : 0;
    return topic;
}

}  // namespace

spec::SqsSettings randomSqs(Luck& luck)
{
    return {.requestTime = luck.around(5ms),
            .maxNumberOfMessages = luck.number(1, 10),
            .waitTime = luck.has(0.3) ? Duration::zero() : luck.number(1, 5) * 1s,
            .heartbeat = luck.has(0.6) ? Duration::zero() : luck.time(5ms, 2s),
            .isRetriedAtOnce = luck.has(0.3),
            .maxBatchSize = luck.has(0.6) ? 1 : luck.number(2, 10),
            .sendRequestFrequency = luck.time(1ms, 500ms)};
}

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

spec::NatsSettings randomNats(Luck& luck)
{
    spec::NatsSettings nats;
    nats.placement.instances = luck.number(1, 4);
    nats.syncInterval = luck.time(100ms, 20s);
    nats.syncsAlways = luck.has(0.2);
    nats.electionTimeout = luck.around(500ms);
    nats.publishTimeout = luck.time(100ms, 5s);
    nats.pingInterval = luck.time(200ms, 10s);
    nats.reconnectWait = luck.time(50ms, 2s);
    nats.pullMaxMessages = luck.number(1, 100);
    nats.pullExpiry = luck.time(1s, 10s);
    return nats;
}

spec::NatsStream randomNatsStream(std::int64_t nodes, Luck& luck)
{
    spec::NatsStream stream;
    stream.replicas = luck.number(1, std::min<std::int64_t>(nodes, 5));
    stream.retention = static_cast<spec::NatsRetention>(luck.index(3));
    stream.maxMessages = luck.has(0.7) ? 0 : luck.number(1, 100);
    stream.maxAge = luck.has(0.8) ? Duration::zero() : luck.time(1s, 20s);
    if (stream.retention != spec::NatsRetention::Limits && luck.has(0.3))
        stream.discard = spec::NatsDiscard::New;
    stream.haveMessageIds = luck.has(0.3);
    stream.ackWait = luck.time(100ms, 10s);
    stream.maxDeliver = luck.has(0.5) ? 0 : luck.number(1, 10);
    if (luck.has(0.2)) {
        stream.ackWait = spec::NatsStream{}.ackWait;
        stream.maxDeliver = luck.has(0.5) ? 0 : luck.number(3, 10);
        for (std::int64_t left = luck.number(1, 3); left > 0; --left)
            stream.backoff.push_back({luck.time(100ms, 10s)});
    }
    stream.maxAckPending = luck.number(1, 100);
    return stream;
}

spec::PubsubSettings randomPubsub(Luck& luck)
{
    return {.requestTime = luck.around(5ms),
            .delayThreshold = luck.time(1ms, 50ms),
            .countThreshold = luck.number(1, 100),
            .byteThreshold = luck.number(100, 100'000),
            .maxOutstandingMessages = luck.number(1, 100),
            .maxExtension = luck.time(1s, 60s)};
}

spec::PubsubTopic randomPubsubTopic(Luck& luck)
{
    spec::PubsubTopic topic;
    topic.ackDeadline = luck.time(10s, 20s);
    topic.isOrdered = luck.has(0.3);
    topic.minimumBackoff = luck.has(0.5) ? Duration::zero() : luck.time(10ms, 1s);
    topic.maximumBackoff = luck.time(1s, 10s);
    return topic;
}

spec::PulsarSettings randomPulsar(Luck& luck)
{
    spec::PulsarSettings pulsar;
    pulsar.placement.instances = luck.number(1, 4);
    pulsar.bookies.placement.instances = luck.number(1, 4);
    pulsar.bookies.journalDirectories = luck.has(0.6) ? 1 : luck.number(2, 4);
    pulsar.bookies.syncsJournal = luck.has(0.7);
    pulsar.bookies.maxGroupWait = luck.has(0.3) ? Duration::zero() : luck.time(1ms, 20ms);
    pulsar.bookies.pageCacheFlushInterval = luck.time(50ms, 5s);
    pulsar.bookies.syncTime = luck.around(2ms);
    pulsar.ensembleSize = luck.number(1, pulsar.bookies.placement.instances);
    pulsar.writeQuorum = luck.number(1, pulsar.ensembleSize);
    pulsar.ackQuorum = luck.number(1, pulsar.writeQuorum);
    pulsar.producer.isBatching = luck.has(0.7);
    if (pulsar.producer.isBatching) {
        pulsar.producer.maxPublishDelay = luck.time(1ms, 50ms);
        pulsar.producer.maxMessages = luck.number(1, 100);
        pulsar.producer.batcher = static_cast<spec::PulsarBatcher>(luck.index(2));
    }
    pulsar.producer.maxPendingMessages = luck.has(0.6) ? 0 : luck.number(1, 50);
    pulsar.producer.blocksIfQueueFull = luck.has(0.5);
    pulsar.producer.sendTimeout = luck.has(0.2) ? Duration::zero() : luck.time(100ms, 5s);
    pulsar.producer.hasKeys = luck.has(0.7);
    pulsar.consumer.receiverQueueSize = luck.number(1, 200);
    pulsar.consumer.acknowledgmentGroupTime = luck.has(0.2) ? Duration::zero() : luck.time(1ms, 500ms);
    pulsar.consumer.negativeAckRedeliveryDelay = luck.time(10ms, 3s);
    pulsar.consumer.ackTimeout = luck.has(0.7) ? Duration::zero() : luck.time(1s, 5s);
    pulsar.publishTime = luck.around(100us);
    pulsar.addEntryTimeout = luck.time(1s, 5s);
    pulsar.metadataSessionTimeout = luck.time(100ms, 5s);
    pulsar.keepAliveInterval = luck.time(1s, 5s);
    pulsar.maxUnackedPerConsumer = luck.has(0.7) ? 0 : luck.number(1, 50);
    pulsar.newEntriesCheckDelay = luck.has(0.3) ? Duration::zero() : luck.time(1ms, 200ms);
    pulsar.acknowledgesBatchIndexes = luck.has(0.3);
    pulsar.backlogQuotaCheckInterval = luck.time(1s, 5s);
    pulsar.expiryCheckInterval = luck.time(1s, 5s);
    pulsar.maxBackoff = luck.time(100ms, 5s);
    return pulsar;
}

spec::PulsarTopic randomPulsarTopic(const spec::PulsarSettings& pulsar, Luck& luck)
{
    spec::PulsarTopic topic;
    topic.partitions = luck.has(0.5) ? 1 : luck.number(2, 6);
    if (luck.has(0.4))
        topic.subscriptionType = pulsar.producer.hasKeys && luck.has(0.6) ? spec::PulsarSubscriptionType::KeyShared
                                                                         : spec::PulsarSubscriptionType::Failover;
    if (topic.subscriptionType == spec::PulsarSubscriptionType::Failover && luck.has(0.5))
        topic.acknowledgment = spec::PulsarAcknowledgment::Cumulative;
    topic.isDeduplicating = luck.has(0.3);
    if (luck.has(0.2)) {
        topic.backlogQuota = luck.number(1000, 100'000);
        topic.backlogPolicy = static_cast<spec::PulsarBacklogPolicy>(luck.index(3));
    }
    topic.messageTtl = luck.has(0.8) ? Duration::zero() : luck.time(1s, 20s);
    return topic;
}

spec::RedisSettings randomRedis(Luck& luck)
{
    spec::RedisSettings redis;
    redis.placement.instances = luck.number(1, 3);
    redis.isAppendOnly = luck.has(0.5);
    redis.appendFsync = static_cast<spec::RedisAppendFsync>(luck.index(3));
    redis.downAfter = luck.time(100ms, 10s);
    redis.waitReplicas = luck.has(0.7) ? 0 : luck.number(0, redis.placement.instances - 1);
    redis.timeout = luck.time(100ms, 2s);
    redis.readCount = luck.number(1, 20);
    return redis;
}

spec::RedisStream randomRedisStream(Luck& luck)
{
    spec::RedisStream stream;
    stream.maxLength = luck.has(0.8) ? 0 : luck.number(1, 500);
    stream.claimInterval = luck.has(0.3) ? Duration::zero() : luck.time(100ms, 5s);
    stream.minIdleTime = luck.time(100ms, 10s);
    stream.claimCount = luck.number(1, 100);
    stream.maxDeliveries = stream.claimInterval == Duration::zero() || luck.has(0.5) ? 0 : luck.number(1, 10);
    return stream;
}

spec::SnsSettings randomSns(Luck& luck)
{
    spec::SnsSettings sns;
    sns.requestTime = luck.around(5ms);
    sns.deliveryTime = luck.around(20ms);
    return sns;
}

spec::SnsTopic randomSnsTopic(Luck& luck)
{
    spec::SnsTopic topic;
    topic.protocol = static_cast<spec::SnsProtocol>(luck.index(3));
    topic.isRaw = luck.has(0.5);
    if (topic.protocol == spec::SnsProtocol::Sqs)
        topic.queue = randomSqsQueue(luck);
    if (topic.protocol == spec::SnsProtocol::Https) {
        spec::SnsDeliveryPolicy& retries = topic.healthyRetryPolicy;
        retries = {.numRetries = luck.number(6, 12),
                   .numNoDelayRetries = luck.number(0, 2),
                   .minDelayTarget = 1s,
                   .numMinDelayRetries = luck.number(0, 2),
                   .maxDelayTarget = luck.number(1, 5) * 1s,
                   .numMaxDelayRetries = luck.number(0, 2),
                   .backoffFunction = static_cast<spec::SnsBackoff>(luck.index(2))};
    }
    return topic;
}

spec::EventBridgeSettings randomEventBridge(Luck& luck)
{
    spec::EventBridgeSettings bridge;
    bridge.requestTime = luck.around(5ms);
    bridge.deliveryTime = luck.around(20ms);
    bridge.putEvents = luck.has(0.7) ? bridge.putEvents : luck.number(1, 200);
    bridge.invocations = luck.has(0.7) ? bridge.invocations : luck.number(1, 500);
    return bridge;
}

spec::EventBridgeBus randomEventBridgeBus(Luck& luck)
{
    spec::EventBridgeBus bus;
    bus.target = static_cast<spec::EventBridgeTarget>(luck.index(2));
    bus.retryPolicy = {.maximumRetryAttempts = luck.number(0, 185), .maximumEventAge = luck.time(60s, 1h)};
    if (bus.target == spec::EventBridgeTarget::Sqs)
        bus.queue = randomSqsQueue(luck);
    else
        bus.invocationRateLimit = luck.number(1, 500);
    return bus;
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
