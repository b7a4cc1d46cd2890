// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/service.h"

#include "models/brokers/sqs/queue.h"
#include "models/brokers/sqs/receiver.h"
#include "models/brokers/sqs/sends.h"

#include <algorithm>

namespace stormglass::sqs {

Topic::Topic(std::string called, const spec::SqsQueue& chosen, ChannelProbe& itsProbe)
    : name(std::move(called)), settings(chosen), probe(&itsProbe), hasQuota(chosen.isFifo)
{
    if (settings.throughputLimit == spec::SqsFifoThroughputLimit::PerMessageGroupId)
        sends = CallQuota{kHighThroughputCalls};
}

Service::Service(const spec::SqsSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , host(where.hosts.front())
    , sends(std::make_unique<Sends>(*this))
    , m_requestTime(chosen.requestTime)
    , m_requestTimes(where.random.stream(where.name, "request time"))
    , m_backoff(where.random.stream(where.name, "backoff"))
{
    where.network.watchReach(*this);
}

Service::~Service() = default;

Topic* Service::findTopic(const std::string& name) const
{
    const auto found = std::ranges::find_if(topics, [&](const auto& topic) { return topic->name == name; });
    return found == topics.end() ? nullptr : found->get();
}

Duration Service::waitBeforeRetry(std::int64_t attempt)
{
    // AWS SDKs and Tools Reference Guide, Retry behavior: min(b * 2^i, 20 s), b drawn evenly from 0 to 1 s.
    constexpr double kMost = 20;
    const double growth = static_cast<double>(std::int64_t{1} << std::min<std::int64_t>(attempt - 1, 10));
    return Duration{static_cast<std::int64_t>(std::min(m_backoff.uniform() * growth, kMost) * 1e9)};
}

void Service::bury(ChannelProbe& from, const Message& message, SimTime sentAt, const std::string& deadLetterChannel,
                   const Queue* except)
{
    const Topic& target = *findTopic(deadLetterChannel);
    from.deadLettered(now());
    target.probe->produced(now(), target.queues.size());
    if (target.queues.empty())
        noteUnreadDeadLetter(message);
    for (Queue* queue : target.queues) {
        queue->sendDead(message, sentAt);
        if (queue != except)
            queue->serve();
    }
}

Bill Service::billOf(const Topic& topic) const
{
    Meter meter = topic.meter;
    for (const std::unique_ptr<Receiver>& receiver : receivers)
        if (&receiver->queue().topic() == &topic)
            meter.empty(receiver->emptyReceives());
    const double price = topic.settings.isFifo ? settings.fifoPrice : settings.standardPrice;
    return {meter.requests, meter.emptyReceives, static_cast<double>(meter.requests) * price * 1e-6};
}

void Service::reachChanged()
{
    sends->reachChanged();
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->serve();
}

void Service::clear()
{
    sends->clear();
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->clear();
}

}  // namespace stormglass::sqs
