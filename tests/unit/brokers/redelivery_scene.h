// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One message in the hands of a consumer, and what may make it come again.
#pragma once

#include "tests/unit/brokers/cut.h"
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

#include <functional>
#include <string>
#include <vector>

namespace stormglass::tests {

/// The consumer has got the message at 10 s, and holds it.
struct RedeliveryScene : QueueSetting {
    RedeliveryScene(const spec::ComponentSettings& broker, const spec::ChannelSettings& queue, std::size_t nodes)
        : QueueSetting(broker, queue, nodes), consumer(attach(true))
    {
        for (std::uint32_t node = 0; node < nodes; ++node)
            brokerHosts.push_back(HostId{node});
        consumerHost = HostId{static_cast<std::uint32_t>(nodes) + 1};
        consumer.isForgetting = true;
        world.runUntil(10s);
        publish(1);
        world.runFor(1s);
    }

    /// Until it comes again. Everything that a broker waits for takes less.
    void awaitNext()
    {
        const std::uint64_t before = world.probe(channel).redeliveries();
        const SimTime latest = world.calendar.now() + 3h;
        while (world.probe(channel).redeliveries() == before && world.calendar.now() < latest)
            world.runFor(100ms);
    }
    [[nodiscard]] std::size_t countStarred() const
    {
        return static_cast<std::size_t>(std::ranges::count(consumer.deliveries, true, &TestConsumer::Handled::isRedelivered));
    }

    TestConsumer& consumer;
    std::vector<HostId> brokerHosts;
    HostId consumerHost;
};

/// One thing that happens to the consumer or the broker, after which the message comes again.
using Mishap = std::function<void(RedeliveryScene&)>;

inline Mishap handlerFails()
{
    return [](RedeliveryScene& scene) { scene.consumer.settleOldest(Settlement::Requeue); };
}

inline Mishap handlerDoesNotEnd()
{
    return [](RedeliveryScene&) { };
}

/// It ends too late, and the consumer asks for more.
inline Mishap handlerTakes(Duration time)
{
    return [time](RedeliveryScene& scene) {
        scene.world.runFor(time);
        scene.consumer.settleOldest(Settlement::Acknowledge);
    };
}

/// The consumer is gone for a second.
inline Mishap consumerGoes(Departure how)
{
    return [how](RedeliveryScene& scene) {
        scene.consumer.detach(how);
        scene.world.runFor(1s);
        scene.consumer.attach();
    };
}

/// Its process stands still for a while.
inline Mishap consumerStandsStill(Duration time)
{
    return [time](RedeliveryScene& scene) {
        scene.consumer.pause();
        scene.world.runFor(time);
        scene.consumer.resume();
    };
}

/// Its connection breaks while the handler is at work, which comes to no end before.
inline Mishap consumerIsCutOff()
{
    return [](RedeliveryScene& scene) {
        const Cut cut(scene.world, {scene.consumerHost}, scene.brokerHosts, Reach::Refused);
        scene.world.runFor(1min);
    };
}

/// The connection breaks with the acknowledgement in it.
inline Mishap acknowledgementIsLost()
{
    return [](RedeliveryScene& scene) {
        const Cut jam(scene.world, {scene.consumerHost}, scene.brokerHosts);
        scene.consumer.settleOldest(Settlement::Acknowledge);
        scene.world.runFor(1s);
        const Cut reset(scene.world, {scene.consumerHost}, scene.brokerHosts, Reach::Refused);
        scene.world.runFor(1min);
    };
}

/// All nodes are down for a minute. The acknowledgement comes too late.
inline Mishap brokerGoes()
{
    return [](RedeliveryScene& scene) {
        for (std::size_t node = 0; node < scene.brokerHosts.size(); ++node)
            scene.world.broker->crashNode(node, false);
        scene.consumer.settleOldest(Settlement::Acknowledge);
        scene.world.runFor(1min);
        for (std::size_t node = 0; node < scene.brokerHosts.size(); ++node)
            scene.world.broker->restartNode(node);
    };
}

/// A row of a table: one broker, what happens, and the causes that are told.
struct RedeliveryCase {
    spec::ComponentSettings broker;
    spec::ChannelSettings channel;
    std::size_t nodes = 1;
    std::vector<Mishap> mishaps;
    std::string causes;
};

/// The causes of one row, and that the consumer was told of as many.
#define VERIFY_CAUSES(row)                                                        \
    do {                                                                          \
        RedeliveryScene scene((row).broker, (row).channel, (row).nodes);          \
        QCOMPARE(scene.consumer.text(), std::string("1"));                        \
        for (const Mishap& mishap : (row).mishaps) {                              \
            mishap(scene);                                                        \
            scene.awaitNext();                                                    \
        }                                                                         \
        const ChannelProbe& probe = scene.world.probe(scene.channel);             \
        QCOMPARE(QString::fromStdString(causesOf(probe)), QString::fromStdString((row).causes)); \
        QCOMPARE(scene.countStarred(), std::size_t{probe.redeliveries()});        \
        QVERIFY(scene.world.isBalanced());                                        \
    } while (false)

}  // namespace stormglass::tests

Q_DECLARE_METATYPE(stormglass::tests::RedeliveryCase)
