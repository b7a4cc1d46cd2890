// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/sqs.h"

namespace stormglass::spec {

namespace {
constexpr std::string_view kVisibility = "Amazon SQS Developer Guide, Amazon SQS visibility timeout";
constexpr std::string_view kDeadLetters = "Amazon SQS Developer Guide, Using dead-letter queues in Amazon SQS";
constexpr std::string_view kBatches = "AWS SDK for Java 2.x, SqsAsyncBatchManager: maxBatchSize 10, sendRequestFrequency 200 ms";
constexpr std::string_view kPricing = "Amazon SQS pricing, us-east-1: the first 100 billion requests of a month after the free million";
constexpr std::string_view kAttributes = "Amazon SQS API Reference, SetQueueAttributes";
constexpr std::string_view kQuotas = "Amazon SQS Developer Guide, Amazon SQS message quotas";
}  // namespace

std::span<const std::string_view> namesOf(SqsDeduplicationScope)
{
    static constexpr std::string_view kNames[] = {"queue", "messageGroup"};
    return kNames;
}

std::span<const std::string_view> namesOf(SqsFifoThroughputLimit)
{
    static constexpr std::string_view kNames[] = {"perQueue", "perMessageGroupId"};
    return kNames;
}

void describe(FieldVisitor& visit, SqsSettings& sqs)
{
    visit.distribution("request_time", sqs.requestTime, {.help = "Time of the service per API call, without the network.", .source = "softwaremill mqperf: 10 to 13 ms per call, network included"});
    visit.integer("MaxNumberOfMessages", sqs.maxNumberOfMessages, {.help = "Messages that one receive returns at most.", .source = "our own: what clients that work in batches ask for; AWS: 1 (ReceiveMessage, 1 to 10)", .min = 1, .max = 10});
    visit.duration("WaitTimeSeconds", sqs.waitTime, {.help = "Long polling: how long an empty receive waits; 0s: short polling.", .source = "our own: what the Amazon SQS Developer Guide advises (Short and long polling); AWS: 0 s, ReceiveMessageWaitTimeSeconds", .max = 20e9});
    visit.ratio("sampled_share", sqs.sampledShare, {.help = "Share of the waiting messages of a standard queue that a short poll sees, drawn for each: it asks a sample of the servers. Long polls ask all.", .source = "Amazon SQS Developer Guide, short polling: a subset of the servers; the guide's figure shows 6 of 8", .min = 0.01});
    visit.duration("heartbeat_interval", sqs.heartbeat, {.help = "Consumers renew the VisibilityTimeout of what they hold by ChangeMessageVisibilityBatch, this often; 0s: they do not.", .source = kVisibility, .max = 43200e9});
    visit.flag("immediate_retry", sqs.isRetriedAtOnce, {.help = "A consumer that fails sets the VisibilityTimeout of the message to 0, so that it is visible at once.", .source = "Spring Cloud AWS, ImmediateRetryAsyncErrorHandler"});
    visit.integer("maxBatchSize", sqs.maxBatchSize, {.help = "Messages that a client gathers for SendMessageBatch and DeleteMessageBatch; 1: it makes a call for each message.", .source = kBatches, .min = 1, .max = 10});
    visit.duration("sendRequestFrequency", sqs.sendRequestFrequency, {.help = "How long a client holds back a batch that is not full.", .source = kBatches, .max = 60e9});
    visit.integer("max_attempts", sqs.maxAttempts, {.help = "How often the SDK makes a call in all: also after errors of the connection, timeouts, HTTP 500 to 504, and when it is throttled. Waits of at most 1 s, 2 s, 4 s, ... 20 s between, drawn evenly from 0. An attempt that was not answered may have been taken: then the next one is a duplicate, which a FIFO queue recognises.", .source = "AWS SDKs and Tools Reference Guide, Retry behavior, standard mode: 3", .min = 1, .max = 100});
    visit.number("price_per_million", sqs.standardPrice, {.help = "USD for a million requests at standard queues. Each 64 KiB of a call count as a request, and so does an empty receive.", .source = kPricing, .max = 1e6});
    visit.number("price_per_million_fifo", sqs.fifoPrice, {.help = "The same at FIFO queues.", .source = kPricing, .max = 1e6});
}

void describe(FieldVisitor& visit, SqsQueue& queue)
{
    visit.duration("VisibilityTimeout", queue.visibilityTimeout, {.help = "A received message that is not deleted by then is visible again, also one that a consumer has failed to handle.", .source = kVisibility, .max = 43200e9});
    visit.integer("maxReceiveCount", queue.maxReceiveCount, {.help = "Receives before a message goes to the dead-letter queue; 0: no redrive policy.", .source = kDeadLetters, .max = 1000});
    visit.reference("deadLetterTargetArn", queue.deadLetterChannel, RefersTo::Channel, {.help = "Channel of the dead letters. Of a FIFO queue it is a FIFO queue, of a standard queue a standard queue.", .source = kDeadLetters});
    visit.duration("DelaySeconds", queue.delay, {.help = "New messages are invisible for this long.", .source = kAttributes, .max = 900e9});
    visit.duration("MessageRetentionPeriod", queue.retention, {.help = "Messages older than this are deleted.", .source = kAttributes, .min = 60e9, .max = 1209600e9});
    visit.distribution("message_timer", queue.messageDelay, {.help = "DelaySeconds of single messages of a standard queue, drawn for each, instead of that of the queue; 0s: none has one. At most 15 min: of distributions without an upper end, longer draws are cut off there.", .source = "Amazon SQS Developer Guide, Amazon SQS message timers"});
    visit.bytes("MaximumMessageSize", queue.maximumMessageSize, {.help = "Larger messages are refused.", .source = "Amazon SQS API Reference, SetQueueAttributes: 1 KiB to 1 MiB, before August 2025 256 KiB", .min = 1024, .max = 1'048'576});
    visit.integer("in_flight_limit", queue.inFlightLimit, {.help = "Messages that have been received and not deleted. With so many, a short poll of a standard queue fails with OverLimit; a long poll, and any at a FIFO queue, returns nothing.", .source = "Amazon SQS Developer Guide, message quotas: 120,000; FIFO queues had 20,000 before November 2024", .min = 1, .max = 1e9});
    visit.flag("FifoQueue", queue.isFifo, {.help = "Keeps the order of each message group: while one of its messages is in flight, no other consumer gets any of the group. The name of the queue ends with .fifo. false: AWS promises best effort only. Here a standard queue keeps the order but for what comes again, single delays and short polls, as there is no figure of how often AWS does not: what must stay in order needs FifoQueue.", .source = "Amazon SQS Developer Guide, Amazon SQS FIFO queues"});
    visit.flag("ContentBasedDeduplication", queue.isDeduplicatedByContent, {.help = "What has the same content as a message of the last 5 minutes is accepted and dropped: the same event of the same flow. false: the sender gives each send a MessageDeduplicationId of its own, so nothing is recognised.", .source = "Amazon SQS Developer Guide, Exactly-once processing; there the default is false, and an id must be given"});
    visit.choice("DeduplicationScope", queue.deduplicationScope, {.help = "Within what the same content is the same message.", .source = kAttributes});
    visit.choice("FifoThroughputLimit", queue.throughputLimit, {.help = "perQueue: 300 calls a second for each of send, receive and delete. perMessageGroupId: 300 calls a second that send to one group, and up to 70,000 in all; DeduplicationScope must be messageGroup.", .source = kQuotas});
    visit.integer("message_groups", queue.messageGroups, {.help = "Number of MessageGroupIds that the keys of messages are spread over; 0: each key is a group, and each flow has a key of its own unless its workload has \"keys\".", .max = 1e9});
}

}  // namespace stormglass::spec
