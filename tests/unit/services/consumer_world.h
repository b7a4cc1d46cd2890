// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A station that is subscribed to a channel of a scripted broker.
#pragma once

#include "tests/unit/services/scripted_broker.h"
#include "tests/unit/services/service_world.h"

#include <deque>
#include <string>

namespace stormglass::tests {

inline constexpr EventTypeId kPaid{1};
inline constexpr EventTypeId kShipped{2};

/// Answers every call at once, and always the same.
class Oracle final : public Endpoint {
public:
    Oracle(Completions& completions, Outcome outcome) : m_completions(completions), m_outcome(outcome) { }
    void send(HostId, Request request) override { m_completions.resolve(request.reply, m_outcome); }

private:
    Completions& m_completions;
    Outcome m_outcome;
};

class ConsumerWorld : public ServiceWorld {
public:
    explicit ConsumerWorld(StationSettings settings = oneWorker(), std::size_t instances = 1)
        : broker(calendar), station(addStation(std::move(settings), {}, instances))
    {
        station.addReaction(kSubscription, broker, channel);
    }

    void react(EventTypeId event, Instructions body, Instructions onFailure = {})
    {
        Routine routine;
        routine.body = std::move(body);
        routine.onFailure = std::move(onFailure);
        station.addReactionRoutine(kSubscription, broker, event, std::move(routine));
    }

    /// A handler that ends like this.
    [[nodiscard]] Instruction endingWith(Outcome outcome)
    {
        Oracle& oracle = m_oracles.emplace_back(completions, outcome);
        return {instruction::Call{&oracle, OperationId{0}, {}, std::make_shared<RandomStream>(streams.stream("", ""))}};
    }

    /// Delivers a message that was published now.
    void deliver(std::uint64_t tag, EventTypeId event = kPaid, std::size_t consumer = 0, Flaw flaw = Flaw::None)
    {
        Delivery delivery;
        delivery.tag = tag;
        delivery.message.transaction = newTransaction();
        delivery.message.publishedAt = calendar.now();
        delivery.message.event = event;
        delivery.message.flaw = flaw;
        broker.consumers[consumer]->deliver(std::move(delivery));
    }

    /// "1 ack@10, 2 requeue@20": tags and milliseconds.
    [[nodiscard]] std::string settled() const
    {
        static constexpr const char* kNames[] = {"ack", "requeue", "discard", "laid aside"};
        std::string text;
        for (const ScriptedBroker::Settled& each : broker.settled) {
            const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(each.at.time_since_epoch());
            text += text.empty() ? "" : ", ";
            text += std::to_string(each.tag);
            text += " ";
            text += kNames[static_cast<std::size_t>(each.settlement)];
            text += "@";
            text += std::to_string(at.count());
        }
        return text;
    }

    ChannelProbe channel;
    ScriptedBroker broker;
    Station& station;

private:
    static constexpr SubscriptionId kSubscription{0};

    std::deque<Oracle> m_oracles;
};

}  // namespace stormglass::tests
