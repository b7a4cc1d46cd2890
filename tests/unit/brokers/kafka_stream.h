// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Kafka with one producer, one group with one consumer, and one key that matters.
#pragma once

#include "models/brokers/kafka/murmur2.h"
#include "tests/unit/brokers/broker_world.h"

namespace stormglass::tests {

/// Three nodes, and a key whose partition is led by one of them to begin with and has copies on all. The consumer has not
/// been attached.
struct KafkaLine {
    explicit KafkaLine(const spec::KafkaSettings& settings = {}, const spec::KafkaTopic& topicSettings = {},
                       std::uint32_t leader = 0)
        : world(settings, 3)
    {
        topic = world.addChannel("orders", topicSettings);
        billing = world.subscribe(topic, "billing");
        consumer = &world.addConsumer(billing);
        producer = world.addProducer();
        const auto partitions = static_cast<std::uint32_t>(topicSettings.partitions);
        while ((partition = kafka::partitionFor(key, partitions)) % 3 != leader)
            ++key;
    }

    Confirm& publish(std::int32_t size = 1000) { return world.publish(producer, topic, key, size); }
    [[nodiscard]] BrokerFaults& faults() { return world.broker->faults(); }
    [[nodiscard]] std::uint64_t losses(LossCause cause) { return world.probe(topic).losses(cause); }

    static constexpr HostId kConsumer{3};
    static constexpr HostId kProducer{4};

    BrokerWorld world;
    ChannelId topic;
    SubscriptionId billing;
    TestConsumer* consumer;
    ProducerId producer;
    std::uint64_t key = 1;
    std::size_t partition = 0;
};

/// The same at 10 s, when the consumer is attached and waits.
struct KafkaStream : KafkaLine {
    explicit KafkaStream(const spec::KafkaSettings& settings = {}, const spec::KafkaTopic& topicSettings = {},
                         std::uint32_t leader = 0)
        : KafkaLine(settings, topicSettings, leader)
    {
        consumer->attach();
        world.runUntil(10s);
    }
};

}  // namespace stormglass::tests
