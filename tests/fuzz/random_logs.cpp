// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brokers that keep what has been read.
#include "tests/fuzz/random_brokers.h"

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

}  // namespace

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

}  // namespace stormglass::fuzz
