// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A service that fans out, SNS unless told otherwise, beside the SQS of a broker world.
#pragma once

#include "tests/unit/brokers/broker_world.h"

namespace stormglass::tests {

/// One topic, and a queue for what it cannot deliver, called "dead".
struct SnsSetting {
    explicit SnsSetting(const spec::SnsTopic& settings, const spec::SqsQueue& deadLetters = {}, Distribution deliveryTime = Distribution{distribution::Constant{0s}})
        : SnsSetting(spec::SnsSettings{.queues = "broker", .deliveryTime = deliveryTime}, settings, deadLetters)
    {
    }
    /// The component that it needs for its queues is called "broker".
    SnsSetting(const spec::ComponentSettings& service, const spec::ChannelSettings& settings, const spec::SqsQueue& deadLetters = {})
        : world(spec::SqsSettings{})
    {
        dead = world.addChannel("dead", deadLetters);
        graveyard = &world.addConsumer(world.subscribe(dead, "graveyard"));
        const BrokerContext context{.calendar = world.calendar,
                                    .network = world.network,
                                    .completions = world.completions,
                                    .random = world.random,
                                    .name = "sns",
                                    .hosts = {world.newHost()},
                                    .eventNames = &events,
                                    .peer = [this](const std::string&) -> Broker& { return *world.broker; }};
        sns = makeBroker({"sns", service}, context);
        topic = sns->addChannel({"orders", "sns", settings}, probe);
        producer = sns->addProducer(world.newHost());
        graveyard->attach();
    }
    ~SnsSetting() { sns->clear(); }

    TestConsumer& attach(SubscriptionId subscription, Duration handlingTime = {})
    {
        TestConsumer& consumer = world.addConsumer(*sns, subscription);
        consumer.handlingTime = handlingTime;
        consumer.attach();
        return consumer;
    }

    TestConsumer& subscribe(const std::string& component, Duration handlingTime = {})
    {
        return attach(sns->addSubscription(topic, component), handlingTime);
    }

    Confirm& publish(std::uint32_t key, std::int32_t size = 1000, std::uint32_t event = 0)
    {
        return world.publish(*sns, producer, topic, {.transaction = world.tracker.start(), .key = key, .event = EventTypeId{event}, .size = size});
    }

    [[nodiscard]] bool isBalanced() const { return world.isBalanced() && sns->countHeld(topic) == probe.held(); }

    BrokerWorld world;
    std::vector<std::string> events{"order.pay.succeeded", "order.ship.succeeded"};
    ChannelProbe probe;
    std::unique_ptr<Broker> sns;
    ChannelId topic;
    ChannelId dead;
    ProducerId producer;
    TestConsumer* graveyard;
};

}  // namespace stormglass::tests
