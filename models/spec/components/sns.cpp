// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/sns.h"

#include "simcore/base/portable_math.h"

namespace stormglass::spec {

namespace {

constexpr std::string_view kRetries = "Amazon SNS Developer Guide, Amazon SNS message delivery retries";
constexpr std::string_view kSnsPricing = "Amazon SNS pricing, us-east-1";

/// Delivery to SQS.
constexpr SnsDeliveryPolicy kAwsManaged{.numRetries = 100'015,
                                        .numNoDelayRetries = 3,
                                        .minDelayTarget = std::chrono::seconds{1},
                                        .numMinDelayRetries = 2,
                                        .maxDelayTarget = std::chrono::seconds{20},
                                        .numMaxDelayRetries = 100'000,
                                        .backoffFunction = SnsBackoff::Exponential};
/// Delivery by SMTP, SMS and mobile push.
constexpr SnsDeliveryPolicy kCustomerManaged{.numRetries = 50,
                                             .numNoDelayRetries = 0,
                                             .minDelayTarget = std::chrono::seconds{10},
                                             .numMinDelayRetries = 2,
                                             .maxDelayTarget = std::chrono::seconds{600},
                                             .numMaxDelayRetries = 38,
                                             .backoffFunction = SnsBackoff::Exponential};

}  // namespace

std::span<const std::string_view> namesOf(SnsProtocol)
{
    static constexpr std::string_view kNames[] = {"sqs", "https", "application"};
    return kNames;
}

std::span<const std::string_view> namesOf(SnsBackoff)
{
    static constexpr std::string_view kNames[] = {"linear", "exponential"};
    return kNames;
}

std::span<const std::string_view> namesOf(SnsFifoThroughputScope)
{
    static constexpr std::string_view kNames[] = {"Topic", "MessageGroup"};
    return kNames;
}

Duration SnsDeliveryPolicy::delayBefore(std::int64_t retry) const
{
    if (retry <= numNoDelayRetries)
        return Duration{0};
    if (retry <= numNoDelayRetries + numMinDelayRetries)
        return minDelayTarget;
    const std::int64_t growing = numRetries - numNoDelayRetries - numMinDelayRetries - numMaxDelayRetries;
    const std::int64_t step = retry - numNoDelayRetries - numMinDelayRetries - 1;
    // Both ends belong to the phase; the guide gives no formula, only the ends and the name of the function.
    if (step >= growing || (step > 0 && step == growing - 1))
        return maxDelayTarget;
    const double share = step > 0 ? static_cast<double>(step) / static_cast<double>(growing - 1) : 0;
    const auto least = static_cast<double>(minDelayTarget.count());
    const auto most = static_cast<double>(maxDelayTarget.count());
    if (backoffFunction == SnsBackoff::Linear || least <= 0)
        return Duration{static_cast<std::int64_t>(least + (most - least) * share)};
    return Duration{static_cast<std::int64_t>(least * powOf(most / least, share))};
}

SnsDeliveryPolicy deliveryPolicyOf(const SnsTopic& topic)
{
    switch (topic.protocol) {
    case SnsProtocol::Sqs: return kAwsManaged;
    case SnsProtocol::Application: return kCustomerManaged;
    case SnsProtocol::Https: break;
    }
    return topic.healthyRetryPolicy;
}

void describe(FieldVisitor& visit, SnsSettings& sns)
{
    visit.reference("queues", sns.queues, RefersTo::Broker, {.help = "SQS component that has the queues that topics are delivered to, and the dead letters of subscriptions.", .isRequired = true});
    visit.distribution("request_time", sns.requestTime, {.help = "Time of the service per API call, without the network.", .source = "As of SQS: softwaremill mqperf"});
    visit.distribution("delivery_time", sns.deliveryTime, {.help = "From the publish to an attempt to deliver, without the network.", .source = "bitesizedserverless.com, Serverless Messaging: Latency Compared (2022): SNS to Lambda p50 73 ms, p99 225 ms"});
    visit.number("price_per_million", sns.publishPrice, {.help = "USD for a million publishes to standard topics, each 64 KiB of which count as one. Deliveries to SQS are free; what SQS then bills is on its account.", .source = kSnsPricing, .max = 1e6});
    visit.number("price_per_million_deliveries", sns.httpPrice, {.help = "USD for a million deliveries by HTTP/S, attempts included.", .source = kSnsPricing, .max = 1e6});
    visit.number("price_per_million_fifo", sns.fifoPublishPrice, {.help = "USD for a million publishes to FIFO topics. What their payload costs is not modelled.", .source = kSnsPricing, .max = 1e6});
    visit.number("price_per_million_fifo_deliveries", sns.fifoDeliveryPrice, {.help = "USD for a million messages to subscriptions of FIFO topics.", .source = kSnsPricing, .max = 1e6});
}

void describe(FieldVisitor& visit, SnsDeliveryPolicy& policy)
{
    visit.integer("numRetries", policy.numRetries, {.help = "Retries in all phases.", .source = kRetries, .max = 100});
    visit.integer("numNoDelayRetries", policy.numNoDelayRetries, {.help = "Of these, retries at once.", .source = kRetries, .max = 100});
    visit.duration("minDelayTarget", policy.minDelayTarget, {.help = "Least delay of a retry.", .source = kRetries, .min = 1e9, .max = 3600e9});
    visit.integer("numMinDelayRetries", policy.numMinDelayRetries, {.help = "Retries after the least delay, before delays grow.", .source = kRetries, .max = 100});
    visit.duration("maxDelayTarget", policy.maxDelayTarget, {.help = "Largest delay of a retry.", .source = kRetries, .min = 1e9, .max = 3600e9});
    visit.integer("numMaxDelayRetries", policy.numMaxDelayRetries, {.help = "Retries after the largest delay, when delays have grown.", .source = kRetries, .max = 100});
    visit.choice("backoffFunction", policy.backoffFunction, {.help = "How delays grow from the least to the largest.", .source = kRetries});
}

void describe(FieldVisitor& visit, SnsTopic& topic)
{
    visit.choice("Protocol", topic.protocol, {.help = "sqs: a queue for each subscribing component. https: requests to its instances, of which an answer within 15 s that is no error ends the delivery. application: the same, with the retries of mobile push, SMS and SMTP: 50 over 6 h.", .source = "Amazon SNS API Reference, Subscribe"});
    visit.flag("RawMessageDelivery", topic.isRaw, {.help = "false: each message is wrapped in a JSON envelope of about 900 bytes.", .source = "Amazon SNS Developer Guide, Amazon SNS raw message delivery"});
    visit.list("FilterPolicy", topic.filterPolicy, {.help = "Events that a subscriber gets; who is not named gets all.", .source = "Amazon SNS Developer Guide, Amazon SNS subscription filter policies", .max = 1000});
    visit.object("healthyRetryPolicy", topic.healthyRetryPolicy, {.help = "Retries of deliveries by HTTP/S.", .source = kRetries});
    visit.reference("deadLetterTargetArn", topic.deadLetterChannel, RefersTo::Channel, {.help = "SQS channel of what could not be delivered to a subscription; absent: it is lost when the retries are used up.", .source = "Amazon SNS Developer Guide, Amazon SNS dead-letter queues"});
    visit.flag("FifoTopic", topic.isFifo, {.help = "Delivers the messages of a group in the order of their publishes, to queues only. The name ends with .fifo.", .source = "Amazon SNS Developer Guide, Amazon SNS FIFO topics"});
    visit.flag("ContentBasedDeduplication", topic.isDeduplicatedByContent, {.help = "Of a FIFO topic: what has the same content as a message of the last 5 minutes is accepted and dropped. false: each publish has a MessageDeduplicationId of its own. Its FIFO queues get the same id, whatever they say themselves.", .source = "Amazon SNS Developer Guide, Message deduplication for FIFO topics"});
    visit.choice("FifoThroughputScope", topic.throughputScope, {.help = "Topic: 3,000 messages a second, and 300 of one group. MessageGroup: 300 of one group, and 30,000 in all; messages are recognised within their group.", .source = "Amazon SNS Developer Guide, High throughput FIFO topics; AWS, January 2025"});
    visit.object("queue", topic.queue, {.help = "Each of the subscribed queues, with Protocol sqs."});
}

}  // namespace stormglass::spec
