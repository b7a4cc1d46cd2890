// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/fanout/subscription.h"

#include "models/brokers/sqs/message_groups.h"
#include "models/spec/design_channels.h"

#include <algorithm>

namespace stormglass::fanout {

namespace {

/// Dead letters are delivered to an AWS managed endpoint as well; this is how long SNS waits there between attempts in the end
/// (Amazon SNS Developer Guide, message delivery retries).
constexpr Duration kBetweenDeadLetters = std::chrono::seconds{20};

}  // namespace

Subscription::Subscription(Front& front, const std::string& topic, const TopicRules& rules, const std::string& component, ChannelProbe& probe)
    : m_front(front), m_rules(rules.delivery), m_requests(rules.delivery.requestsPerSecond), m_probe(probe)
{
    for (const spec::EventFilter& filter : rules.filters)
        if (filter.subscriber == component)
            m_wanted.push_back(filter.event);
    if (!m_rules.queue)
        return;
    // No channel has such a name.
    m_queue = &front.queues().addTopic(front.context().name + ":" + topic + "/" + component, *m_rules.queue, probe);
    m_queueId = front.queues().addQueue(*m_queue);
}

bool Subscription::wants(const Message& message)
{
    if (m_wanted.empty() || m_front.context().eventNames == nullptr || !message.transaction)
        return true;
    const std::vector<std::string>& names = *m_front.context().eventNames;
    if (m_isWanted.size() < names.size())
        m_isWanted.resize(names.size());
    std::optional<bool>& isWanted = m_isWanted[message.event.value];
    if (!isWanted)
        isWanted = std::ranges::any_of(m_wanted, [&](const std::string& name) { return spec::standsFor(name, names[message.event.value]); });
    return *isWanted;
}

std::uint32_t Subscription::groupOf(const Message& message) const
{
    return sqs::messageGroupOf(message, m_rules.messageGroups);
}

void Subscription::deliver(const Message& message)
{
    if (m_free.empty()) {
        m_free.push_back(m_slots.size());
        m_slots.emplace_back();
    }
    const Slot slot = m_free.back();
    m_free.pop_back();
    m_slots[slot] = {.message = message, .takenAt = m_front.context().now(), .isInUse = true};
    m_slots[slot].message.size += m_rules.envelope;
    if (m_rules.isInOrder)
        m_lanes[groupOf(message)].push_back(slot);
    m_front.context().network.after(m_front.deliveryTime.sample(m_front.deliveryTimes), [this, slot] { due(slot); });
}

void Subscription::due(Slot slot)
{
    if (!m_slots[slot].isInUse)
        return;
    m_slots[slot].isDue = true;
    if (m_rules.isInOrder && m_lanes[groupOf(m_slots[slot].message)].front() != slot)
        return;  // another one of its group comes first
    attempt(slot);
}

void Subscription::attempt(Slot slot)
{
    const SimTime now = m_front.context().now();
    const Duration wait = std::max(m_front.invocations.admit(now), m_requests.admit(now));
    if (wait == Duration{})
        return begin(slot);
    m_front.context().network.after(wait, [this, slot] { begin(slot); });
}

void Subscription::begin(Slot slot)
{
    if (m_stops > 0) {
        m_stopped.push_back(slot);
        return;
    }
    m_slots[slot].attempt = ++m_lastAttempt;
    if (isQueue())
        attemptQueue(slot);
    else
        attemptEndpoint(slot);
}

void Subscription::goOn()
{
    if (--m_stops > 0)
        return;
    for (const Slot slot : std::exchange(m_stopped, {}))
        attempt(slot);
}

bool Subscription::isUnderWay(Slot slot, std::uint64_t attempt) const { return m_slots[slot].attempt == attempt; }

RedeliveryCause Subscription::causeOfSilence(Slot slot, bool hadIt) const
{
    if (m_endpoints[m_slots[slot].endpoint].consumer == nullptr)
        return RedeliveryCause::ConsumerLost;
    return hadIt ? RedeliveryCause::NotSettledInTime : RedeliveryCause::AnswerLost;
}

void Subscription::fail(Slot slot, RedeliveryCause cause)
{
    Delivery& delivery = m_slots[slot];
    delivery.again = cause;
    delivery.attempt = 0;
    const Duration age = m_front.context().now() - delivery.takenAt;
    const std::optional<Duration> wait = m_rules.retryAfter(++delivery.failures, age, m_front.retries);
    if (!wait)
        return giveUp(slot);
    m_front.context().network.after(*wait, [this, slot] { attempt(slot); });
}

void Subscription::giveUp(Slot slot)
{
    m_slots[slot].attempt = 0;
    sqs::Service& service = m_front.queues().service();
    const bool hasDeadLetters = service.findTopic(m_rules.deadLetterChannel) != nullptr;
    if (hasDeadLetters && !service.isUp)
        return m_front.context().network.after(kBetweenDeadLetters, [this, slot] { giveUp(slot); });
    const Message message = finish(slot);
    const SimTime now = m_front.context().now();
    if (hasDeadLetters) {
        service.bury(m_probe, message, now, m_rules.deadLetterChannel);
    } else {
        noteLoss(message, nameOf(LossCause::Undeliverable));
        m_probe.lost(now, LossCause::Undeliverable);
    }
}

Message Subscription::finish(Slot slot)
{
    Delivery& delivery = m_slots[slot];
    Message message = std::move(delivery.message);
    delivery = {};
    m_free.push_back(slot);
    if (m_rules.isInOrder)
        nextInLane(groupOf(message), slot);
    return message;
}

void Subscription::nextInLane(std::uint32_t group, Slot slot)
{
    const auto lane = m_lanes.find(group);
    std::erase(lane->second, slot);
    if (lane->second.empty()) {
        m_lanes.erase(lane);
        return;
    }
    const Slot next = lane->second.front();
    if (m_slots[next].isDue)
        m_front.context().network.after(Duration{}, [this, next] { attempt(next); });
}

std::uint64_t Subscription::countHeld() const
{
    return m_slots.size() - m_free.size();
}

void Subscription::clear()
{
    m_slots.clear();
    m_free.clear();
    m_stopped.clear();
    m_open.clear();
    m_lanes.clear();
}

}  // namespace stormglass::fanout
