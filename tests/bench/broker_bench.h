// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A broker to be measured, without a service around it.
#pragma once

#include "models/brokers/registry.h"
#include "models/transactions/flow_tracker.h"

#include <malloc.h>

#include <deque>
#include <memory>
#include <vector>

namespace stormglass::bench {

[[nodiscard]] inline std::size_t bytesInUse() { return mallinfo2().uordblks + mallinfo2().hblkhd; }

/// Every way takes the same time.
class EqualWays final : public Ways {
public:
    Duration timeFor(HostId, HostId, std::int64_t) override { return 250us; }
    Duration uncontendedTime(HostId, HostId, std::int64_t) const override { return 250us; }
    void transfer(HostId, HostId, std::int64_t, Parcel&) override { }
};

/// Handles every delivery in no time.
class Sink final : public Consumer {
public:
    Sink(Broker& broker, SubscriptionId subscription, HostId host)
        : m_broker(broker), m_id(broker.attach(subscription, *this, host))
    {
    }
    void deliver(Delivery delivery) override
    {
        m_broker.settle(m_id, delivery.tag, Settlement::Acknowledge);
        m_broker.poll(m_id);
    }
    void leave() { m_broker.detach(m_id, Departure::Closed); }

private:
    Broker& m_broker;
    ConsumerId m_id;
};

/// One broker, its books, and two producers on hosts 10 and 11. Consumers have hosts from 20 on.
struct BrokerBench {
    BrokerBench(const spec::ComponentSettings& settings, const spec::ChannelSettings& channelSettings, std::size_t nodes)
    {
        BrokerContext context{calendar, network, completions, random, "broker", {}};
        for (std::uint32_t i = 0; i < nodes; ++i)
            context.hosts.push_back(HostId{i});
        broker = makeBroker({"broker", settings}, context);
        channel = broker->addChannel({"orders", "broker", channelSettings}, probe);
        subscription = broker->addSubscription(channel, "billing");
        for (std::uint32_t i = 0; i < 2; ++i)
            producers.push_back(broker->addProducer(HostId{10 + i}));
    }
    ~BrokerBench() { broker->clear(); }

    void attach(std::uint32_t count)
    {
        for (std::uint32_t i = 0; i < count; ++i)
            sinks.emplace_back(*broker, subscription, HostId{20 + i});
    }
    void publish(std::uint64_t key)
    {
        broker->publish(producers[key % 2], channel,
                        {.transaction = tracker.start(), .key = static_cast<std::uint32_t>(key), .publishedAt = calendar.now(), .event = {}}, {});
    }

    EqualWays ways;
    Calendar calendar;
    FlowTracker tracker{calendar, spec::Flow{}, PhaseBounds{}};
    Network network{calendar, ways};
    Completions completions;
    RandomStreams random{1, 0};
    ChannelProbe probe;
    std::unique_ptr<Broker> broker;
    ChannelId channel;
    SubscriptionId subscription;
    std::vector<ProducerId> producers;
    std::deque<Sink> sinks;
};

}  // namespace stormglass::bench
