// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer group of Kafka without members, for tests to add them.
#pragma once

#include "tests/unit/brokers/broker_world.h"

namespace stormglass::tests {

/// A topic with six partitions and a group; every key has a partition of its own, more or less.
struct KafkaGroup {
    explicit KafkaGroup(const spec::KafkaSettings& settings = {}) : world(settings, 3)
    {
        topic = world.addChannel("orders", spec::KafkaTopic{});
        billing = world.subscribe(topic, "billing");
        producer = world.addProducer();
    }

    /// One message for each key, both ends included.
    void publish(std::uint64_t from = 1, std::uint64_t to = 30)
    {
        for (std::uint64_t key = from; key <= to; ++key)
            world.publish(producer, topic, key);
    }

    BrokerWorld world;
    ChannelId topic;
    SubscriptionId billing;
    ProducerId producer;
};

}  // namespace stormglass::tests
