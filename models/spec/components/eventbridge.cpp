// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/eventbridge.h"

namespace stormglass::spec {
namespace {

constexpr std::string_view kEventQuotas = "Amazon EventBridge User Guide, Amazon EventBridge quotas, us-east-1";
constexpr std::string_view kEventPricing = "Amazon EventBridge pricing, us-east-1";
constexpr std::string_view kTargetRetries = "Amazon EventBridge API Reference, RetryPolicy; User Guide, How EventBridge retries delivering events";

}  // namespace

std::span<const std::string_view> namesOf(EventBridgeTarget)
{
    static constexpr std::string_view kNames[] = {"sqs", "api-destination"};
    return kNames;
}

void describe(FieldVisitor& visit, EventBridgeSettings& bridge)
{
    visit.reference("queues", bridge.queues, RefersTo::Broker, {.help = "SQS component that has the queues that rules deliver to, and the dead letters of targets.", .isRequired = true});
    visit.distribution("request_time", bridge.requestTime, {.help = "Time of the service per API call, without the network.", .source = "As of SQS: softwaremill mqperf"});
    visit.distribution("delivery_time", bridge.deliveryTime, {.help = "From the PutEvents call to an attempt to deliver, without the network.", .source = "bitesizedserverless.com, Serverless Messaging: Latency Compared (February 2023): EventBridge to Lambda p50 148 ms, p99 387 ms"});
    visit.integer("put_events_quota", bridge.putEvents, {.help = "PutEvents calls in a second to a bus; more are throttled, and the SDK makes them again.", .source = kEventQuotas, .min = 1, .max = 1e9});
    visit.integer("invocations_quota", bridge.invocations, {.help = "Attempts to deliver in a second, over all buses; more are delayed.", .source = kEventQuotas, .min = 1, .max = 1e9});
    visit.number("price_per_million", bridge.eventPrice, {.help = "USD for a million events, each 64 KiB of which count as one. What SQS bills for the queues is on its account.", .source = kEventPricing, .max = 1e6});
    visit.number("price_per_million_api_destination", bridge.apiDestinationPrice, {.help = "USD for a million invocations of API destinations, attempts included.", .source = kEventPricing, .max = 1e6});
}

void describe(FieldVisitor& visit, EventBridgeRetryPolicy& policy)
{
    visit.integer("MaximumRetryAttempts", policy.maximumRetryAttempts, {.help = "Retries of an event at a target at most.", .source = kTargetRetries, .max = 185});
    visit.duration("MaximumEventAgeInSeconds", policy.maximumEventAge, {.help = "No retry of what would be older than this.", .source = kTargetRetries, .min = 60e9, .max = 86400e9});
}

void describe(FieldVisitor& visit, EventBridgeBus& bus)
{
    visit.choice("Target", bus.target, {.help = "sqs: a queue for each subscribing component. api-destination: requests to its instances, of which an answer within 5 s that is no error ends the delivery.", .source = "Amazon EventBridge User Guide, targets, API destinations"});
    visit.list("EventPattern", bus.eventPattern, {.help = "Events that the rule of a subscriber lets through; who is not named gets all.", .source = "Amazon EventBridge User Guide, Creating event patterns", .max = 1000});
    visit.object("RetryPolicy", bus.retryPolicy, {.help = "How long, and how often, a delivery that has failed is tried again.", .source = kTargetRetries});
    visit.reference("DeadLetterConfig", bus.deadLetterChannel, RefersTo::Channel, {.help = "SQS channel of what could not be delivered to a target; absent: it is dropped when the retries are used up.", .source = "Amazon EventBridge User Guide, Using dead-letter queues to process undelivered events"});
    visit.integer("InvocationRateLimitPerSecond", bus.invocationRateLimit, {.help = "Requests in a second to each API destination; more are delayed.", .source = "Amazon EventBridge API Reference, CreateApiDestination: 300 unless told", .min = 1, .max = 1e9});
    visit.object("queue", bus.queue, {.help = "Each of the queues, with Target sqs."});
}

}  // namespace stormglass::spec
