// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of Amazon EventBridge and its event buses.
#pragma once

#include "models/spec/components/filters.h"
#include "models/spec/components/sqs.h"

namespace stormglass::spec {

struct EventBridgeSettings {
    static constexpr std::string_view kKind = "eventbridge";
    std::string queues{};  ///< The SQS component that has the queues of the targets, and dead letters.
    Distribution requestTime{distribution::Constant{std::chrono::milliseconds{5}}};  ///< Time of the service per API call.
    /// From the call to an attempt to deliver, without the network.
    Distribution deliveryTime{distribution::LognormalQuantiles{std::chrono::milliseconds{148}, std::chrono::milliseconds{387}}};
    std::int64_t putEvents = 10'000;    ///< PutEvents calls in a second, more are throttled; of each bus.
    std::int64_t invocations = 18'750;  ///< Attempts to deliver in a second, more wait.
    double eventPrice = 1.00;           ///< USD for a million events.
    double apiDestinationPrice = 0.20;  ///< USD for a million invocations.
    bool operator==(const EventBridgeSettings&) const = default;
};

/// What the rules of a bus send events to.
enum class EventBridgeTarget {
    Sqs,            ///< A queue of the subscribing component.
    ApiDestination  ///< The instances of the subscribing component, by requests.
};
[[nodiscard]] std::span<const std::string_view> namesOf(EventBridgeTarget);

struct EventBridgeRetryPolicy {
    std::int64_t maximumRetryAttempts = 185;
    Duration maximumEventAge = std::chrono::hours{24};
    bool operator==(const EventBridgeRetryPolicy&) const = default;
};

/// A bus with a rule for each subscribing component.
struct EventBridgeBus {
    static constexpr std::string_view kKind = "eventbridge-bus";
    EventBridgeTarget target = EventBridgeTarget::Sqs;
    std::vector<EventFilter> eventPattern{};
    EventBridgeRetryPolicy retryPolicy{};
    std::string deadLetterChannel{};         ///< Of each target: what could not be delivered.
    std::int64_t invocationRateLimit = 300;  ///< Requests in a second to an API destination.
    SqsQueue queue{};                        ///< Each target, with Target sqs.
    bool operator==(const EventBridgeBus&) const = default;
};

void describe(FieldVisitor& visit, EventBridgeSettings& bridge);
void describe(FieldVisitor& visit, EventBridgeRetryPolicy& policy);
void describe(FieldVisitor& visit, EventBridgeBus& bus);

}  // namespace stormglass::spec
