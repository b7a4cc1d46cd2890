// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brokers that forget what has been handled.
#include "tests/fuzz/random_brokers.h"

namespace stormglass::fuzz {
namespace {

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

}  // namespace

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

}  // namespace stormglass::fuzz
