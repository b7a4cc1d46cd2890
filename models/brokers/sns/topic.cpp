// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sns/topic.h"

#include "models/brokers/sqs/sends.h"

#include <algorithm>

namespace stormglass::sns {

namespace {

/// Amazon SNS endpoints and quotas: 256 KiB; FIFO topics 3,000 messages a second, with high throughput 30,000 in us-east-1.
constexpr std::int64_t kLargestMessage = 262'144;
constexpr std::uint64_t kFifoMessages = 3'000;
constexpr std::uint64_t kHighThroughputMessages = 30'000;

/// How the SDK and the endpoint deal with publishes, in the words of SQS. 300 messages a second of one group are let
/// through in any case.
spec::SqsQueue publishesOf(const spec::SnsTopic& topic)
{
    return {.maximumMessageSize = kLargestMessage,
            .isFifo = topic.isFifo,
            .throughputLimit = spec::SqsFifoThroughputLimit::PerMessageGroupId,
            .messageGroups = topic.queue.messageGroups};
}

}  // namespace

Front::Front(const spec::SnsSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , endpoint(spec::SqsSettings{.requestTime = chosen.requestTime}, where)
    , deliveryTime(chosen.deliveryTime)
    , deliveryTimes(where.random.stream(where.name, "delivery time"))
{
}

SqsBroker& Front::queues() const { return static_cast<SqsBroker&>(context().peer(settings.queues)); }

Topic::Topic(Front& front, const std::string& name, const spec::SnsTopic& settings, ChannelProbe& probe)
    : m_front(front)
    , m_settings(settings)
    , m_probe(probe)
    , m_publishes(front.endpoint.topics.emplace_back(std::make_unique<sqs::Topic>(name, publishesOf(settings), probe)).get())
    , m_recent(sqs::kDeduplicationInterval, settings.throughputScope == spec::SnsFifoThroughputScope::MessageGroup)
{
    m_publishes->taker = this;
    const bool isByTopic = settings.throughputScope == spec::SnsFifoThroughputScope::Topic;
    m_publishes->sends = sqs::CallQuota{isByTopic ? kFifoMessages : kHighThroughputMessages};
}

Subscription& Topic::subscribe(const std::string& component)
{
    return *m_subscriptions.emplace_back(
        std::make_unique<Subscription>(m_front, m_publishes->name, m_settings, component, m_probe));
}

std::size_t Topic::copiesOf(const Message& message)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_subscriptions, [&](const auto& subscription) { return subscription->wants(message); }));
}

void Topic::take(const Message& message)
{
    const SimTime now = m_front.context().now();
    const std::uint32_t group = sqs::messageGroupOf(message, m_settings.queue.messageGroups);
    if (m_settings.isFifo && m_settings.isDeduplicatedByContent && !m_recent.add(now, message, group))
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
    const spec::SnsSettings& prices = m_front.settings;
    const std::uint64_t publishes = m_publishes->meter.requests;
    Bill bill{.requests = publishes, .cost = static_cast<double>(publishes) * 1e-6 * (m_settings.isFifo ? prices.fifoPublishPrice : prices.publishPrice)};
    for (const auto& subscription : m_subscriptions) {
        // Deliveries of standard topics to queues are free.
        if (!subscription->isQueue() || m_settings.isFifo) {
            bill.requests += subscription->deliveries();
            bill.cost += static_cast<double>(subscription->deliveries()) * 1e-6 * (m_settings.isFifo ? prices.fifoDeliveryPrice : prices.httpPrice);
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

}  // namespace stormglass::sns
