// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A broker that only writes down what is asked of it; the test says what comes of it.
#pragma once

#include "models/brokers/broker.h"
#include "simcore/calendar/calendar.h"

#include <vector>

namespace stormglass::tests {

class ScriptedBroker final : public Broker {
public:
    struct Published {
        std::uint32_t producer = 0;
        std::uint32_t event = 0;
        SimTime at{};
        CompletionId confirm;
        ChannelId channel;
    };
    struct Settled {
        std::uint32_t consumer = 0;
        std::uint64_t tag = 0;
        Settlement settlement{};
        SimTime at{};
        bool operator==(const Settled&) const = default;
    };

    explicit ScriptedBroker(const Calendar& calendar) : m_calendar(calendar) { }

    ChannelId addChannel(const spec::Channel&, ChannelProbe&) override { return ChannelId{0}; }
    SubscriptionId addSubscription(ChannelId, const std::string&) override { return SubscriptionId{0}; }
    ProducerId addProducer(HostId) override { return ProducerId{m_producers++}; }
    void reviveProducer(ProducerId) override { }
    ConsumerId attach(SubscriptionId, Consumer& consumer, HostId) override
    {
        consumers.push_back(&consumer);
        return ConsumerId{static_cast<std::uint32_t>(consumers.size() - 1)};
    }
    void detach(ConsumerId, Departure how) override { departures.push_back(how); }
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override
    {
        settled.push_back({consumer.value, tag, settlement, m_calendar.now()});
    }
    void poll(ConsumerId) override { ++polls; }
    void crashNode(std::size_t, bool) override { }
    void restartNode(std::size_t) override { }
    std::uint64_t countHeld(ChannelId) const override { return 0; }
    std::uint64_t countWaiting(SubscriptionId) const override { return waiting; }

    std::vector<Published> published;
    std::vector<Consumer*> consumers;  ///< In the order of their attachment.
    std::vector<Departure> departures;
    std::vector<Settled> settled;
    int polls = 0;
    std::uint64_t waiting = 0;  ///< What countWaiting() says.

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override
    {
        published.push_back({producer.value, message.event.value, m_calendar.now(), confirm, channel});
    }
    void dropProducer(ProducerId) override { }
    void dropAll() override { }

    const Calendar& m_calendar;
    std::uint32_t m_producers = 0;
};

}  // namespace stormglass::tests
