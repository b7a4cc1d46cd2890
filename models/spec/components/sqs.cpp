// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/sqs.h"

namespace stormglass::spec {

namespace {
constexpr std::string_view kGuide = "Amazon SQS Developer Guide";
}

void describe(FieldVisitor& visit, SqsSettings& sqs)
{
    visit.distribution("request_time", sqs.requestTime, {.help = "Time of the service per API call, without the network.", .source = "softwaremill mqperf: 10 to 13 ms per call, network included"});
    visit.integer("MaxNumberOfMessages", sqs.maxNumberOfMessages, {.help = "Messages that one receive returns at most.", .source = kGuide, .min = 1, .max = 10});
    visit.duration("WaitTimeSeconds", sqs.waitTime, {.help = "Long polling: how long an empty receive waits; 0s: short polling.", .source = kGuide, .max = 20e9});
}

void describe(FieldVisitor& visit, SqsQueue& queue)
{
    visit.duration("VisibilityTimeout", queue.visibilityTimeout, {.help = "A received message that is not deleted by then is visible again, also one that a consumer has failed to handle.", .source = kGuide, .max = 43200e9});
    visit.integer("maxReceiveCount", queue.maxReceiveCount, {.help = "Receives before a message goes to the dead-letter queue; 0: no redrive policy.", .source = kGuide, .max = 1000});
    visit.reference("deadLetterTargetArn", queue.deadLetterChannel, RefersTo::Channel, {.help = "Channel of the dead letters.", .source = kGuide});
    visit.duration("DelaySeconds", queue.delay, {.help = "New messages are invisible for this long.", .source = kGuide, .max = 900e9});
    visit.duration("MessageRetentionPeriod", queue.retention, {.help = "Messages older than this are deleted.", .source = kGuide, .min = 60e9, .max = 1209600e9});
}

}  // namespace stormglass::spec
