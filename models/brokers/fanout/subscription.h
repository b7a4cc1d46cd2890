// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A subscription: delivers each message, and tries again when that fails.
#pragma once

#include "models/brokers/fanout/front.h"
#include "models/brokers/fanout/rules.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace stormglass::fanout {

/// Delivers to a queue, which has the message then, or to one of the instances of a component in turn, which answers when
/// its handler has ended. A message that fails waits as the rules have it; when they give it up, it goes to the dead-letter
/// queue of the subscription.
///
/// Sources: Amazon SNS Developer Guide, message delivery retries, dead-letter queues, message delivery for FIFO topics;
/// Amazon EventBridge User Guide, How EventBridge retries delivering events, dead-letter queues.
class Subscription {
public:
    Subscription(Front& front, const std::string& topic, const TopicRules& rules, const std::string& component, ChannelProbe& probe);

    [[nodiscard]] bool wants(const Message& message);
    void deliver(const Message& message);

    /// With a queue.
    [[nodiscard]] bool isQueue() const { return m_queue != nullptr; }
    [[nodiscard]] SubscriptionId queueId() const { return m_queueId; }
    [[nodiscard]] sqs::Topic& queue() const { return *m_queue; }

    /// Otherwise: instances that take requests.
    std::size_t attach(Consumer& consumer, HostId host);
    void detach(std::size_t endpoint, Departure how);
    void settle(std::size_t endpoint, std::uint64_t tag, Settlement settlement);

    /// Nobody may read, or the service is down: deliveries wait.
    void stop() { ++m_stops; }
    void goOn();

    /// Attempts that are billed.
    [[nodiscard]] std::uint64_t deliveries() const { return m_deliveries; }
    [[nodiscard]] std::uint64_t countHeld() const;
    void clear();

private:
    /// A message on its way to the subscriber.
    struct Delivery {
        Message message;
        SimTime takenAt{};
        std::int64_t failures = 0;
        std::uint64_t attempt = 0;  ///< That is under way; each has a number of its own. 0: none.
        std::size_t endpoint = 0;
        bool isDue = false;
        bool isInUse = false;
        RedeliveryCause again = RedeliveryCause::AnswerLost;  ///< Why the last attempt failed.
    };
    struct Endpoint {
        Consumer* consumer = nullptr;  ///< None: it has gone.
        HostId host;
    };
    using Slot = std::size_t;

    void due(Slot slot);
    /// As soon as the quotas let it.
    void attempt(Slot slot);
    void begin(Slot slot);
    void attemptQueue(Slot slot);
    void attemptEndpoint(Slot slot);
    void handOver(Slot slot, std::uint64_t attempt);
    [[nodiscard]] std::optional<std::size_t> nextEndpoint();
    [[nodiscard]] bool isUnderWay(Slot slot, std::uint64_t attempt) const;
    void fail(Slot slot, RedeliveryCause cause);
    /// Nobody has answered: \p hadIt tells whether an endpoint had been handed the message and had not answered.
    [[nodiscard]] RedeliveryCause causeOfSilence(Slot slot, bool hadIt) const;
    /// It becomes a dead letter, as soon as there is somebody to take it.
    void giveUp(Slot slot);
    /// After the way back.
    void hear(Slot slot, Settlement settlement);
    Message finish(Slot slot);
    void nextInLane(std::uint32_t group, Slot slot);
    [[nodiscard]] std::uint32_t groupOf(const Message& message) const;

    Front& m_front;
    const DeliveryRules m_rules;
    Pace m_requests;
    ChannelProbe& m_probe;
    std::vector<std::string> m_wanted;               // events; none: all
    std::vector<std::optional<bool>> m_isWanted;     // by event
    sqs::Topic* m_queue = nullptr;
    SubscriptionId m_queueId;
    std::vector<Endpoint> m_endpoints;
    std::size_t m_nextEndpoint = 0;
    std::deque<Delivery> m_slots;
    std::vector<Slot> m_free;
    std::vector<Slot> m_stopped;                                 // due while nothing could be delivered
    std::unordered_map<std::uint64_t, Slot> m_open;              // by attempt: in the hands of an endpoint
    std::unordered_map<std::uint32_t, std::deque<Slot>> m_lanes;  // in order: by group
    std::uint64_t m_lastAttempt = 0;
    std::uint64_t m_deliveries = 0;
    std::uint32_t m_stops = 0;
};

}  // namespace stormglass::fanout
