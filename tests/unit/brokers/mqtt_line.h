// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A publisher, an MQTT broker that works in no time, and a component that subscribes. Every way takes 1 ms. Host 0 is the
// broker's, 1 the publisher's, those of consumers follow.
#pragma once

#include "tests/unit/brokers/broker_world.h"

namespace stormglass::tests {

inline constexpr HostId kMqttBroker{0};
inline constexpr HostId kMqttPublisher{1};
inline constexpr HostId kMqttConsumer{2};

struct MqttLine {
    explicit MqttLine(const spec::MqttTopic& topic = {}, spec::MqttSettings settings = {}) : world(inNoTime(settings))
    {
        channel = world.addChannel("readings", topic);
        status = world.addChannel("status", spec::MqttTopic{});
        bridge = world.subscribe(channel, "bridge");
        producer = world.addProducer();
    }

    TestConsumer& attach(bool isHolding = false)
    {
        TestConsumer& consumer = world.addConsumer(bridge);
        consumer.isHolding = isHolding;
        consumer.isForgetting = true;
        consumer.attach();
        return consumer;
    }

    /// Who is told of wills.
    TestConsumer& watchStatus()
    {
        TestConsumer& watcher = world.addConsumer(world.subscribe(status, "watcher"));
        watcher.attach();
        return watcher;
    }

    Confirm& publish(std::uint64_t key = 1) { return world.publish(producer, channel, key); }
    void publishUpTo(std::uint64_t last)
    {
        for (std::uint64_t key = 1; key <= last; ++key)
            publish(key);
    }
    [[nodiscard]] std::uint64_t losses(LossCause cause) { return world.probe(channel).losses(cause); }
    [[nodiscard]] std::uint64_t extras(ExtraCause cause) { return world.probe(channel).extras(cause); }
    [[nodiscard]] std::uint64_t delivered() { return world.probe(channel).delivered(); }

    static spec::MqttSettings inNoTime(spec::MqttSettings settings)
    {
        settings.processingTime = Distribution{distribution::Constant{Duration::zero()}};
        return settings;
    }

    BrokerWorld world;
    ChannelId channel;
    ChannelId status;
    SubscriptionId bridge;
    ProducerId producer;
};

}  // namespace stormglass::tests
