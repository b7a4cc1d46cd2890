// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The smallest setting that has a queue.
#pragma once

#include "tests/unit/brokers/broker_world.h"

#include <algorithm>
#include <vector>

namespace stormglass::tests {

/// A broker with one channel, one subscriber and one publisher, and perhaps somebody who reads the dead letters.
struct QueueSetting {
    QueueSetting(const spec::ComponentSettings& broker, const spec::ChannelSettings& queue, std::size_t nodes = 1)
        : world(broker, nodes)
        , channel(world.addChannel("orders", queue))
        , billing(world.subscribe(channel, "billing"))
        , producer(world.addProducer())
    {
    }

    /// The channel of dead letters is called "dead".
    void addGraveyard(const spec::ChannelSettings& deadLetters)
    {
        dead = world.addChannel("dead", deadLetters);
        graveyard = &world.addConsumer(world.subscribe(dead, "graveyard"));
        graveyard->attach();
    }

    TestConsumer& attach(bool isHolding = false)
    {
        TestConsumer& consumer = world.addConsumer(billing);
        consumer.isHolding = isHolding;
        consumer.attach();
        return consumer;
    }
    Confirm& publish(std::uint64_t key) { return world.publish(producer, channel, key); }
    [[nodiscard]] std::uint64_t losses(LossCause cause) { return world.probe(channel).losses(cause); }

    BrokerWorld world;
    ChannelId channel;
    SubscriptionId billing;
    ProducerId producer;
    ChannelId dead;
    TestConsumer* graveyard = nullptr;
};

/// The same for who publishes much and counts what is confirmed.
struct ConfirmedSetting : QueueSetting {
    using QueueSetting::QueueSetting;

    void publish(std::uint64_t count)
    {
        for (std::uint64_t key = 1; key <= count; ++key)
            confirms.push_back(&QueueSetting::publish(key));
    }
    [[nodiscard]] std::ptrdiff_t confirmed() const
    {
        return std::ranges::count_if(confirms, [](const Confirm* confirm) { return !confirm->isOpen; });
    }

    std::vector<const Confirm*> confirms;
};

}  // namespace stormglass::tests
