// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/fanout/topic.h"

#include "models/brokers/sqs/sends.h"

#include <algorithm>

namespace stormglass::fanout {

Topic::Topic(Front& front, const std::string& name, TopicRules rules, ChannelProbe& probe)
    : m_front(front)
    , m_rules(std::move(rules))
    , m_probe(probe)
    , m_publishes(front.endpoint.topics.emplace_back(std::make_unique<sqs::Topic>(name, m_rules.publishes, probe)).get())
    , m_recent(sqs::kDeduplicationInterval, m_rules.isDeduplicatedByGroup)
{
    m_publishes->taker = this;
    m_publishes->hasQuota = m_rules.publishesPerSecond > 0;
    m_publishes->sends = sqs::CallQuota{m_rules.publishesPerSecond};
}

Subscription& Topic::subscribe(const std::string& component)
{
    return *m_subscriptions.emplace_back(std::make_unique<Subscription>(m_front, m_publishes->name, m_rules, component, m_probe));
}

std::size_t Topic::copiesOf(const Message& message)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_subscriptions, [&](const auto& subscription) { return subscription->wants(message); }));
}

void Topic::take(const Message& message)
{
    const SimTime now = m_front.context().now();
    const std::uint32_t group = sqs::messageGroupOf(message, m_rules.delivery.messageGroups);
    if (m_rules.isDeduplicated && !m_recent.add(now, message, group))
        return m_probe.deduplicated(now, copiesOf(message));
    for (const auto& subscription : m_subscriptions)
        if (subscription->wants(message))
            subscription->deliver(message);
}

std::uint64_t Topic::countHeld() const
{
    std::uint64_t held = m_front.endpoint.sends->countCopies(*m_publishes);
    for (const auto& subscription : m_subscriptions)
        held += subscription->countHeld();
    return held;
}

Bill Topic::bill() const
{
    const Prices& prices = m_rules.prices;
    const std::uint64_t publishes = m_publishes->meter.requests;
    Bill bill{.requests = publishes, .cost = static_cast<double>(publishes) * 1e-6 * prices.publish};
    for (const auto& subscription : m_subscriptions) {
        if (!subscription->isQueue() || !prices.areQueuesFree) {
            bill.requests += subscription->deliveries();
            bill.cost += static_cast<double>(subscription->deliveries()) * 1e-6 * prices.delivery;
        }
        if (!subscription->isQueue())
            continue;
        const Bill queue = m_front.queues().service().billOf(subscription->queue());
        bill.requests += queue.requests;
        bill.emptyReceives += queue.emptyReceives;
        bill.cost += queue.cost;
    }
    return bill;
}

void Topic::clear()
{
    m_recent.clear();
    for (const auto& subscription : m_subscriptions)
        subscription->clear();
}

}  // namespace stormglass::fanout
