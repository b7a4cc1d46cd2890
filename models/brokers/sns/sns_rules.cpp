// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sns/sns_rules.h"

#include "models/spec/size_limit.h"

namespace stormglass::sns {
namespace {

/// Amazon SNS endpoints and quotas: FIFO topics 3,000 messages a second, with high throughput 30,000 in us-east-1.
constexpr std::uint64_t kFifoMessages = 3'000;
constexpr std::uint64_t kHighThroughputMessages = 30'000;
/// Bytes of the JSON around a message that is not delivered raw (Amazon SNS Developer Guide, example of a notification).
constexpr std::int32_t kEnvelope = 900;
/// Amazon SNS Developer Guide, HTTP/S endpoints: an answer must come within 15 seconds.
constexpr Duration kAnswerWithin = std::chrono::seconds{15};

bool isByTopic(const spec::SnsTopic& topic) { return topic.throughputScope == spec::SnsFifoThroughputScope::Topic; }

/// 300 messages a second of one group are let through in any case.
spec::SqsQueue publishesOf(const spec::SnsSettings& sns, const spec::SnsTopic& topic)
{
    return {.maximumMessageSize = spec::sizeLimitOf(sns, topic).bytes,
            .isFifo = topic.isFifo,
            .throughputLimit = spec::SqsFifoThroughputLimit::PerMessageGroupId,
            .messageGroups = topic.queue.messageGroups};
}

spec::SqsQueue queueOf(const spec::SnsTopic& topic)
{
    spec::SqsQueue queue = topic.queue;
    // A FIFO topic passes its MessageDeduplicationId on (Amazon SNS Developer Guide, message deduplication for FIFO topics).
    if (topic.isFifo)
        queue.isDeduplicatedByContent = topic.isDeduplicatedByContent;
    return queue;
}

fanout::DeliveryRules deliveryOf(const spec::SnsTopic& topic)
{
    fanout::DeliveryRules rules{.envelope = topic.isRaw ? 0 : kEnvelope,
                                .answerWithin = kAnswerWithin,
                                .isInOrder = topic.isFifo,
                                .messageGroups = topic.queue.messageGroups,
                                .deadLetterChannel = topic.deadLetterChannel};
    if (topic.protocol == spec::SnsProtocol::Sqs)
        rules.queue = queueOf(topic);
    rules.retryAfter = [policy = spec::deliveryPolicyOf(topic)](std::int64_t failures, Duration, RandomStream&) -> std::optional<Duration> {
        if (failures > policy.numRetries)
            return std::nullopt;
        return policy.delayBefore(failures);
    };
    return rules;
}

}  // namespace

fanout::FrontSettings frontOf(const spec::SnsSettings& sns)
{
    return {.queues = sns.queues, .requestTime = sns.requestTime, .deliveryTime = sns.deliveryTime};
}

fanout::TopicRules rulesOf(const spec::SnsSettings& sns, const spec::SnsTopic& topic)
{
    const std::uint64_t quota = isByTopic(topic) ? kFifoMessages : kHighThroughputMessages;
    return {.delivery = deliveryOf(topic),
            .filters = topic.filterPolicy,
            .publishes = publishesOf(sns, topic),
            .publishesPerSecond = topic.isFifo ? quota : 0,
            .isDeduplicated = topic.isFifo && topic.isDeduplicatedByContent,
            .isDeduplicatedByGroup = !isByTopic(topic),
            .prices = {.publish = topic.isFifo ? sns.fifoPublishPrice : sns.publishPrice,
                       .delivery = topic.isFifo ? sns.fifoDeliveryPrice : sns.httpPrice,
                       .areQueuesFree = !topic.isFifo}};
}

}  // namespace stormglass::sns
