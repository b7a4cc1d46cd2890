// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How large a message may be. A new kind of broker is one more function here: in this file if it is asked for each message.
#pragma once

#include "models/spec/component.h"

#include <optional>

namespace stormglass::spec {

/// A larger message is refused to its publisher, and not published again.
struct SizeLimit {
    std::int64_t bytes = 0;
    std::string_view setting = {};  ///< That raises it; empty: nothing does.
};

[[nodiscard]] SizeLimit sizeLimitOf(const EventBridgeSettings& bridge, const EventBridgeBus& bus);
[[nodiscard]] inline SizeLimit sizeLimitOf(const NatsSettings& nats, const NatsStream&) { return {nats.maxPayload, "max_payload"}; }
[[nodiscard]] SizeLimit sizeLimitOf(const PubsubSettings& pubsub, const PubsubTopic& topic);
[[nodiscard]] inline SizeLimit sizeLimitOf(const PulsarSettings& pulsar, const PulsarTopic&) { return {pulsar.maxMessageSize, "maxMessageSize"}; }
[[nodiscard]] SizeLimit sizeLimitOf(const RabbitmqSettings& rabbitmq, const RabbitmqQueue& queue);
[[nodiscard]] inline SizeLimit sizeLimitOf(const RedisSettings& redis, const RedisStream&) { return {redis.maxBulkLength, "proto-max-bulk-len"}; }
[[nodiscard]] SizeLimit sizeLimitOf(const SnsSettings& sns, const SnsTopic& topic);
[[nodiscard]] SizeLimit sizeLimitOf(const SqsSettings& sqs, const SqsQueue& queue);

[[nodiscard]] inline SizeLimit sizeLimitOf(const KafkaSettings& kafka, const KafkaTopic& topic)
{
    if (kafka.producer.maxRequestSize < topic.maxMessageBytes)
        return {kafka.producer.maxRequestSize, "producer/max.request.size"};
    return {topic.maxMessageBytes, "max.message.bytes"};
}

[[nodiscard]] inline SizeLimit sizeLimitOf(const MqttSettings& mqtt, const MqttTopic&)
{
    if (mqtt.maxPacketSize > 0)
        return {mqtt.maxPacketSize, "max_packet_size"};
    return {MqttSettings::kLargestPacket};
}

/// What is wrong with a message of that size in the channel, and how to mend it; nothing if it is not too large, or if the
/// channel is of a kind that the broker does not carry.
[[nodiscard]] std::optional<std::string> excessOf(std::int64_t size, const Component& broker, const Channel& channel);

}  // namespace stormglass::spec
