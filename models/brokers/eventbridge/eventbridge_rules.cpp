// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/eventbridge/eventbridge_rules.h"

#include "models/spec/size_limit.h"

namespace stormglass::eventbridge {
namespace {

/// Bytes of the JSON around the detail of an event (Amazon EventBridge User Guide, Event structure, its example).
constexpr std::int32_t kEventEnvelope = 400;
/// Amazon EventBridge User Guide, API destinations: the client execution timeout.
constexpr Duration kDestinationTimeout = std::chrono::seconds{5};
/// The user guide tells of exponential back-off and jitter, and of 185 attempts in 24 hours, but of no intervals. These are
/// doubled from 1 s on, drawn from zero to that (AWS Architecture Blog, Exponential Backoff and Jitter: full jitter), and end
/// at 15 minutes, with which 185 attempts take a day.
constexpr Duration kFirstTargetRetry = std::chrono::seconds{1};
constexpr Duration kLongestTargetRetry = std::chrono::minutes{15};

Duration targetBackoff(std::int64_t failures, RandomStream& draws)
{
    constexpr std::int64_t kDoublings = 10;  // further ones are beyond the longest
    const Duration most = std::min(kLongestTargetRetry, kFirstTargetRetry * (std::int64_t{1} << std::min(failures - 1, kDoublings)));
    return Duration{static_cast<std::int64_t>(draws.uniform() * static_cast<double>(most.count()))};
}

fanout::DeliveryRules targetOf(const spec::EventBridgeBus& bus)
{
    fanout::DeliveryRules rules{.envelope = kEventEnvelope, .answerWithin = kDestinationTimeout, .deadLetterChannel = bus.deadLetterChannel};
    if (bus.target == spec::EventBridgeTarget::Sqs)
        rules.queue = bus.queue;
    else
        rules.requestsPerSecond = bus.invocationRateLimit;
    rules.retryAfter = [retries = bus.retryPolicy](std::int64_t failures, Duration age, RandomStream& draws) -> std::optional<Duration> {
        const Duration wait = targetBackoff(failures, draws);
        if (failures > retries.maximumRetryAttempts || age + wait > retries.maximumEventAge)
            return std::nullopt;
        return wait;
    };
    return rules;
}

}  // namespace

fanout::FrontSettings frontOf(const spec::EventBridgeSettings& bridge)
{
    return {.queues = bridge.queues,
            .requestTime = bridge.requestTime,
            .deliveryTime = bridge.deliveryTime,
            .invocations = bridge.invocations};
}

fanout::TopicRules rulesOf(const spec::EventBridgeSettings& bridge, const spec::EventBridgeBus& bus)
{
    return {.delivery = targetOf(bus),
            .filters = bus.eventPattern,
            .publishes = {.maximumMessageSize = spec::sizeLimitOf(bridge, bus).bytes},
            .publishesPerSecond = static_cast<std::uint64_t>(bridge.putEvents),
            .prices = {.publish = bridge.eventPrice, .delivery = bridge.apiDestinationPrice}};
}

}  // namespace stormglass::eventbridge
