// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of each kind of broker and of its channels at random, without a placement.
#pragma once

#include "models/spec/scenario.h"
#include "tests/fuzz/luck.h"

namespace stormglass::fuzz {

[[nodiscard]] spec::KafkaSettings randomKafka(Luck& luck);
[[nodiscard]] spec::KafkaTopic randomTopic(const spec::KafkaSettings& kafka, Luck& luck);
[[nodiscard]] spec::NatsSettings randomNats(Luck& luck);
[[nodiscard]] spec::NatsStream randomNatsStream(std::int64_t nodes, Luck& luck);
[[nodiscard]] spec::PulsarSettings randomPulsar(Luck& luck);
[[nodiscard]] spec::PulsarTopic randomPulsarTopic(const spec::PulsarSettings& pulsar, Luck& luck);
[[nodiscard]] spec::RedisSettings randomRedis(Luck& luck);
[[nodiscard]] spec::RedisStream randomRedisStream(Luck& luck);
[[nodiscard]] spec::MqttSettings randomMqtt(Luck& luck);
[[nodiscard]] spec::MqttTopic randomMqttTopic(const spec::MqttSettings& broker, Luck& luck);
[[nodiscard]] spec::RabbitmqSettings randomRabbitmq(Luck& luck);
[[nodiscard]] spec::RabbitmqQueue randomQueue(Luck& luck);
[[nodiscard]] spec::SqsSettings randomSqs(Luck& luck);
[[nodiscard]] spec::SqsQueue randomSqsQueue(Luck& luck);
[[nodiscard]] spec::PubsubSettings randomPubsub(Luck& luck);
[[nodiscard]] spec::PubsubTopic randomPubsubTopic(Luck& luck);
[[nodiscard]] spec::SnsSettings randomSns(Luck& luck);
[[nodiscard]] spec::SnsTopic randomSnsTopic(Luck& luck);
[[nodiscard]] spec::EventBridgeSettings randomEventBridge(Luck& luck);
[[nodiscard]] spec::EventBridgeBus randomEventBridgeBus(Luck& luck);

}  // namespace stormglass::fuzz
