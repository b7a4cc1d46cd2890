// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tiny world for one broker: every way takes the same time, transactions are numbers, everything is written down.
#pragma once

#include "models/brokers/registry.h"
#include "models/transactions/flow_tracker.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stormglass::tests {

/// Every way between two hosts takes this, and as long for the bytes as they need; within a host nothing.
class EqualWays final : public Ways {
public:
    explicit EqualWays(Duration way) : m_way(way) { }
    Duration timeFor(HostId from, HostId to, std::int64_t bytes) override { return uncontendedTime(from, to, bytes); }
    Duration uncontendedTime(HostId from, HostId to, std::int64_t bytes) const override
    {
        if (from == to)
            return {};
        return bytesPerSecond > 0 ? m_way + Duration{bytes * 1'000'000'000 / bytesPerSecond} : m_way;
    }
    void transfer(HostId, HostId, std::int64_t, Parcel&) override { }

    std::int64_t bytesPerSecond = 0;  ///< 0: any number.

private:
    Duration m_way;
};

/// Remembers how a publish ended.
class Confirm final : public CompletionTarget {
public:
    void completed(Outcome ended) override;

    Calendar* calendar = nullptr;
    bool isOpen = true;
    Outcome outcome = Outcome::Ok;
    SimTime at{};
};

class BrokerWorld;

/// A consumer instance that handles one delivery after the other and writes down what it got.
class TestConsumer final : public Consumer {
public:
    struct Handled {
        std::uint64_t key = 0;
        std::int32_t size = 0;
        bool isRedelivered = false;
        SimTime at{};
        bool operator==(const Handled&) const = default;
    };

    TestConsumer(BrokerWorld& world, Broker& broker, SubscriptionId subscription, HostId host);

    void attach();
    void detach(Departure how);
    void deliver(Delivery delivery) override;
    void closed() override;
    void left() override { hasLeft = true; }
    /// Its process stands still: a handler whose time is up settles when it goes on.
    void pause();
    void resume();
    /// "1 2 2*": keys in the order of their deliveries, redelivered ones with a star.
    [[nodiscard]] std::string text() const;
    /// The sizes of the deliveries of one key, each once: messages are told apart by their size.
    [[nodiscard]] std::vector<std::int32_t> sizesOf(std::uint64_t key) const;
    /// Settles the oldest delivery that the consumer holds.
    void settleOldest(Settlement settlement);

    Duration handlingTime{};
    Settlement answer = Settlement::Acknowledge;
    bool isHolding = false;  ///< Does not settle on its own.
    std::optional<ChannelId> forwardsTo = {};  ///< When it has handled a message it publishes one of the same key there, ...
    ProducerId forwardsBy;                     ///< ... by this producer, where it has none for transactions.
    bool isForgetting = false;  ///< What it has not begun to handle is gone when its channel is closed.
    std::vector<Handled> deliveries;
    bool hasLeft = false;

private:
    void handleNext();
    void forward(const Message& message);

    BrokerWorld& m_world;
    Broker& m_broker;
    const SubscriptionId m_subscription;
    const HostId m_host;
    ConsumerId m_id;
    std::uint32_t m_life = 0;
    bool m_isAttached = false;
    bool m_isBusy = false;
    bool m_isPaused = false;
    bool m_isDue = false;
    std::deque<Delivery> m_held;
};

/// Hosts 0, 1, 2 ... are those of the broker's nodes; producers and consumers have hosts of their own.
class BrokerWorld {
public:
    explicit BrokerWorld(const spec::ComponentSettings& settings, std::size_t nodes = 1, Duration way = 1ms);
    ~BrokerWorld();

    ChannelId addChannel(const std::string& name, const spec::ChannelSettings& settings);
    SubscriptionId subscribe(ChannelId channel, const std::string& component);
    TestConsumer& addConsumer(SubscriptionId subscription) { return addConsumer(*broker, subscription); }
    TestConsumer& addConsumer(Broker& of, SubscriptionId subscription);
    ProducerId addProducer() { return broker->addProducer(newHost()); }
    HostId newHost() { return HostId{m_nextHost++}; }

    /// Publishes a new transaction; it is kept alive by its messages only.
    Confirm& publish(ProducerId producer, ChannelId channel, std::uint64_t key, std::int32_t size = 1000)
    {
        return publish(*broker, producer, channel, {.transaction = tracker.start(), .key = static_cast<std::uint32_t>(key), .event = {}, .size = size});
    }
    Confirm& publish(Broker& to, ProducerId producer, ChannelId channel, Message message);
    void runUntil(Duration sinceStart) { calendar.runUntil(SimTime{sinceStart}); }
    void runFor(Duration duration) { calendar.runUntil(calendar.now() + duration); }

    [[nodiscard]] ChannelProbe& probe(ChannelId channel) { return *m_probes[channel.value]; }
    /// The books agree with what the broker holds.
    [[nodiscard]] bool isBalanced() const;

    Calendar calendar;
    EqualWays ways;
    Network network;
    Completions completions;
    RandomStreams random{1, 0};
    FlowTracker tracker;
    std::vector<std::string> eventNames;  ///< By EventTypeId.
    std::unique_ptr<Broker> broker;

private:
    std::uint32_t m_nextHost = 0;
    std::vector<std::unique_ptr<ChannelProbe>> m_probes;
    std::deque<TestConsumer> m_consumers;
    std::deque<Confirm> m_confirms;
};

/// How often something of the channel came again, by cause: "rejected 1, consumer-lost 2".
inline std::string causesOf(const ChannelProbe& probe)
{
    std::string text;
    for (std::size_t cause = 0; cause < kRedeliveryCauses; ++cause)
        if (const std::uint64_t count = probe.redeliveries(static_cast<RedeliveryCause>(cause)); count != 0)
            text += (text.empty() ? "" : ", ") + std::string(nameOf(static_cast<RedeliveryCause>(cause))) + ' ' + std::to_string(count);
    return text;
}

}  // namespace stormglass::tests
