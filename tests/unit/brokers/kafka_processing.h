// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Consume, process, produce: a group that reads one topic of Kafka and writes to another.
#pragma once

#include "tests/unit/brokers/broker_world.h"

namespace stormglass::tests {

/// orders -> billing -> bills -> archive. Each group has one consumer; ways take 1 ms.
struct KafkaProcessing {
    explicit KafkaProcessing(spec::KafkaSettings settings = exactlyOnce())
        : world(settings, 3)
    {
        orders = world.addChannel("orders", spec::KafkaTopic{});
        bills = world.addChannel("bills", spec::KafkaTopic{});
        billing = world.subscribe(orders, "billing");
        archive = world.subscribe(bills, "archive");
        world.broker->noteProcessing(billing);
        client = world.addProducer();
        biller = &addBiller();
        reader = &world.addConsumer(archive);
    }

    static spec::KafkaSettings exactlyOnce()
    {
        return {.producer = {.linger = 0s},
                .consumer = {.isolation = spec::KafkaIsolation::ReadCommitted},
                .streams = {.guarantee = spec::KafkaGuarantee::ExactlyOnceV2}};
    }

    TestConsumer& addBiller()
    {
        TestConsumer& consumer = world.addConsumer(billing);
        consumer.forwardsTo = bills;
        consumer.forwardsBy = world.addProducer();
        return consumer;
    }

    /// Everybody has joined and has nothing to do.
    void start()
    {
        biller->attach();
        reader->attach();
        world.runUntil(10s);
    }

    void publish(int count)
    {
        for (int i = 0; i < count; ++i)
            world.publish(client, orders, static_cast<std::uint64_t>(++published));
    }

    BrokerWorld world;
    ChannelId orders;
    ChannelId bills;
    SubscriptionId billing;
    SubscriptionId archive;
    ProducerId client;
    TestConsumer* biller = nullptr;
    TestConsumer* reader = nullptr;
    int published = 0;
};

}  // namespace stormglass::tests
